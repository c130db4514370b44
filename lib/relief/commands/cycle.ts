import 'server-only'
import { randomInt } from 'node:crypto'
import { getPlace } from '@/lib/monitoring/queries/places'
import { eyesOf } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { addDays, dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, InputError, NotFoundError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOf, countyOfScope, levelOf } from '@/lib/regions/rules'
import { disburseRelief } from '@/lib/relief/commands/pay'
import { daysForTheBank, payableWhere } from '@/lib/relief/queries/cycles'
import { answerFaults } from '@/lib/relief/rules/bank-answer'
import {
  AnswerInput,
  CallInput,
  CloseInput,
  CollectInput,
  type ItemStatus,
  MOST_PAYOUTS,
  SampleInput,
} from '@/lib/relief/schema/cycles'

/**
 * Collects approved cash payouts of a township or county for the bank, the longest waiting first; what the collector approved himself and
 * households without an account stay in the queue. Errors: NotFoundError, DomainError.
 */
export const collectPayouts = defineCommand({
  name: 'payout.collect',
  permission: 'relief:pay',
  input: CollectInput,
  async run(ctx, { id, regionCode, on }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const { range } = await getPlace(ctx, regionCode)
    const level = levelOf(regionCode)
    if (level !== 'TOWNSHIP' && level !== 'COUNTY') throw new DomainError('relief.cycleOfTownship', {}, 'regionCode')
    const countyCode = countyOf(regionCode)
    // The number first: two who collect at once wait for each other here.
    const cycleNo = await nextNumber(ctx, countyCode, 'FP')
    const found = await ctx.db.reliefApplication.findMany({
      where: { ...payableWhere(ctx, range), countyCode, approvedOn: { lte: dateOf(on) } },
      orderBy: [{ approvedOn: 'asc' }, { id: 'asc' }],
      take: MOST_PAYOUTS,
      select: { id: true, householdId: true, regionCode: true, grantedFen: true },
    })
    if (found.length === 0) throw new DomainError('relief.nothingToPay')
    const amounts = found.map(({ grantedFen }) => grantedFen ?? BigInt(0))
    await ctx.db.payoutCycle.create({
      data: {
        countyCode,
        id,
        regionCode,
        cycleNo,
        status: 'AT_BANK',
        payouts: found.length,
        totalFen: amounts.reduce((sum, fen) => sum + fen, BigInt(0)),
        collectedOn: dateOf(on),
        collectedBy: ctx.actor.userId,
        collectedByName: ctx.actor.name,
      },
      select: { id: true },
    })
    await ctx.db.payoutItem.createMany({
      data: found.map((each, index) => ({
        countyCode,
        cycleId: id,
        itemNo: index + 1,
        regionCode: each.regionCode,
        householdId: each.householdId,
        applicationId: each.id,
        amountFen: amounts[index] as bigint,
        status: 'WAITING',
      })),
    })
    return { cycleId: id, cycleNo }
  },
})

async function cycleToStep(ctx: Ctx, { cycleId, version, on }: { cycleId: string; version: number; on: string }) {
  const cycle = await ctx.db.payoutCycle.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: cycleId } })
  if (!cycle) throw new NotFoundError()
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const collected = dayFrom(cycle.collectedOn)
  if (on < collected) throw new DomainError('relief.beforeLast', { day: collected }, 'on')
  const { countyCode } = cycle
  const { count } = await ctx.db.payoutCycle.updateMany({
    where: { countyCode, id: cycleId, version },
    data: { version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('relief.changed')
  return cycle
}

/**
 * What the bank answered: what it paid is disbursed, what failed goes back to the queue with the reason. All lines or none. Errors:
 * InputError by line, NotFoundError, DomainError as `relief.disburse`.
 */
export const answerPayouts = defineCommand({
  name: 'payout.answer',
  permission: 'relief:pay',
  input: AnswerInput,
  async run(ctx, input) {
    const { rows, on, cycleId } = input
    const { countyCode, cycleNo } = await cycleToStep(ctx, input)
    const items = await ctx.db.payoutItem.findMany({
      where: { countyCode, cycleId },
      select: {
        itemNo: true,
        status: true,
        amountFen: true,
        application: { select: { id: true, applicationNo: true, approvedBy: true } },
      },
    })
    const asked = items.map(({ status, amountFen, application }) => ({
      no: application.applicationNo,
      amountFen: Number(amountFen),
      status: status as ItemStatus,
      approvedBy: application.approvedBy,
    }))
    const faults = answerFaults(rows, asked, eyesOf(ctx.actor))
    if (faults.length > 0)
      throw new InputError(
        Object.fromEntries(faults.map(({ index, field, error }) => [`rows[${index}].${field}`, error])),
      )
    const byNo = new Map(items.map((item) => [item.application.applicationNo, item]))
    for (const { no, result, reason } of rows) {
      const { itemNo, application } = byNo.get(no) as (typeof items)[number]
      await ctx.db.payoutItem.updateMany({
        where: { countyCode, cycleId, itemNo, status: 'WAITING' },
        data: {
          status: result,
          reason: result === 'FAILED' ? reason : '',
          answeredOn: dateOf(on),
          answeredBy: ctx.actor.userId,
          answeredByName: ctx.actor.name,
        },
      })
      if (result === 'PAID') await disburse(ctx, countyCode, application.id, { on, document: cycleNo })
    }
    const waiting = await ctx.db.payoutItem.count({ where: { countyCode, cycleId, status: 'WAITING' } })
    if (waiting === 0)
      await ctx.db.payoutCycle.updateMany({ where: { countyCode, id: cycleId }, data: { status: 'ANSWERED' } })
    return { cycleId, waiting }
  },
})

async function disburse(ctx: Ctx, countyCode: string, applicationId: string, told: { on: string; document: string }) {
  const { version } = await ctx.db.reliefApplication.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: applicationId } },
    select: { version: true },
  })
  await disburseRelief.run(ctx, { applicationId, version, ...told })
}

/**
 * Closes a cycle that the bank does not answer: what still waits goes back to the queue with the reason, what was answered stays. By somebody
 * else than who collected it, so many days after that as the policy says; an answer that comes later is refused line by line, so nothing is paid
 * twice. Errors: NotFoundError, DomainError.
 */
export const closePayouts = defineCommand({
  name: 'payout.close',
  permission: 'relief:pay',
  input: CloseInput,
  async run(ctx, input) {
    const { on, reason } = input
    const { countyCode, id: cycleId, status, regionCode, collectedOn, collectedBy } = await cycleToStep(ctx, input)
    if (status !== 'AT_BANK') throw new DomainError('relief.cycleEnded')
    if (eyesOf(ctx.actor).includes(collectedBy)) throw new DomainError('relief.collectorCloses')
    const earliest = addDays(dayFrom(collectedOn), await daysForTheBank(ctx, regionCode))
    if (on < earliest) throw new DomainError('relief.closedTooEarly', { day: earliest }, 'on')
    const by = { userId: ctx.actor.userId, name: ctx.actor.name }
    const { count } = await ctx.db.payoutItem.updateMany({
      where: { countyCode, cycleId, status: 'WAITING' },
      data: { status: 'FAILED', reason, answeredOn: dateOf(on), answeredBy: by.userId, answeredByName: by.name },
    })
    await ctx.db.payoutCycle.updateMany({
      where: { countyCode, id: cycleId },
      data: { status: 'CLOSED', closedOn: dateOf(on), closedBy: by.userId, closedByName: by.name, closeReason: reason },
    })
    return { cycleId, back: count }
  },
})

/** Draws households by lot that are to be called back about what they were paid. Errors: DomainError. */
export const samplePayouts = defineCommand({
  name: 'payout.sample',
  permission: 'relief:pay',
  input: SampleInput,
  async run(ctx, input) {
    const { countyCode, id: cycleId } = await cycleToStep(ctx, input)
    const left = await ctx.db.payoutItem.findMany({
      where: { countyCode, cycleId, status: 'PAID', sampledOn: null, answeredOn: { lte: dateOf(input.on) } },
      select: { itemNo: true },
    })
    if (left.length === 0) throw new DomainError('relief.nobodyToCall')
    const drawn: number[] = []
    while (drawn.length < input.count && left.length > 0)
      drawn.push(...left.splice(randomInt(left.length), 1).map(({ itemNo }) => itemNo))
    await ctx.db.payoutItem.updateMany({
      where: { countyCode, cycleId, itemNo: { in: drawn } },
      data: { sampledOn: dateOf(input.on) },
    })
    return { cycleId }
  },
})

/** What a household said when it was called back. Who recorded the payout does not call. Errors: NotFoundError, DomainError. */
export const recordCall = defineCommand({
  name: 'payout.call',
  permission: 'relief:pay',
  input: CallInput,
  async run(ctx, { cycleId, itemNo, on, result, note }) {
    const here = { ...countyOfScope(ctx.actor.scope), cycleId, itemNo }
    const item = await ctx.db.payoutItem.findFirst({ where: here })
    if (!item) throw new NotFoundError()
    if (!item.sampledOn) throw new DomainError('relief.notSampled')
    if (eyesOf(ctx.actor).some((eyes) => eyes === item.answeredBy)) throw new DomainError('relief.payerCalls')
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const sampled = dayFrom(item.sampledOn)
    if (on < sampled) throw new DomainError('relief.beforeLast', { day: sampled }, 'on')
    const { count } = await ctx.db.payoutItem.updateMany({
      where: { ...here, OR: [{ callResult: null }, { callResult: 'NOT_REACHED' }] },
      data: {
        calledOn: dateOf(on),
        calledBy: ctx.actor.userId,
        calledByName: ctx.actor.name,
        callResult: result,
        callNote: note,
      },
    })
    if (count !== 1) throw new DomainError('relief.calledAlready')
    return { cycleId }
  },
})
