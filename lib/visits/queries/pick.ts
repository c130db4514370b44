import 'server-only'
import { normaliseName, searchGrams } from '@/lib/households/rules/names'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, rangeOf } from '@/lib/regions/rules'

const SHOWN = 20
const COUNTY_DIGITS = 6

export type Pick = {
  id: string
  headName: string
  householdNo: string
  groupName: string
  villageName: string
  memberCount: number
  povertyStatus: string
  monitoredType: string | null
  lastVisitedOn: string | null
  nextVisitOn: string | null
}

const CHOSEN = {
  id: true,
  headName: true,
  householdNo: true,
  groupName: true,
  memberCount: true,
  povertyStatus: true,
  monitoredType: true,
  lastVisitedOn: true,
  nextVisitOn: true,
  region: { select: { name: true } },
} satisfies Prisma.HouseholdSelect

type Chosen = Prisma.HouseholdGetPayload<{ select: typeof CHOSEN }>

const dayText = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null

function asPick({ region, lastVisitedOn, nextVisitOn, ...rest }: Chosen): Pick {
  return {
    ...rest,
    villageName: region.name,
    lastVisitedOn: dayText(lastVisitedOn),
    nextVisitOn: dayText(nextVisitOn),
  }
}

function within(ctx: Ctx): Prisma.HouseholdWhereInput {
  const { scope } = ctx.actor
  const { lo, hi } = rangeOf(scope)
  return {
    ...(scope.length < COUNTY_DIGITS ? {} : { countyCode: countyOf(scope) }),
    regionCode: { gte: lo, lt: hi },
    isActive: true,
  }
}

/**
 * Households to visit, nearest due first: overdue, then the next due, by village and group; those without a day come last. Above
 * a county there is nothing nearest: empty.
 */
export async function listDue(ctx: Ctx, options: { except?: string; take?: number } = {}): Promise<Pick[]> {
  if (ctx.actor.scope.length < COUNTY_DIGITS) return []
  const rows = await ctx.db.household.findMany({
    where: { ...within(ctx), ...(options.except ? { id: { not: options.except } } : {}) },
    orderBy: [
      { nextVisitOn: { sort: 'asc', nulls: 'last' } },
      { regionCode: 'asc' },
      { groupName: 'asc' },
      { id: 'asc' },
    ],
    take: options.take ?? SHOWN,
    select: CHOSEN,
  })
  return rows.map(asPick)
}

async function countiesOf(ctx: Ctx): Promise<string[]> {
  const { scope } = ctx.actor
  if (scope.length >= COUNTY_DIGITS) return [countyOf(scope)]
  const found = await ctx.db.region.findMany({
    where: { level: 'COUNTY', code: { startsWith: scope } },
    select: { code: true },
  })
  return found.map(({ code }) => countyOf(code))
}

/** Households by a part of the head's or a member's name, the beginning of its pinyin or initials, or the household number. */
export async function findToVisit(ctx: Ctx, text: string): Promise<Pick[]> {
  const wanted = normaliseName(text)
  if (wanted === '') return []
  const counties = await countiesOf(ctx)
  const isLatin = /^[a-z0-9-]+$/.test(wanted)
  const by: Prisma.HouseholdWhereInput[] = isLatin
    ? [
        { headPinyin: { startsWith: wanted } },
        { headInitials: { startsWith: wanted } },
        { householdNo: text.trim().toUpperCase() },
      ].map((one) => ({ countyCode: { in: counties }, ...one }))
    : counties.map((county) => ({ countyCode: county, nameGrams: { hasEvery: searchGrams(text, county) } }))
  const rows = await ctx.db.household.findMany({
    where: { AND: [within(ctx), { OR: by }] },
    orderBy: [{ nextVisitOn: { sort: 'asc', nulls: 'last' } }, { regionCode: 'asc' }, { id: 'asc' }],
    take: SHOWN,
    select: CHOSEN,
  })
  return rows.map(asPick)
}
