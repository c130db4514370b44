import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { followStep } from '@/lib/identification/commands/deadlines'
import { isEnded, type Step, stepFrom } from '@/lib/identification/lifecycle'
import { isOwnWork, waitsForPublicity } from '@/lib/identification/rules/steps'
import type { StepName } from '@/lib/identification/schema'
import { eyesOf } from '@/lib/platform/actor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { setEffective } from '@/lib/platform/journal'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

type Wish = { procedureId: string; version: number; on: string }
export type Procedure = Awaited<ReturnType<typeof procedureToStep>>['procedure']

/**
 * The procedure with its household locked, as far as this step may be taken now by this actor. Errors: NotFoundError, and DomainError for
 * an ended or changed procedure, a step out of turn, a day out of order, a running publicity, or the actor's own earlier step.
 */
export async function procedureToStep(ctx: Ctx, { procedureId, version, on }: Wish, name: StepName) {
  const here = { ...countyOfScope(ctx.actor.scope), id: procedureId }
  const found = await ctx.db.statusProcedure.findFirst({ where: here, select: { countyCode: true, householdId: true } })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  const procedure = await ctx.db.statusProcedure.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: procedureId } },
    include: { _count: { select: { steps: true } } },
  })
  if (isEnded(procedure.status)) throw new DomainError('identification.ended')
  if (procedure.version !== version) throw new DomainError('identification.changed')
  const step = stepFrom(procedure.kind, procedure.status, name)
  if (!step) throw new DomainError('identification.notNow')
  if (!may(ctx.actor.role, step.needs)) throw new DomainError('identification.notYours')
  refuseDay(ctx, procedure, name, on)
  if (isOwnWork(name, procedure, eyesOf(ctx.actor))) throw new DomainError('identification.fourEyes')
  return { procedure, step }
}

type Dated = { lastStepOn: Date; mayGoOnFrom: Date | null }

function refuseDay(ctx: Ctx, { lastStepOn, mayGoOnFrom }: Dated, name: StepName, on: string): void {
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(lastStepOn)
  if (on < last) throw new DomainError('identification.beforeLast', { day: last }, 'on')
  const from = mayGoOnFrom && dayFrom(mayGoOnFrom)
  if (from && on < from && waitsForPublicity(name))
    throw new DomainError('identification.publicityRuns', { day: from }, 'on')
}

type Taken = {
  on: string
  record: Record<string, Prisma.InputJsonValue | null>
  data?: Prisma.StatusProcedureUncheckedUpdateManyInput
}

/** Writes the step and moves the procedure, where it is still as it was seen. */
export async function takeStep(
  ctx: Ctx,
  procedure: Procedure,
  { step: name, to }: Step,
  { on, record, data }: Taken,
): Promise<void> {
  const { countyCode, id, regionCode, householdId, version, _count } = procedure
  const { count } = await ctx.db.statusProcedure.updateMany({
    where: { countyCode, id, version },
    data: {
      mayGoOnFrom: null,
      ...data,
      status: to,
      lastStepOn: dateOf(on),
      version: { increment: 1 },
      ...(isEnded(to) ? { endedOn: dateOf(on) } : {}),
    },
  })
  if (count !== 1) throw new DomainError('identification.changed')
  await keepStep(ctx, { countyCode, procedureId: id, regionCode, householdId }, _count.steps + 1, {
    on,
    name,
    to,
    record,
  })
  await followStep(ctx, procedure, name, on)
}

type Place = { countyCode: string; procedureId: string; regionCode: string; householdId: string }

/** Writes one line of the record of a procedure; it is never changed. */
export async function keepStep(
  ctx: Ctx,
  place: Place,
  stepNo: number,
  { on, name, to, record }: Pick<Taken, 'on' | 'record'> & { name: StepName; to: Procedure['status'] },
): Promise<void> {
  await ctx.db.statusProcedureStep.create({
    data: {
      ...place,
      stepNo,
      step: name,
      toStatus: to,
      stepOn: dateOf(on),
      recordedAt: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      record: record as Prisma.InputJsonObject,
    },
    select: { stepNo: true },
  })
}

/** Changes the household's status from the day of the announcement on. */
export async function applyStatus(
  ctx: Ctx,
  { countyCode, householdId }: Pick<Procedure, 'countyCode' | 'householdId'>,
  on: string,
  data: Prisma.HouseholdUncheckedUpdateManyInput,
): Promise<void> {
  await setEffective(ctx, on)
  await ctx.db.household.updateMany({
    where: { countyCode, id: householdId },
    data: { ...data, version: { increment: 1 }, updatedAt: ctx.now },
  })
}
