import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import { TALLIES } from '../catalogue'
import type { Moment } from '../rules/periods'
import { factsSql, inRegion, pastFactsSql } from './facts'
import { day, digits } from './literals'

export const COUNTY_DIGITS = 6
const PARTS = ['n', 'np', 'd', 'dp'] as const

/** The current version of the definition of a row of tallies `t`. */
export const VERSION = `CASE t.indicator ${TALLIES.map(({ code, definitionVersion }) => `WHEN '${code}' THEN ${definitionVersion}`).join(' ')} END`

/** Whether a row of tallies `t` was counted by a day, given as SQL, and its dates are not over on it. */
export const inTime = (today: string) => `t.as_of_day <= ${today} AND t.stale_on > ${today}`

/** Whether a row of `village_tally t` still holds on a day, given as SQL: counted by the present definition, and its dates not over. */
export const holds = (today: string) => `t.definition_version = ${VERSION} AND ${inTime(today)}`

/** Every figure of a group of facts `f`, four columns each. */
const COUNTS = TALLIES.map(({ numerator, denominator, sum }, index) => {
  const both = `${denominator} AND ${numerator}`
  const counted = sum ? `coalesce(sum(${sum}) FILTER (WHERE ${both}), 0)` : `count(*) FILTER (WHERE ${both})`
  return `${counted}::int AS n${index}, coalesce(sum(f.member_count) FILTER (WHERE ${both}), 0)::int AS np${index},
      count(*) FILTER (WHERE ${denominator})::int AS d${index}, coalesce(sum(f.member_count) FILTER (WHERE ${denominator}), 0)::int AS dp${index}`
}).join(',\n      ')
const NOUGHTS = TALLIES.map((_, index) =>
  PARTS.map((each) => `coalesce(x.${each}${index}, 0) AS ${each}${index}`).join(', '),
).join(', ')
/** One row per figure from the columns of `c`. */
const LINES = `(VALUES ${TALLIES.map(
  ({ code, definitionVersion }, index) =>
    `('${code}', ${PARTS.map((each) => `c.${each}${index}`).join(', ')}, ${definitionVersion})`,
).join(', ')}) AS t (indicator, n, np, d, dp, version)`
const FIGURES = `numerator_households, numerator_persons, denominator_households, denominator_persons, definition_version`

/**
 * Recounts the stale villages of one subtree of a county in one statement: those with a mark, those whose figures end by their own
 * date or by an older definition, and those never counted. The marks it sees are deleted and the villages counted in one snapshot;
 * a mark and its change are committed together, so a mark it does not see belongs to a change it does not count, and stays for the
 * next read. Readers queue at the county's lock and take their snapshot after it: a recount never overwrites a later one. A reader
 * that spans counties locks them in the order of their codes and writers take no such lock, so there is no deadlock.
 */
export async function recount(ctx: Ctx, prefix: string, moment: Moment, staleOn: string): Promise<void> {
  const { county, today } = moment
  await ctx.db.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(hashtextextended('tally:' || ${digits(county)}, 0))`)
  const { lo, hi } = rangeOf(prefix)
  await ctx.db.$executeRawUnsafe(
    `WITH asked AS MATERIALIZED (
      SELECT r.code AS region_code FROM region r
      WHERE r.level = 'VILLAGE' AND r.code >= ${digits(lo)} AND r.code < ${digits(hi)} AND r.code NOT IN (
        SELECT t.region_code FROM village_tally t WHERE ${inRegion('t', county, prefix)} AND ${holds(day(today))}
        GROUP BY t.region_code HAVING count(*) = ${TALLIES.length})
      UNION SELECT k.region_code FROM tally_mark k WHERE ${inRegion('k', county, prefix)}),
    taken AS (DELETE FROM tally_mark k USING asked a WHERE k.county_code = ${digits(county)} AND k.region_code = a.region_code),
    f AS MATERIALIZED (${factsSql(moment, (alias) => `${alias}.county_code = ${digits(county)} AND ${alias}.region_code IN (SELECT a.region_code FROM asked a)`)}),
    counted AS (SELECT f.region_code, min(f.next_overdue_on) AS next_overdue_on, ${COUNTS} FROM f GROUP BY f.region_code),
    c AS (SELECT a.region_code, LEAST(x.next_overdue_on, ${day(staleOn)}) AS stale_on, ${NOUGHTS} FROM asked a LEFT JOIN counted x USING (region_code))
    INSERT INTO village_tally AS old (county_code, region_code, indicator, ${FIGURES}, as_of, as_of_day, stale_on, recounted_at)
    SELECT ${digits(county)}, c.region_code, t.indicator, t.n, t.np, t.d, t.dp, t.version, $1::timestamptz, ${day(today)}, c.stale_on, clock_timestamp()
    FROM c CROSS JOIN LATERAL ${LINES}
    ORDER BY c.region_code, t.indicator
    ON CONFLICT (county_code, region_code, indicator) DO UPDATE SET numerator_households = EXCLUDED.numerator_households,
      numerator_persons = EXCLUDED.numerator_persons, denominator_households = EXCLUDED.denominator_households,
      denominator_persons = EXCLUDED.denominator_persons, definition_version = EXCLUDED.definition_version, as_of = EXCLUDED.as_of,
      as_of_day = EXCLUDED.as_of_day, stale_on = EXCLUDED.stale_on, recounted_at = EXCLUDED.recounted_at`,
    ctx.now.toISOString(),
  )
}

/** The present instant of the database, as text: application and database need not have one clock. */
export async function databaseInstant(ctx: Ctx): Promise<string> {
  const [row] = await ctx.db.$queryRawUnsafe<{ at: string }[]>('SELECT clock_timestamp()::text AS at')
  return row?.at ?? ''
}

/** Days counted for a past wall are thrown away after so long; they are counted again when asked for. */
const KEPT_DAYS = 7

/**
 * Counts every village of a county as it was on the past day of `moment` and keeps the figures. `counted_at` is taken before the snapshot,
 * the instant of a recount after its own: a change that a later recount saw and this count did not makes these figures fall.
 */
export async function countDay(ctx: Ctx, moment: Moment): Promise<void> {
  const county = digits(moment.county)
  const at = await databaseInstant(ctx)
  await ctx.db.$executeRawUnsafe(
    `WITH f AS MATERIALIZED (${pastFactsSql(moment)}),
    counted AS (SELECT f.region_code, ${COUNTS} FROM f GROUP BY f.region_code),
    c AS (SELECT r.code AS region_code, ${NOUGHTS} FROM region r LEFT JOIN counted x ON x.region_code = r.code
      WHERE r.level = 'VILLAGE' AND r.code >= ${county} AND r.code < ${digits(`${moment.county}:`)})
    INSERT INTO village_tally_day AS old (county_code, region_code, day, indicator, ${FIGURES}, counted_at)
    SELECT ${county}, c.region_code, ${day(moment.today)}, t.indicator, t.n, t.np, t.d, t.dp, t.version, $1::timestamptz
    FROM c CROSS JOIN LATERAL ${LINES}
    ORDER BY c.region_code, t.indicator
    ON CONFLICT (county_code, day, region_code, indicator) DO UPDATE SET numerator_households = EXCLUDED.numerator_households,
      numerator_persons = EXCLUDED.numerator_persons, denominator_households = EXCLUDED.denominator_households,
      denominator_persons = EXCLUDED.denominator_persons, definition_version = EXCLUDED.definition_version, counted_at = EXCLUDED.counted_at`,
    at,
  )
  await ctx.db.$executeRawUnsafe(
    `DELETE FROM village_tally_day WHERE county_code = ${county} AND counted_at < clock_timestamp() - interval '${KEPT_DAYS} days'`,
  )
}
