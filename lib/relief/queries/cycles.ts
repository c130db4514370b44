import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { eyesOf } from '@/lib/platform/actor'
import { addDays, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope, levelOf } from '@/lib/regions/rules'
import { dayOrNull } from '@/lib/relief/queries/costs'
import type { CallResult, CycleStatus, ItemStatus } from '@/lib/relief/schema/cycles'

const MOST_CYCLES = 50

type Range = { gte: string; lt: string }
const queueWhere = (range: Range) =>
  ({
    regionCode: range,
    status: 'APPROVED',
    manner: 'CASH',
    payouts: { none: { status: { not: 'FAILED' } } },
  }) satisfies Prisma.ReliefApplicationWhereInput

/** What can go to the bank now: approved in cash by somebody else, not with the bank, for a household with an account. */
export const payableWhere = (ctx: Ctx, range: Range) =>
  ({
    ...queueWhere(range),
    approvedBy: { notIn: eyesOf(ctx.actor) },
    event: { household: { bankAccountEnc: { not: null } } },
  }) satisfies Prisma.ReliefApplicationWhereInput

/** How many days the bank has before a cycle may be closed without its answer. */
export async function daysForTheBank(ctx: Ctx, regionCode: string): Promise<number> {
  const rows = await listParameterRows(ctx, ['relief.bankAnswerDays'])
  return resolveParameter(rows, 'relief.bankAnswerDays', regionCode, ctx.today)?.value ?? 0
}

const ORDER = [{ collectedOn: 'desc' }, { cycleNo: 'desc' }] satisfies Prisma.PayoutCycleOrderByWithRelationInput[]

/** The ids of all cycles of a region, newest first; at most `most`. */
export async function listAllCycleIds(ctx: Ctx, region: string, most: number): Promise<string[]> {
  const { range } = await getPlace(ctx, region)
  const where = { ...countyOfScope(ctx.actor.scope), regionCode: range }
  const rows = await ctx.db.payoutCycle.findMany({ where, orderBy: ORDER, take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The queue of a region and its cycles, newest first. */
export async function listCycles(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const county = countyOfScope(ctx.actor.scope)
  const queue = { ...county, ...queueWhere(place.range) }
  const payable = await ctx.db.reliefApplication.aggregate({
    where: { ...county, ...payableWhere(ctx, place.range) },
    _count: true,
    _sum: { grantedFen: true },
  })
  const back = await ctx.db.reliefApplication.findMany({
    where: { ...queue, OR: [{ payouts: { some: {} } }, { event: { household: { bankAccountEnc: null } } }] },
    orderBy: [{ approvedOn: 'asc' }, { id: 'asc' }],
    take: MOST_CYCLES,
    select: {
      id: true,
      applicationNo: true,
      householdId: true,
      grantedFen: true,
      payouts: { orderBy: { answeredOn: 'desc' }, take: 1, select: { reason: true } },
      event: { select: { household: { select: { headName: true } } } },
    },
  })
  const cycles = await ctx.db.payoutCycle.findMany({
    where: { ...county, regionCode: place.range },
    orderBy: ORDER,
    take: MOST_CYCLES,
    include: { region: { select: { name: true } } },
  })
  const level = levelOf(place.code)
  return {
    place,
    payable: { n: payable._count, fen: Number(payable._sum.grantedFen ?? 0) },
    mayCollect: level === 'TOWNSHIP' || level === 'COUNTY',
    back: back.map((each) => ({
      id: each.id,
      no: each.applicationNo,
      householdId: each.householdId,
      headName: shownName(ctx, each.event.household.headName),
      fen: Number(each.grantedFen ?? 0),
      /** What the bank said; null where the household has no account at all. */
      reason: each.payouts[0]?.reason ?? null,
    })),
    cycles: cycles.map((each) => ({
      id: each.id,
      no: each.cycleNo,
      region: each.region.name,
      status: each.status as CycleStatus,
      payouts: each.payouts,
      fen: Number(each.totalFen),
      collectedOn: dayFrom(each.collectedOn),
    })),
    today: ctx.today,
  }
}

/** A cycle with its payouts, what the bank answered and what households said. Errors: NotFoundError. */
export async function getCycle(ctx: Ctx, id: string) {
  if (!isUuid(id)) throw new NotFoundError()
  const cycle = await ctx.db.payoutCycle.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    include: {
      region: { select: { name: true } },
      items: {
        orderBy: { itemNo: 'asc' },
        include: {
          application: {
            select: {
              applicationNo: true,
              event: { select: { household: { select: { headName: true, region: { select: { name: true } } } } } },
            },
          },
        },
      },
    },
  })
  if (!cycle) throw new NotFoundError()
  const items = cycle.items.map(({ application, ...item }) => ({
    itemNo: item.itemNo,
    applicationId: item.applicationId,
    no: application.applicationNo,
    headName: shownName(ctx, application.event.household.headName),
    village: application.event.household.region.name,
    fen: Number(item.amountFen),
    status: item.status as ItemStatus,
    reason: item.reason,
    isSampled: item.sampledOn !== null,
    sampledOn: dayOrNull(item.sampledOn),
    call: item.callResult as CallResult | null,
    callNote: item.callNote,
    mayCall:
      item.sampledOn !== null &&
      !eyesOf(ctx.actor).some((eyes) => eyes === item.answeredBy) &&
      (item.callResult === null || item.callResult === 'NOT_REACHED'),
  }))
  const earliest = addDays(dayFrom(cycle.collectedOn), await daysForTheBank(ctx, cycle.regionCode))
  const isOpen = cycle.status === 'AT_BANK'
  return {
    id,
    no: cycle.cycleNo,
    region: cycle.region.name,
    regionCode: cycle.regionCode,
    status: cycle.status as CycleStatus,
    version: cycle.version,
    fen: Number(cycle.totalFen),
    collectedOn: dayFrom(cycle.collectedOn),
    items,
    closed: cycle.closedOn && {
      on: dayFrom(cycle.closedOn),
      by: cycle.closedByName ?? '',
      reason: cycle.closeReason,
    },
    /** From when it may be closed without the bank's answer, by whom did not collect it; null for everybody else. */
    closeFrom: isOpen && !eyesOf(ctx.actor).includes(cycle.collectedBy) ? earliest : null,
    mayAnswer: items.some(({ status }) => status === 'WAITING'),
    maySample: items.some(({ status, isSampled }) => status === 'PAID' && !isSampled),
    today: ctx.today,
  }
}

/** The applications of a cycle in its order, at most `most`. */
export async function listCycleIds(ctx: Ctx, cycleId: string, range: Range, most: number): Promise<string[]> {
  const items = await ctx.db.payoutItem.findMany({
    where: { ...countyOfScope(ctx.actor.scope), cycleId, regionCode: range },
    orderBy: { itemNo: 'asc' },
    take: most,
    select: { applicationId: true },
  })
  return items.map(({ applicationId }) => applicationId)
}
