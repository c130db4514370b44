import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, ownPrefix, pathOf, prefixOf, rangeOf } from '@/lib/regions/rules'
import { TALLIES, type TallyCode } from '../catalogue'
import { VillageRow, WallRow } from '../schema'
import { day, digits, instant } from './literals'
import { COUNTY_DIGITS, holds, inTime, VERSION } from './tally'

export function countiesOf(prefix: string): { first: string; last: string } {
  const county = prefix.slice(0, COUNTY_DIGITS)
  return { first: digits(county.padEnd(COUNTY_DIGITS, '0')), last: digits(county.padEnd(COUNTY_DIGITS, '9')) }
}

/** Rows of the counties that a prefix reaches; every index begins with the county. */
export function inCounties(alias: string, prefix: string): string {
  const { first, last } = countiesOf(prefix)
  return `${alias}.county_code >= ${first} AND ${alias}.county_code <= ${last}`
}

/** A past day, and the instant of the database from which on counted figures hold, whatever was written since. */
export type PastDay = { on: string; since?: string }

/** Whether a row of `village_tally_day t` beside the `tally_changes` of its county still holds. */
export const holdsOfDay = (since?: string) =>
  `t.definition_version = ${VERSION} AND (t.counted_at > t.changed_at AND NOT t.is_marked OR ${since ? `t.counted_at >= ${instant(since)}` : 'false'})`

/** Rows that a wall adds up: `child` their place beneath the wall, `good` how many figures of villages still hold. */
type Source = { from: string; child: string; good: string; stale: string }

const grouped = (childDigits: number) => ({ child: `left(t.region_code, ${childDigits})`, stale: 'true' })

/** Figures counted of a past day hold as long as nothing of their county changed since. */
function ofPastDay({ on, since }: PastDay, prefix: string, childDigits: number): Source {
  const { first, last } = countiesOf(prefix)
  return {
    ...grouped(childDigits),
    from: `(SELECT t.*, c.changed_at, c.is_marked FROM village_tally_day t JOIN tally_changes(${first}, ${last}) c ON c.county_code = t.county_code
      WHERE t.day = ${day(on)}) t`,
    good: `count(*) FILTER (WHERE ${holdsOfDay(since)})`,
  }
}

const ofVillages = (today: string, childDigits: number): Source => ({
  ...grouped(childDigits),
  from: 'village_tally t',
  good: `count(*) FILTER (WHERE ${holds(today)})`,
})

/** Sums of the townships of a county, or of the counties of what is above; only where they do not all hold are villages asked one by one. */
function ofPlaces(today: string, within: string, childDigits: number): Source {
  const digitsOfPlace = Math.max(childDigits, COUNTY_DIGITS)
  return {
    ...grouped(childDigits),
    from: `(SELECT * FROM place_tally p WHERE length(p.region_code) = ${digitsOfPlace}) t`,
    good: `coalesce(sum(t.villages) FILTER (WHERE t.oldest_version = ${VERSION} AND t.newest_version = ${VERSION} AND ${inTime(today)}), 0)`,
    stale: `(SELECT count(*) FROM village_tally t WHERE t.county_code = v.county_code AND ${within} AND ${holds(today)}) < v.n * ${TALLIES.length}`,
  }
}

/**
 * The wall of a region as one statement over tallies, regions, targets and parameters: sums per child, and the counties whose tallies
 * no longer hold. Of today it adds up villages only for a township and below; above, the database keeps the sums (decision 026). `past`: figures, targets and parameters of that past day. Null when there is no such region.
 */
export async function selectWall(ctx: Ctx, regionCode: string, past?: PastDay): Promise<WallRow | null> {
  const level = levelOf(regionCode)
  const below = levelBelow(level) ?? level
  const prefix = ownPrefix(regionCode)
  const { lo, hi } = rangeOf(prefix)
  const within = `${inCounties('t', prefix)} AND t.region_code >= ${digits(lo)} AND t.region_code < ${digits(hi)}`
  const today = day(past?.on ?? ctx.today)
  const place = `jsonb_build_object('code', r.code, 'level', r.level, 'name', r.name, 'nameEn', r.name_en)`
  const childDigits = prefixOf(regionCode, below).length
  const live = below === 'VILLAGE' ? ofVillages(ctx.today, childDigits) : ofPlaces(ctx.today, within, childDigits)
  const source = past ? ofPastDay(past, prefix, childDigits) : live
  const [row] = await ctx.db.$queryRawUnsafe<{ wall: unknown }[]>(
    `WITH t AS MATERIALIZED (SELECT t.county_code, ${source.child} AS child, t.indicator,
        sum(t.numerator_households) AS n, sum(t.numerator_persons) AS np, sum(t.denominator_households) AS d, sum(t.denominator_persons) AS dp,
        ${source.good} AS good
      FROM ${source.from} WHERE ${within} GROUP BY 1, 2, 3),
    kept AS (SELECT county_code, sum(good) AS good FROM t GROUP BY 1),
    villages AS (SELECT left(r.code, ${COUNTY_DIGITS}) AS county_code, count(*) AS n FROM region r
      WHERE r.level = 'VILLAGE' AND r.code >= ${digits(lo)} AND r.code < ${digits(hi)} GROUP BY 1),
    stale AS (SELECT v.county_code FROM villages v LEFT JOIN kept k USING (county_code)
      WHERE CASE WHEN coalesce(k.good, 0) < v.n * ${TALLIES.length} THEN ${source.stale} ELSE false END
      ${past ? '' : `UNION SELECT t.county_code FROM tally_mark t WHERE ${within}`})
    SELECT jsonb_build_object(
      'places', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.level), '[]') FROM region r WHERE r.code = ANY ($1::text[])),
      'children', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.sort_no, r.code), '[]') FROM region r WHERE r.parent_code = ${digits(regionCode)}),
      'sums', (SELECT coalesce(jsonb_agg(s), '[]') FROM (SELECT child, indicator, sum(n) AS numerator, sum(np) AS "numeratorPersons",
          sum(d) AS denominator, sum(dp) AS "denominatorPersons" FROM t GROUP BY 1, 2) s),
      'staleCounties', (SELECT coalesce(jsonb_agg(county_code ORDER BY county_code), '[]') FROM stale),
      'targets', (SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', g.indicator, 'appliesTo', g.applies_to, 'periodStart', g.period_start,
          'periodEnd', g.period_end, 'baseline', g.baseline, 'value', g.value, 'issuedBy', g.issued_by, 'document', g.document)), '[]')
        FROM indicator_target g WHERE g.period_start <= ${today} AND g.period_end >= ${today} AND length(g.applies_to) <= ${childDigits}
          AND (left(${digits(prefix)}, length(g.applies_to)) = g.applies_to OR left(g.applies_to, ${prefix.length}) = ${digits(prefix)})),
      'parameters', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'appliesTo', p.applies_to, 'validFrom', p.valid_from,
          'validTo', p.valid_to, 'value', p.value, 'unit', p.unit, 'source', p.source, 'certainty', p.certainty)), '[]')
        FROM policy_parameter p WHERE p.code LIKE 'wall.%' OR p.code LIKE 'visit.periodMonths.%')) AS wall`,
    pathOf(regionCode),
  )
  const wall = WallRow.parse(row?.wall)
  return wall.places.at(-1)?.code === regionCode ? wall : null
}

/** One figure of every village of a region, from the tallies as they stand. */
export async function selectVillages(ctx: Ctx, regionCode: string, code: TallyCode) {
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const found = await ctx.db.$queryRawUnsafe<{ rows: unknown }[]>(
    `SELECT coalesce(jsonb_agg(jsonb_build_object('place', jsonb_build_object('code', r.code, 'level', r.level, 'name', r.name, 'nameEn', r.name_en),
      'numerator', t.numerator_households, 'numeratorPersons', t.numerator_persons, 'denominator', t.denominator_households,
      'denominatorPersons', t.denominator_persons)), '[]') AS rows
    FROM village_tally t JOIN region r ON r.code = t.region_code
    WHERE ${inCounties('t', ownPrefix(regionCode))} AND t.region_code >= ${digits(lo)} AND t.region_code < ${digits(hi)} AND t.indicator = $1`,
    code,
  )
  return VillageRow.array().parse(found[0]?.rows ?? [])
}
