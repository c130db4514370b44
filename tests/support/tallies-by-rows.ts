import { TALLIES } from '@/lib/indicators/catalogue'
import type { Counts, WallRow } from '@/lib/indicators/schema'
import { day, digits } from '@/lib/indicators/sql/literals'
import { COUNTY_DIGITS, holds } from '@/lib/indicators/sql/tally'
import { countyRange, holdsOfDay, inCounties } from '@/lib/indicators/sql/wall'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, ownPrefix, prefixOf, rangeOf } from '@/lib/regions/rules'
import { owner } from './builders'

const inRange = (prefix: string) => {
  const { lo, hi } = rangeOf(prefix)
  return `${inCounties('t', prefix)} AND t.region_code >= ${digits(lo)} AND t.region_code < ${digits(hi)}`
}
const VILLAGES = (prefix: string) => {
  const { lo, hi } = rangeOf(prefix)
  return `villages AS (SELECT left(r.code, ${COUNTY_DIGITS}) AS county_code, count(*)::int AS n FROM region r
    WHERE r.level = 'VILLAGE' AND r.code >= ${digits(lo)} AND r.code < ${digits(hi)} GROUP BY 1)`
}
const SUMS = `sum(t.numerator_households)::int AS numerator, sum(t.numerator_persons)::int AS "numeratorPersons",
  sum(t.denominator_households)::int AS denominator, sum(t.denominator_persons)::int AS "denominatorPersons"`

/** The sums of a wall of today and the counties that no longer hold, village by village: what the kept sums of places must equal. */
export async function wallByRows(ctx: Ctx, regionCode: string): Promise<Pick<WallRow, 'sums' | 'staleCounties'>> {
  const prefix = ownPrefix(regionCode)
  const child = prefixOf(regionCode, levelBelow(levelOf(regionCode)) ?? 'VILLAGE').length
  const sums = await ctx.db.$queryRawUnsafe<WallRow['sums']>(
    `SELECT left(t.region_code, ${child}) AS child, t.indicator, ${SUMS} FROM village_tally t WHERE ${inRange(prefix)} GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  const stale = await ctx.db.$queryRawUnsafe<{ c: string }[]>(
    `WITH ${VILLAGES(prefix)}, kept AS (SELECT t.county_code, count(*) AS good FROM village_tally t WHERE ${inRange(prefix)} AND ${holds(day(ctx.today))} GROUP BY 1)
    SELECT v.county_code AS c FROM villages v LEFT JOIN kept k USING (county_code) WHERE coalesce(k.good, 0) < v.n * ${TALLIES.length}
    UNION SELECT t.county_code FROM tally_mark t WHERE ${inRange(prefix)} ORDER BY 1`,
  )
  return { sums, staleCounties: stale.map(({ c }) => c) }
}

type Line = {
  month: string
  indicator: string
  frozen: (Counts & { oldest: number; newest: number; frozenAt: Date; counties: number }) | null
  now: Counts | null
}

/** Frozen months and what the records say now, village by village; and the counties of every month that froze nothing. */
export async function monthsByRows(ctx: Ctx, regionCode: string, codes: readonly string[], months: readonly string[]) {
  const prefix = ownPrefix(regionCode)
  const { first, last } = countyRange(prefix)
  const frozen = await ctx.db.$queryRawUnsafe<{ month: string; indicator: string; counties: string[] }[]>(
    `SELECT t.month::text AS month, t.indicator, ${SUMS}, min(t.definition_version) AS oldest, max(t.definition_version) AS newest,
      max(t.frozen_at) AS "frozenAt", array_agg(DISTINCT t.county_code)::text[] AS counties FROM village_tally_month t
    WHERE ${inRange(prefix)} AND t.indicator = ANY ($1::text[]) AND t.month = ANY ($2::date[]) GROUP BY 1, 2`,
    codes,
    months,
  )
  const later = await ctx.db.$queryRawUnsafe<(Counts & { month: string; indicator: string })[]>(
    `WITH ${VILLAGES(prefix)} SELECT date_trunc('month', t.day::timestamp)::date::text AS month, t.indicator, ${SUMS}
    FROM (SELECT t.*, c.changed_at, c.is_marked FROM village_tally_day t JOIN tally_changes('${first}', '${last}') c ON c.county_code = t.county_code) t
    WHERE ${inRange(prefix)} AND t.indicator = ANY ($1::text[]) AND ${holdsOfDay()}
      AND t.day = ANY (SELECT (m + interval '1 month' - interval '1 day')::date FROM unnest($2::date[]) m)
    GROUP BY 1, 2 HAVING count(*) = (SELECT sum(n) FROM villages)`,
    codes,
    months,
  )
  const counties = await ctx.db.$queryRawUnsafe<{ c: string }[]>(
    `WITH ${VILLAGES(prefix)} SELECT county_code AS c FROM villages ORDER BY 1`,
  )
  const counts = (row: Counts) => ({
    numerator: row.numerator,
    numeratorPersons: row.numeratorPersons,
    denominator: row.denominator,
    denominatorPersons: row.denominatorPersons,
  })
  const lines = months.flatMap((month) =>
    codes.map((indicator): Line => {
      const of = (each: { month: string; indicator: string }) => each.month === month && each.indicator === indicator
      const was = frozen.find(of) as
        | (Omit<NonNullable<Line['frozen']>, 'counties'> & { counties: string[] })
        | undefined
      const is = later.find(of)
      return {
        month,
        indicator,
        frozen: was
          ? {
              ...counts(was),
              oldest: was.oldest,
              newest: was.newest,
              frozenAt: was.frozenAt,
              counties: was.counties.length,
            }
          : null,
        now: is ? counts(is) : null,
      }
    }),
  )
  const unfrozen = months.map((month) => ({
    month,
    counties: counties
      .map(({ c }) => c)
      .filter((c) => !frozen.some((each) => each.month === month && each.counties.includes(c))),
  }))
  return { lines, unfrozen: unfrozen.filter((each) => each.counties.length > 0) }
}

const differing = (kept: string, byHand: string) => `WITH kept AS (${kept}), hand AS (${byHand})
  SELECT 'kept' AS only, x.* FROM (TABLE kept EXCEPT TABLE hand) x UNION ALL SELECT 'by hand', x.* FROM (TABLE hand EXCEPT TABLE kept) x`
const BY_HAND = `sum(numerator_households)::bigint, sum(numerator_persons)::bigint, sum(denominator_households)::bigint, sum(denominator_persons)::bigint`

/** Sums of places, and numbers of villages of counties, that differ from their villages, are missing or too many: never any. */
export async function wrongSums(): Promise<unknown[]> {
  const sums = await owner().query(
    differing(
      'SELECT * FROM place_tally',
      `SELECT county_code, left(region_code, n), indicator, ${BY_HAND}, count(*)::int, min(stale_on), max(as_of_day), min(definition_version),
        max(definition_version), max(recounted_at) FROM village_tally CROSS JOIN (VALUES (6), (9)) AS d (n) GROUP BY 1, 2, 3`,
    ),
  )
  const villages = await owner().query(
    differing(
      'SELECT * FROM county_villages WHERE villages > 0',
      `SELECT left(code, 6), count(*)::int FROM region WHERE level = 'VILLAGE' GROUP BY 1`,
    ),
  )
  return [...sums.rows, ...villages.rows]
}

/** The same of counted days. */
export async function wrongDays(): Promise<unknown[]> {
  const { rows } = await owner().query(
    differing(
      'SELECT * FROM place_tally_day',
      `SELECT county_code, left(region_code, n), day, indicator, ${BY_HAND}, count(*)::int, min(definition_version), max(definition_version), min(counted_at)
      FROM village_tally_day CROSS JOIN (VALUES (6), (9)) AS d (n) GROUP BY 1, 2, 3, 4`,
    ),
  )
  return rows
}

/** The same of frozen months. */
export async function wrongMonths(): Promise<unknown[]> {
  const { rows } = await owner().query(
    differing(
      'SELECT * FROM place_tally_month',
      `SELECT county_code, left(region_code, n), month, indicator, ${BY_HAND}, min(definition_version), max(definition_version), max(frozen_at)
      FROM village_tally_month CROSS JOIN (VALUES (6), (9)) AS d (n) GROUP BY 1, 2, 3, 4`,
    ),
  )
  return rows
}
