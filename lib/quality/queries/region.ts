import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOf, levelOf, ownPrefix, prefixOf } from '@/lib/regions/rules'
import { latestUntil, usualUntil } from '../rules/clearing'
import type { IssueFilter, VillageRow } from '../schema'
import { selectByRule, selectIssues, selectPlaces, selectVillageList } from '../sql/list'
import { shownIssues } from './names'
import { refreshQuality } from './refresh'

const HOUSEHOLDS_A_PAGE = 20
const PLACES_A_PAGE = 50

/** The policy value of the last day that an explanation may hold. */
export const EXPLAINING = ['quality.explainMaxMonths'] as const

export type QualityAsked = { region?: string; filter: IssueFilter; rule?: string; after?: string; from?: number }

const NOTHING = { households: 0, flawed: 0, errors: 0, warnings: 0, audits: 0, explained: 0, filled: 0, expected: 0 }

function added(rows: readonly VillageRow[]): typeof NOTHING {
  const sums = { ...NOTHING }
  for (const row of rows) for (const key of Object.keys(NOTHING) as (keyof typeof NOTHING)[]) sums[key] += row[key]
  return sums
}

/**
 * Data quality of a region: for a village its list to clear, household by household; above it the villages (above a county the counties), worst first.
 * `left` is how many villages are still to be checked: ask again in a new transaction. A region outside the scope is not found.
 */
export async function getQuality(ctx: Ctx, asked: QualityAsked) {
  const place = await getPlace(ctx, asked.region)
  const prefix = ownPrefix(place.code)
  const level = levelOf(place.code)
  const left = await refreshQuality(ctx, prefix)
  const isVillage = level === 'VILLAGE'
  const isAboveCounty = level === 'CITY' || level === 'PROVINCE'
  const digits = prefixOf(place.code, isAboveCounty ? (level === 'CITY' ? 'COUNTY' : 'CITY') : 'VILLAGE').length
  const places = await selectPlaces(ctx, prefix, digits)
  const from = asked.from ?? 0
  return {
    place,
    level,
    left,
    sums: added(places),
    places: isVillage ? [] : places.slice(from, from + PLACES_A_PAGE),
    nextFrom: !isVillage && places.length > from + PLACES_A_PAGE ? from + PLACES_A_PAGE : null,
    rules: isAboveCounty ? [] : await selectByRule(ctx, countyOf(prefix), prefix),
    village: isVillage && may(ctx.actor.role, 'household:read') ? await villageList(ctx, place.code, asked) : null,
  }
}

async function villageList(ctx: Ctx, village: string, { filter, rule, after }: QualityAsked) {
  const county = countyOf(village)
  const rows = await selectVillageList(ctx, county, village, { filter, rule, after, limit: HOUSEHOLDS_A_PAGE + 1 })
  const shown = rows.slice(0, HOUSEHOLDS_A_PAGE)
  const whole = await selectIssues(ctx, { county, village })
  return {
    whole: shownIssues(
      ctx,
      whole.filter((issue) => (filter === 'EXPLAINED') === (issue.explanation !== null)),
    ),
    households: shown.map((row) => ({
      ...row,
      headName: maskName(row.headName, viewOf(ctx.actor.role).name),
      issues: shownIssues(ctx, row.issues),
    })),
    next: rows.length > HOUSEHOLDS_A_PAGE ? (shown.at(-1)?.householdNo ?? null) : null,
    ...(await explaining(ctx, village)),
  }
}

/** The last day an explanation may hold in a village, and the one that is offered. */
export async function explaining(ctx: Ctx, regionCode: string) {
  return explainingBy(ctx, regionCode, await listParameterRows(ctx, [...EXPLAINING]))
}

/** The same, of the rows of the policy value. */
export function explainingBy(ctx: Ctx, regionCode: string, rows: readonly ParameterRow[]) {
  const months = resolveParameter(rows, 'quality.explainMaxMonths', regionCode, ctx.today)?.value ?? 0
  const latest = latestUntil(ctx.today, months)
  return { latest, usual: usualUntil(ctx.today, latest), today: ctx.today }
}
