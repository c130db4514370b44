import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { yuanText } from '@/lib/households/rules/money-text'
import { dayOf } from '@/lib/platform/clock'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOfScope } from '@/lib/regions/rules'
import { recordedBy } from '@/lib/relief/commands/recorded'
import { costsOf, eventCosts } from '@/lib/relief/queries/costs'
import { grantedFen } from '@/lib/relief/rules/staircase'
import {
  CorrectEventInput,
  isMedical,
  MarkLineInput,
  RecordEventInput,
  SettleInput,
  UnsettleInput,
} from '@/lib/relief/schema/lines'

/** Records a hardship event of a household: what happened to whom, when, and what it cost. */
export const recordReliefEvent = defineCommand({
  name: 'relief.recordEvent',
  permission: 'relief:apply',
  input: RecordEventInput,
  async run(ctx, { id, householdId, personId, cause, happenedOn, totalYuan, policyYuan, note }) {
    if (happenedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'happenedOn')
    if (policyYuan !== null && !isMedical(cause)) throw new DomainError('relief.policyOnlyMedical', {}, 'policyYuan')
    const { countyCode, regionCode } = await keptHousehold(ctx, householdId)
    if (personId) {
      const member = await ctx.db.membership.findFirst({
        where: { countyCode, householdId, personId },
        select: { id: true },
      })
      if (!member) throw new DomainError('relief.notAMember', {}, 'personId')
    }
    const eventNo = await nextNumber(ctx, countyCode, 'KN')
    await ctx.db.reliefEvent.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        personId,
        eventNo,
        cause,
        happenedOn: dateOf(happenedOn),
        totalFen: totalYuan,
        policyFen: policyYuan,
        note,
        ...recordedBy(ctx),
      },
      select: { id: true },
    })
    return { eventId: id, eventNo }
  },
})

/** Where a household is kept that the register still has, locked. Errors: NotFoundError. */
export async function keptHousehold(ctx: Ctx, householdId: string) {
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
    select: { countyCode: true, regionCode: true },
  })
  if (!household || !(await lockHousehold(ctx, household.countyCode, householdId))) throw new NotFoundError()
  return household
}

/** The event with its row locked, so that what is decided about its cost follows one after another. Errors: NotFoundError. */
export async function lockedEvent(ctx: Ctx, eventId: string) {
  const here = { ...countyOfScope(ctx.actor.scope), id: eventId }
  const found = await ctx.db.reliefEvent.findFirst({ where: here, select: { countyCode: true, householdId: true } })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  return ctx.db.reliefEvent.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: eventId } },
    select: {
      countyCode: true,
      id: true,
      regionCode: true,
      householdId: true,
      version: true,
      recordedAt: true,
      ...eventCosts,
    },
  })
}

const settledFen = (event: Awaited<ReturnType<typeof lockedEvent>>) =>
  event.settlements.reduce((sum, { amountFen }) => sum + Number(amountFen), 0)

/** Corrects what an event cost. Refused where more was settled or granted already than would be left. */
export const correctReliefEvent = defineCommand({
  name: 'relief.correctEvent',
  permission: 'relief:apply',
  input: CorrectEventInput,
  async run(ctx, { eventId, version, happenedOn, totalYuan, policyYuan, note }) {
    if (happenedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'happenedOn')
    const event = await lockedEvent(ctx, eventId)
    if (event.version !== version) throw new DomainError('relief.changed')
    const recorded = dayOf(event.recordedAt)
    if (happenedOn > recorded) throw new DomainError('relief.afterRecorded', { day: recorded }, 'happenedOn')
    if (policyYuan !== null && !isMedical(event.cause))
      throw new DomainError('relief.policyOnlyMedical', {}, 'policyYuan')
    const settled = settledFen(event)
    const most = policyYuan ?? totalYuan
    if (settled > most)
      throw new DomainError(
        'relief.settledAboveCost',
        { settled: yuanText(settled), most: yuanText(most) },
        policyYuan === null ? 'totalYuan' : 'policyYuan',
      )
    const granted = grantedFen(costsOf(event))
    if (totalYuan - settled < granted)
      throw new DomainError('relief.grantedAboveCost', { granted: yuanText(granted) }, 'totalYuan')
    await ctx.db.reliefEvent.updateMany({
      where: { countyCode: event.countyCode, id: eventId, version },
      data: {
        happenedOn: dateOf(happenedOn),
        totalFen: totalYuan,
        policyFen: policyYuan,
        note,
        version: { increment: 1 },
      },
    })
    return { eventId }
  },
})

/** One settlement in hospital: basic insurance, critical-illness insurance or medical aid. Written once. */
export const settle = defineCommand({
  name: 'relief.settle',
  permission: 'relief:apply',
  input: SettleInput,
  async run(ctx, { id, eventId, kind, amountYuan, settledOn, document }) {
    if (settledOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'settledOn')
    const event = await lockedEvent(ctx, eventId)
    if (!isMedical(event.cause)) throw new DomainError('relief.onlyMedical', {}, 'kind')
    const [settled, most] = [settledFen(event), Number(event.policyFen ?? event.totalFen)]
    if (settled + amountYuan > most)
      throw new DomainError(
        'relief.settledAboveCost',
        { settled: yuanText(settled + amountYuan), most: yuanText(most) },
        'amountYuan',
      )
    const { countyCode, regionCode, householdId } = event
    await ctx.db.reliefSettlement.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        eventId,
        kind,
        amountFen: amountYuan,
        settledOn: dateOf(settledOn),
        document,
        ...recordedBy(ctx),
      },
      select: { id: true },
    })
    return { eventId }
  },
})

/** Takes a settlement back by its contrary; both stay. */
export const unsettle = defineCommand({
  name: 'relief.unsettle',
  permission: 'relief:apply',
  input: UnsettleInput,
  async run(ctx, { id, settlementId, reason }) {
    const found = await ctx.db.reliefSettlement.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: settlementId },
    })
    if (!found) throw new NotFoundError()
    await lockedEvent(ctx, found.eventId)
    const { countyCode, regionCode, householdId, eventId, kind, amountFen, reverses } = found
    const again = await ctx.db.reliefSettlement.findFirst({
      where: { countyCode, reverses: settlementId },
      select: { id: true },
    })
    if (reverses || again) throw new DomainError('relief.reversedAlready')
    await ctx.db.reliefSettlement.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        eventId,
        kind,
        amountFen: -amountFen,
        settledOn: dateOf(ctx.today),
        document: reason,
        reverses: settlementId,
        ...recordedBy(ctx),
      },
      select: { id: true },
    })
    return { eventId }
  },
})

/** Says of a line that it was used or does not apply to an event, and why; the latest word holds. */
export const markLine = defineCommand({
  name: 'relief.markLine',
  permission: 'relief:apply',
  input: MarkLineInput,
  async run(ctx, { eventId, line, state, reason }) {
    const { countyCode, regionCode, householdId, marks } = await lockedEvent(ctx, eventId)
    await ctx.db.reliefLineMark.create({
      data: {
        countyCode,
        eventId,
        line,
        markNo: marks.length + 1,
        regionCode,
        householdId,
        state,
        reason,
        markedOn: dateOf(ctx.today),
        markedBy: ctx.actor.userId,
        markedByName: ctx.actor.name,
      },
      select: { markNo: true },
    })
    return { eventId }
  },
})
