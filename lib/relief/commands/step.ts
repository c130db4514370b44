import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { eyesOf } from '@/lib/platform/actor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { followStep } from '@/lib/relief/commands/deadlines'
import { type Step, stepFrom } from '@/lib/relief/lifecycle'
import { eventCosts } from '@/lib/relief/queries/costs'
import { ownEyes } from '@/lib/relief/rules/own-eyes'
import type { ReliefStatus, ReliefStep } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

type Wish = { applicationId: string; version: number; on: string }
export type Application = Awaited<ReturnType<typeof applicationToStep>>['application']

/**
 * The application with its household locked, as far as this step may be taken now by this actor. Errors: NotFoundError, and DomainError
 * for a changed application, a step out of turn, a day out of order, a running publicity, or the actor's own earlier step.
 */
export async function applicationToStep(ctx: Ctx, { applicationId, version, on }: Wish, name: ReliefStep) {
  const application = await lockedApplication(ctx, applicationId)
  if (application.version !== version) throw new DomainError('relief.changed')
  const line = application.line as AppliedLine
  const step = stepFrom(line, application.status as ReliefStatus, name)
  if (!step) throw new DomainError('relief.notNow')
  if (!may(ctx.actor.role, step.needs)) throw new DomainError('relief.notYours')
  refuseDay(ctx, application, name, on)
  refuseOwnEyes(ctx, application, name)
  if (application.status === 'APPROVED') await refuseAtBank(ctx, application)
  return { application, line, step }
}

/** The application and what its event cost, with the household locked. Errors: NotFoundError. */
export async function lockedApplication(ctx: Ctx, applicationId: string) {
  const here = { ...countyOfScope(ctx.actor.scope), id: applicationId }
  const found = await ctx.db.reliefApplication.findFirst({
    where: here,
    select: { countyCode: true, householdId: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  return ctx.db.reliefApplication.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: applicationId } },
    include: { event: { select: eventCosts }, _count: { select: { steps: true } } },
  })
}

async function refuseAtBank(ctx: Ctx, { countyCode, id }: { countyCode: string; id: string }): Promise<void> {
  const item = await ctx.db.payoutItem.findFirst({
    where: { countyCode, applicationId: id, status: 'WAITING' },
    select: { cycle: { select: { cycleNo: true } } },
  })
  if (item) throw new DomainError('relief.atBank', { no: item.cycle.cycleNo })
}

type Dated = { lastStepOn: Date; mayGoOnFrom: Date | null }

export function refuseDay(ctx: Ctx, { lastStepOn, mayGoOnFrom }: Dated, name: ReliefStep, on: string): void {
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(lastStepOn)
  if (on < last) throw new DomainError('relief.beforeLast', { day: last }, 'on')
  const from = mayGoOnFrom && dayFrom(mayGoOnFrom)
  if (from && on < from && name === 'approve') throw new DomainError('relief.publicityRuns', { day: from }, 'on')
}

function refuseOwnEyes(ctx: Ctx, seen: Parameters<typeof ownEyes>[1], name: ReliefStep): void {
  if (ownEyes(eyesOf(ctx.actor), seen, name))
    throw new DomainError(name === 'approve' ? 'relief.applicantApproves' : 'relief.approverPays')
}

type Taken = {
  on: string
  name: ReliefStep
  to: Step['to']
  record: Record<string, Prisma.InputJsonValue | null>
  data?: Prisma.ReliefApplicationUncheckedUpdateManyInput
}

/** Writes the step and moves the application, where it is still as it was seen. */
export async function takeStep(ctx: Ctx, application: Application, { on, name, to, record, data }: Taken) {
  const { countyCode, id, regionCode, householdId, version, _count } = application
  const ends = to === 'REJECTED' || to === 'CONFIRMED' || to === 'REVOKED'
  const { count } = await ctx.db.reliefApplication.updateMany({
    where: { countyCode, id, version },
    data: {
      mayGoOnFrom: null,
      ...(ends ? { endedOn: dateOf(on) } : {}),
      ...data,
      status: to,
      lastStepOn: dateOf(on),
      version: { increment: 1 },
    },
  })
  if (count !== 1) throw new DomainError('relief.changed')
  const place = { countyCode, applicationId: id, regionCode, householdId }
  await keepStep(ctx, place, _count.steps + 1, { on, name, to, record })
  const told = data?.claimedFen
  const claimedFen = typeof told === 'number' ? BigInt(told) : application.claimedFen
  await followStep(ctx, { ...application, claimedFen }, to, on, application.postReviewOn)
}

type Place = { countyCode: string; applicationId: string; regionCode: string; householdId: string }

/** Writes one line of the record of an application; it is never changed. */
export async function keepStep(
  ctx: Ctx,
  place: Place,
  stepNo: number,
  { on, name, to, record }: Pick<Taken, 'on' | 'name' | 'to' | 'record'>,
): Promise<void> {
  await ctx.db.reliefStep.create({
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
