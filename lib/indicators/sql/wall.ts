import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, ownPrefix, pathOf, prefixOf, rangeOf } from '@/lib/regions/rules'
import { TALLIES, type TallyCode } from '../catalogue'
import { VillageRow, WallRow } from '../schema'
import { digits, instant } from './literals'
import { COUNTY_DIGITS, holds, inTime, VERSION } from './tally'

/** The first and the last county code that a prefix reaches; every index begins with the county. */
export function countyRange(prefix: string): { first: string; last: string } {
  const county = prefix.slice(0, COUNTY_DIGITS)
  return { first: county.padEnd(COUNTY_DIGITS, '0'), last: county.padEnd(COUNTY_DIGITS, '9') }
}

/** Rows of the counties that a prefix reaches. */
export function inCounties(alias: string, prefix: string): string {
  const { first, last } = countyRange(prefix)
  return `${alias}.county_code >= ${digits(first)} AND ${alias}.county_code <= ${digits(last)}`
}

/**
 * How many villages each county has of those that a prefix reaches, as a statement: kept for whole counties (decision 027), counted within
 * one. The ends of the ranges of codes and of counties are given as SQL.
 */
export function villagesOf(
  prefix: string,
  { lo, hi, first, last }: Record<'lo' | 'hi' | 'first' | 'last', string>,
): string {
  return prefix.length > COUNTY_DIGITS
    ? `SELECT left(r.code, ${COUNTY_DIGITS}) AS county_code, count(*) AS n FROM region r
      WHERE r.level = 'VILLAGE' AND r.code >= ${lo} AND r.code < ${hi} GROUP BY 1`
    : `SELECT c.county_code::text AS county_code, c.villages::bigint AS n FROM county_villages c
      WHERE c.county_code >= ${first} AND c.county_code <= ${last} AND c.villages > 0`
}

/** A past day, and the instant of the database from which on counted figures hold, whatever was written since. */
export type PastDay = { on: string; since?: string }

/** Whether a row of `village_tally_day t` beside the `tally_changes` of its county still holds. */
export const holdsOfDay = (since?: string) =>
  `t.definition_version = ${VERSION} AND (t.counted_at > t.changed_at AND NOT t.is_marked OR ${since ? `t.counted_at >= ${instant(since)}` : 'false'})`

/**
 * `rows`: sums per county, child and figure, and how many figures of villages in them still hold; `stale`: whether a county `v` in which
 * some do not must be recounted.
 */
type Source = { rows: string; stale: string }

// Region and day are parameters, not literals, so that the server plans a wall of each level once (lib/platform/statement-names.ts).
const [PATH, LO, HI, FIRST, LAST, DAY, CODE, PREFIX] = [
  '$1::text[]',
  '$2::text',
  '$3::text',
  '$4::text',
  '$5::text',
  '$6::date',
  '$7::text',
  '$8::text',
]
const WITHIN = `t.county_code >= ${FIRST} AND t.county_code <= ${LAST} AND t.region_code >= ${LO} AND t.region_code < ${HI}`

const summed = (from: string, child: number, within: string, good: string) =>
  `SELECT t.county_code, left(t.region_code, ${child}) AS child, t.indicator, sum(t.numerator_households) AS n, sum(t.numerator_persons) AS np,
      sum(t.denominator_households) AS d, sum(t.denominator_persons) AS dp, ${good} AS good
    FROM ${from} WHERE ${within} GROUP BY 1, 2, 3`

/** Figures counted of a past day hold as long as nothing of their county changed since. */
function ofPastDay(since: string | undefined, child: number): Source {
  const from = `(SELECT t.*, c.changed_at, c.is_marked FROM village_tally_day t JOIN tally_changes(${FIRST}, ${LAST}) c ON c.county_code = t.county_code
      WHERE t.day = ${DAY}) t`
  return { rows: summed(from, child, WITHIN, `count(*) FILTER (WHERE ${holdsOfDay(since)})`), stale: 'true' }
}

const ofVillages = (child: number): Source => ({
  rows: summed('village_tally t', child, WITHIN, `count(*) FILTER (WHERE ${holds(DAY)})`),
  stale: 'true',
})

/** Kept sums of the townships of a county, or of the counties above; only where they do not all hold are villages asked one by one. */
function ofPlaces(child: number): Source {
  const within = `${WITHIN} AND length(t.region_code) = ${Math.max(child, COUNTY_DIGITS)}`
  const good = `CASE WHEN t.oldest_version = ${VERSION} AND t.newest_version = t.oldest_version AND ${inTime(DAY)} THEN t.villages ELSE 0 END`
  return {
    rows:
      child < COUNTY_DIGITS
        ? summed('place_tally t', child, within, `sum(${good})`)
        : `SELECT t.county_code, t.region_code AS child, t.indicator, t.numerator_households AS n, t.numerator_persons AS np,
      t.denominator_households AS d, t.denominator_persons AS dp, ${good} AS good FROM place_tally t WHERE ${within}`,
    stale: `(SELECT count(*) FROM village_tally t WHERE t.county_code = v.county_code AND ${WITHIN} AND ${holds(DAY)}) < v.n * ${TALLIES.length}`,
  }
}

/**
 * The wall of a region as one statement over tallies, regions, targets and parameters: sums per child, and the counties whose tallies
 * no longer hold. Of today it adds up villages for a township and below; above, the database keeps the sums (decision 027). `past`:
 * figures, targets and parameters of that past day. Null when there is no such region.
 */
export async function selectWall(ctx: Ctx, regionCode: string, past?: PastDay): Promise<WallRow | null> {
  const level = levelOf(regionCode)
  const below = levelBelow(level) ?? level
  const prefix = ownPrefix(regionCode)
  const { lo, hi } = rangeOf(prefix)
  const { first, last } = countyRange(prefix)
  const place = `jsonb_build_object('code', r.code, 'level', r.level, 'name', r.name, 'nameEn', r.name_en)`
  const child = prefixOf(regionCode, below).length
  const live = below === 'VILLAGE' ? ofVillages(child) : ofPlaces(child)
  const { rows, stale } = past ? ofPastDay(past.since, child) : live
  const [row] = await ctx.db.$queryRawUnsafe<{ wall: unknown }[]>(
    `WITH t AS MATERIALIZED (${rows}),
    s AS (${child < COUNTY_DIGITS ? 'SELECT child, indicator, sum(n) AS n, sum(np) AS np, sum(d) AS d, sum(dp) AS dp FROM t GROUP BY 1, 2' : 'SELECT * FROM t'}),
    kept AS (SELECT county_code, sum(good) AS good FROM t GROUP BY 1),
    villages AS (${villagesOf(prefix, { lo: LO, hi: HI, first: FIRST, last: LAST })}),
    stale AS (SELECT v.county_code FROM villages v LEFT JOIN kept k USING (county_code)
      WHERE CASE WHEN coalesce(k.good, 0) < v.n * ${TALLIES.length} THEN ${stale} ELSE false END
      ${past ? '' : `UNION SELECT t.county_code FROM tally_mark t WHERE ${WITHIN}`})
    SELECT json_build_object(
      'places', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.level), '[]') FROM region r WHERE r.code = ANY (${PATH})),
      'children', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.sort_no, r.code), '[]') FROM region r WHERE r.parent_code = ${CODE}),
      'sums', (SELECT json_build_object('child', array_agg(child), 'indicator', array_agg(indicator), 'numerator', array_agg(n),
          'numeratorPersons', array_agg(np), 'denominator', array_agg(d), 'denominatorPersons', array_agg(dp)) FROM s),
      'staleCounties', (SELECT coalesce(jsonb_agg(county_code ORDER BY county_code), '[]') FROM stale),
      'targets', (SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', g.indicator, 'appliesTo', g.applies_to, 'periodStart', g.period_start,
          'periodEnd', g.period_end, 'baseline', g.baseline, 'value', g.value, 'issuedBy', g.issued_by, 'document', g.document)), '[]')
        FROM indicator_target g WHERE g.period_start <= ${DAY} AND g.period_end >= ${DAY} AND length(g.applies_to) <= ${child}
          AND (left(${PREFIX}, length(g.applies_to)) = g.applies_to OR left(g.applies_to, ${prefix.length}) = ${PREFIX})),
      'parameters', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'appliesTo', p.applies_to, 'validFrom', p.valid_from,
          'validTo', p.valid_to, 'value', p.value, 'unit', p.unit, 'source', p.source, 'certainty', p.certainty)), '[]')
        FROM policy_parameter p WHERE p.code LIKE 'wall.%' OR p.code LIKE 'visit.periodMonths.%')) AS wall`,
    ...[pathOf(regionCode), lo, hi, first, last, past?.on ?? ctx.today, regionCode, prefix],
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
