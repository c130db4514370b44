import 'server-only'
import { type Step, stepFrom } from '@/lib/findings/lifecycle'
import { blockedBy } from '@/lib/findings/rules/eyes'
import type { FindingStatus, StepName } from '@/lib/findings/schema'
import { lookerOf } from '@/lib/findings/sql'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

type Wish = { findingId: string; version: number; on: string }
export type Line = Awaited<ReturnType<typeof lineToStep>>['line']

/**
 * The line, locked, as far as this step may be taken now by this actor. Errors: NotFoundError, and DomainError for a changed line, a step out
 * of turn or of another's, a day out of order, and the actor's own or his unit's earlier work.
 */
export async function lineToStep(ctx: Ctx, { findingId, version, on }: Wish, name: StepName) {
  const where = { ...countyOfScope(ctx.actor.scope), id: findingId }
  const found = await ctx.db.finding.findFirst({ where, select: { countyCode: true } })
  if (!found) throw new NotFoundError()
  await ctx.db
    .$queryRaw`SELECT FROM finding WHERE county_code = ${found.countyCode} AND id = ${findingId}::uuid FOR UPDATE`
  const line = await ctx.db.finding.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: findingId } },
    include: { _count: { select: { steps: true } } },
  })
  if (line.version !== version) throw new DomainError('findings.changed')
  const step = stepFrom(line.status, name)
  if (!step) throw new DomainError('findings.notNow')
  if (!may(ctx.actor.role, step.needs)) throw new DomainError('findings.notYours')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(line.lastStepOn)
  if (on < last) throw new DomainError('findings.beforeLast', { day: last }, 'on')
  const blocked = blockedBy(name, line, await lookerOf(ctx))
  if (blocked) throw new DomainError(blocked)
  return { line, step }
}

type Taken = {
  on: string
  record: Record<string, Prisma.InputJsonValue | null>
  data?: Prisma.FindingUncheckedUpdateManyInput
}

/** Moves the line where it is still as it was seen, and writes the step. */
export async function takeStep(
  ctx: Ctx,
  line: Line,
  { step: name, to }: Step,
  { on, record, data }: Taken,
): Promise<{ findingId: string }> {
  const { countyCode, id, version, status, _count } = line
  const { count } = await ctx.db.finding.updateMany({
    where: { countyCode, id, version },
    data: { ...data, ...(to ? { status: to } : {}), lastStepOn: dateOf(on), version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('findings.changed')
  await keepStep(ctx, line, _count.steps + 1, { name, to: to ?? status, on, record })
  return { findingId: id }
}

type Place = { countyCode: string; id: string; regionCode: string; householdId: string | null }

/** Writes one line of the record of a finding; it is never changed. */
export async function keepStep(
  ctx: Ctx,
  { countyCode, id, regionCode, householdId }: Place,
  stepNo: number,
  { name, to, on, record }: { name: StepName; to: FindingStatus; on: string; record: Taken['record'] },
): Promise<void> {
  await ctx.db.findingStep.create({
    data: {
      countyCode,
      findingId: id,
      stepNo,
      regionCode,
      householdId,
      step: name,
      toStatus: to,
      stepOn: dateOf(on),
      recordedAt: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      actorUnit: ctx.actor.unit,
      record: record as Prisma.InputJsonObject,
    },
    select: { stepNo: true },
  })
}
