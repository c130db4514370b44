import 'server-only'
import { GUARANTEE_ITEMS, type GuaranteeItem } from '@/lib/monitoring/rules/choices'
import { addDays, dateOf, nextMonth } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isPrefix, isWithin, ownPrefix, rangeOf } from '@/lib/regions/rules'

const SHOWN = 50

export type VisitFilter = {
  region?: string
  days?: number
  own?: boolean
  /** One day, 'YYYY-MM-DD', or one month, 'YYYY-MM'; either instead of `days`. */
  on?: string
  month?: string
  after?: string
}

export type VisitRow = {
  id: string
  visitedOn: string
  householdId: string
  headName: string
  place: string
  visitor: string
  failed: GuaranteeItem[]
  signals: number
}

export type VisitPage = { rows: VisitRow[]; after: string | null }

/**
 * Logged visits of the actor's region, newest first, fifty at a time. `after` is the place where the last page ended
 * (`YYYY-MM-DD_uuid`); an unreadable one starts from the newest.
 */
export async function listVisits(ctx: Ctx, filter: VisitFilter): Promise<VisitPage> {
  const place = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(filter.after ?? '')
  const rows = await ctx.db.visit.findMany({
    where: {
      AND: [
        visitsOf(ctx, filter),
        place
          ? {
              OR: [
                { visitedOn: { lt: dateOf(place[1] as string) } },
                { visitedOn: dateOf(place[1] as string), id: { lt: place[2] as string } },
              ],
            }
          : {},
      ],
    },
    orderBy: ORDER,
    take: SHOWN + 1,
    select: {
      id: true,
      visitedOn: true,
      visitorName: true,
      guarantees: true,
      household: { select: { id: true, headName: true, groupName: true, region: { select: { name: true } } } },
      signals: { select: { ruleId: true } },
    },
  })
  const shown = rows.slice(0, SHOWN).map((row) => ({
    id: row.id,
    visitedOn: row.visitedOn.toISOString().slice(0, 10),
    householdId: row.household.id,
    headName: row.household.headName,
    place: row.household.region.name + row.household.groupName,
    visitor: row.visitorName,
    failed: failedOf(row.guarantees),
    signals: row.signals.length,
  }))
  const last = shown.at(-1)
  return { rows: shown, after: rows.length > SHOWN && last ? `${last.visitedOn}_${last.id}` : null }
}

const ORDER = [{ visitedOn: 'desc' }, { id: 'desc' }] satisfies Prisma.VisitOrderByWithRelationInput[]

function visitedWithin({ on, month, days }: VisitFilter, today: string) {
  if (on) return { visitedOn: dateOf(on) }
  if (month) return { visitedOn: { gte: dateOf(`${month}-01`), lt: dateOf(nextMonth(`${month}-01`)) } }
  return days ? { visitedOn: { gte: dateOf(addDays(today, 1 - days)) } } : {}
}

/** Visits of a list; a region that is not the actor's narrows nothing. */
function visitsOf(ctx: Ctx, filter: VisitFilter): Prisma.VisitWhereInput {
  const { scope, userId } = ctx.actor
  const wanted = filter.region && /^\d{12}$/.test(filter.region) ? ownPrefix(filter.region) : scope
  const prefix = isPrefix(wanted) && isWithin(wanted, scope) ? wanted : scope
  const { lo, hi } = rangeOf(prefix)
  return {
    ...(prefix.length >= 6 ? { countyCode: countyOf(prefix) } : {}),
    regionCode: { gte: lo, lt: hi },
    ...visitedWithin(filter, ctx.today),
    ...(filter.own ? { visitorId: userId } : {}),
  }
}

/** The ids of all visits that a list shows over all its pages, in its order; at most `most`. */
export async function listVisitIds(ctx: Ctx, filter: VisitFilter, most: number): Promise<string[]> {
  const where = visitsOf(ctx, filter)
  return (await ctx.db.visit.findMany({ where, orderBy: ORDER, take: most, select: { id: true } })).map(({ id }) => id)
}

/** The items of a visit that were found wanting, in the order of the form. */
export function failedOf(guarantees: unknown): GuaranteeItem[] {
  const checks = guarantees as Record<string, { result?: string } | undefined>
  return GUARANTEE_ITEMS.filter((item) => checks[item]?.result === 'FAIL')
}

export type SubRegion = { code: string; name: string }

/** The actor's region, those directly under it to narrow a list, and among them the one that it is narrowed to, however deep it lies. */
export async function listOwnRegions(ctx: Ctx, chosen = ''): Promise<{ own: SubRegion; under: SubRegion[] }> {
  const { regionCode, regionName, scope } = ctx.actor
  const isDeeper = /^\d{12}$/.test(chosen) && chosen !== regionCode && isWithin(chosen, scope)
  const under = await ctx.db.region.findMany({
    where: { OR: [{ parentCode: regionCode }, ...(isDeeper ? [{ code: chosen }] : [])] },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  return { own: { code: regionCode, name: regionName }, under }
}
