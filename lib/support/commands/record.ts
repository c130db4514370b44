import 'server-only'
import { supportCase } from '@/lib/monitoring/commands/support-case'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { seesOwnOnly } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { type Beneficiary, beneficiaryOf, checkLinks, typeOn } from '@/lib/support/commands/beneficiary'
import { RecordMeasureInput } from '@/lib/support/schema'

/**
 * Records a measure of a household: a plan, or with a day of delivery what was given already. The first one of a monitored household makes
 * its case supported. A paired helper proposes plans. Errors: NotFoundError, DomainError beside the field.
 */
export const recordMeasure = defineCommand({
  name: 'support.record',
  permission: 'support:record',
  input: RecordMeasureInput,
  async run(ctx, input): Promise<{ measureId: string; householdId: string }> {
    const { id, householdId, personId, planId, deliveredOn } = input
    const to = await beneficiaryOf(ctx, householdId)
    const type = await typeOn(ctx, input.typeCode, deliveredOn ?? input.plannedOn)
    if (deliveredOn) refuseDelivery(ctx, { ...input, deliveredOn }, type.form)
    await checkLinks(ctx, to, { ...input, day: deliveredOn ?? ctx.today })
    if (!input.acknowledged) await refuseTwin(ctx, to, input)
    await ctx.db.supportMeasure.create({
      data: {
        ...rowOf(ctx, to, input, type),
        id,
        personId: personId ?? null,
        planId: planId ?? null,
        effect: input.effect,
      },
      select: { id: true },
    })
    if (to.caseId) await supportCase(ctx, { countyCode: to.countyCode, caseId: to.caseId })
    return { measureId: id, householdId }
  },
})

type Told = Pick<RecordMeasureInput, 'title' | 'scale' | 'unit' | 'responsible' | 'plannedOn' | 'finishBy' | 'amount'> &
  Pick<RecordMeasureInput, 'fundSource' | 'projectId' | 'deliveredOn'>

/** A row of a measure without what only a single one has; a measure that was given already begins as delivered. */
export function rowOf(
  ctx: Ctx,
  to: Beneficiary,
  told: Told,
  type: { code: string; nameZh: string; form: string },
): Omit<Prisma.SupportMeasureUncheckedCreateInput, 'id'> {
  const { deliveredOn, plannedOn, finishBy } = told
  const given = deliveredOn ? dateOf(deliveredOn) : null
  const me = { id: ctx.actor.userId, name: ctx.actor.name }
  return {
    ...to,
    typeCode: type.code,
    form: type.form,
    title: told.title || type.nameZh,
    scale: told.scale,
    unit: told.unit,
    responsible: told.responsible,
    plannedOn: dateOf(plannedOn),
    finishBy: dateOf(finishBy ?? (deliveredOn && deliveredOn > plannedOn ? deliveredOn : plannedOn)),
    startedOn: given,
    deliveredOn: given,
    countsOn: given ?? dateOf(plannedOn),
    amountFen: told.amount,
    fundSource: told.fundSource ?? null,
    projectId: told.projectId ?? null,
    status: given ? 'DELIVERED' : 'PLANNED',
    recordedBy: me.id,
    recordedByName: me.name,
    recordedAt: ctx.now,
    ...(given ? { startedBy: me.id, startedByName: me.name, deliveredBy: me.id, deliveredByName: me.name } : {}),
  }
}

/** What was given was given by today, by somebody who may say so, and money has an amount. */
export function refuseDelivery(ctx: Ctx, told: { deliveredOn: string; amount: number }, form: string): void {
  if (seesOwnOnly(ctx.actor.role)) throw new DomainError('support.proposeOnly', {}, 'deliveredOn')
  if (told.deliveredOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'deliveredOn')
  if (form === 'CASH' && told.amount === 0) throw new DomainError('support.amountNeeded', {}, 'amount')
}

// The same type, day and amount twice is mostly one measure recorded by two people.
async function refuseTwin(
  ctx: Ctx,
  { countyCode, householdId }: Beneficiary,
  input: RecordMeasureInput,
): Promise<void> {
  const { typeCode, amount, plannedOn, deliveredOn } = input
  const twin = await ctx.db.supportMeasure.findFirst({
    where: {
      countyCode,
      householdId,
      typeCode,
      amountFen: amount,
      countsOn: dateOf(deliveredOn ?? plannedOn),
      status: { not: 'CANCELLED' },
    },
    select: { recordedByName: true },
  })
  if (twin) throw new DomainError('support.twin', { by: twin.recordedByName }, 'acknowledged')
}
