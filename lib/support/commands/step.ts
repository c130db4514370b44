import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { refuseDelivery } from '@/lib/support/commands/record'
import { isEnded, stepFrom } from '@/lib/support/lifecycle'
import { measuresInField } from '@/lib/support/queries/field'
import {
  CancelMeasureInput,
  ConfirmMeasureInput,
  DeliverMeasureInput,
  type MeasureStep,
  StartMeasureInput,
} from '@/lib/support/schema'

export type Measure = Awaited<ReturnType<typeof findLocked>>

/** The measure with its household locked. Errors: NotFoundError. */
export async function findLocked(ctx: Ctx, measureId: string) {
  const found = await ctx.db.supportMeasure.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: measureId, AND: await measuresInField(ctx) },
    select: { countyCode: true, householdId: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  return ctx.db.supportMeasure.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: measureId } },
  })
}

type Wish = { measureId: string; version: number; on: string }

async function measureToStep(ctx: Ctx, { measureId, version, on }: Wish, name: MeasureStep): Promise<Measure> {
  const measure = await findLocked(ctx, measureId)
  if (isEnded(measure.status)) throw new DomainError('support.ended')
  if (measure.version !== version) throw new DomainError('support.changed')
  if (!stepFrom(measure.status, name)) throw new DomainError('support.notNow')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = measure.deliveredOn ?? measure.startedOn
  if (last && on < dayFrom(last)) throw new DomainError('support.beforeLast', { day: dayFrom(last) }, 'on')
  return measure
}

async function take(ctx: Ctx, measure: Measure, data: Prisma.SupportMeasureUncheckedUpdateManyInput) {
  const { countyCode, id, version, householdId } = measure
  const { count } = await ctx.db.supportMeasure.updateMany({
    where: { countyCode, id, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('support.changed')
  return { measureId: id, householdId }
}

/** A measure is under way. */
export const startMeasure = defineCommand({
  name: 'support.start',
  permission: 'support:deliver',
  input: StartMeasureInput,
  async run(ctx, input) {
    const measure = await measureToStep(ctx, input, 'start')
    const on = dateOf(input.on)
    const { userId, name } = ctx.actor
    return take(ctx, measure, {
      status: 'IN_PROGRESS',
      startedOn: on,
      countsOn: on,
      startedBy: userId,
      startedByName: name,
    })
  },
})

/** The household got it: when, how much, and what it does for it. Amount and scale are what was given, not what was planned. */
export const deliverMeasure = defineCommand({
  name: 'support.deliver',
  permission: 'support:deliver',
  input: DeliverMeasureInput,
  async run(ctx, input) {
    const measure = await measureToStep(ctx, input, 'deliver')
    refuseDelivery(ctx, { deliveredOn: input.on, amount: input.amount }, measure.form)
    const on = dateOf(input.on)
    const me = { by: ctx.actor.userId, name: ctx.actor.name }
    return take(ctx, measure, {
      status: 'DELIVERED',
      deliveredOn: on,
      countsOn: on,
      deliveredBy: me.by,
      deliveredByName: me.name,
      ...(measure.startedOn ? {} : { startedOn: on, startedBy: me.by, startedByName: me.name }),
      amountFen: input.amount,
      fundSource: input.fundSource ?? null,
      scale: input.scale,
      effect: input.effect,
    })
  },
})

/** The household signed that it got it. Whoever recorded the delivery does not verify it. */
export const confirmMeasure = defineCommand({
  name: 'support.confirm',
  permission: 'support:confirm',
  input: ConfirmMeasureInput,
  async run(ctx, input) {
    const measure = await measureToStep(ctx, input, 'confirm')
    const { userId, name } = ctx.actor
    if (measure.deliveredBy === userId) throw new DomainError('support.fourEyes')
    return take(ctx, measure, {
      status: 'CONFIRMED_BY_HOUSEHOLD',
      confirmedOn: dateOf(input.on),
      confirmedBy: userId,
      confirmedByName: name,
      signer: input.signer,
      ...(input.effect ? { effect: input.effect } : {}),
    })
  },
})

/** Ends a measure that will not be given, or was recorded by mistake, with the reason. */
export const cancelMeasure = defineCommand({
  name: 'support.cancel',
  permission: 'support:deliver',
  input: CancelMeasureInput,
  async run(ctx, input) {
    const measure = await measureToStep(ctx, input, 'cancel')
    return take(ctx, measure, {
      status: 'CANCELLED',
      cancelledOn: dateOf(input.on),
      cancelledBy: ctx.actor.userId,
      cancelledByName: ctx.actor.name,
      cancelReason: input.reason,
      cancelNote: input.note,
    })
  },
})
