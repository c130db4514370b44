import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, ownPrefix, pathOf, prefixOf, rangeOf } from '@/lib/regions/rules'
import { TALLIES, type TallyCode } from './catalogue'
import type { Intervals, Moment } from './rules/periods'
import { BehindRow, VillageRow, WallRow } from './schema'

const POOR = `('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')`
const COUNTY_DIGITS = 6

function day(text: string | undefined): string {
  if (text === undefined) return 'NULL::date'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error('not a day')
  return `DATE '${text}'`
}

function digits(text: string): string {
  if (!/^\d{2,12}:?$/.test(text)) throw new Error('not a region code')
  return `'${text}'`
}

/** Rows of one subtree of a county; both columns, because every index begins with the county. */
export function inRegion(alias: string, county: string, prefix: string): string {
  const { lo, hi } = rangeOf(prefix)
  return `${alias}.county_code = ${digits(county)} AND ${alias}.region_code >= ${digits(lo)} AND ${alias}.region_code < ${digits(hi)}`
}

const CLASSES: Record<keyof Intervals, string> = {
  notExited: 'u.is_poor',
  monitored: 'u.has_open_case',
  exited: 'u.is_exited',
  removed: 'u.had_case',
}

function ofClasses(intervals: Intervals, end: 'from' | 'until'): string {
  const keys = Object.keys(CLASSES) as (keyof Intervals)[]
  return keys.map((key) => `CASE WHEN ${CLASSES[key]} THEN ${day(intervals[key]?.[end])} END`).join(', ')
}

/**
 * The facts of every active household that the conditions of the catalogue speak of; `within` picks the rows of a table by its alias.
 * One grouping over all rows instead of joins: its time grows with the rows whatever the planner expects, and it cannot know much
 * behind row security.
 */
export function factsSql({ today, monthStart, intervals }: Moment, within: (alias: string) => string): string {
  return `SELECT u.*, GREATEST(${ofClasses(intervals, 'from')}) AS visit_from, LEAST(${ofClasses(intervals, 'until')}) AS visit_until
  FROM (
    SELECT x.id, max(x.region_code) AS region_code, max(x.member_count) AS member_count, max(x.last_visited_on) AS last_visited_on,
      max(x.next_visit_on) AS next_visit_on, bool_or(x.is_poor) AS is_poor, bool_or(x.is_registered) AS is_registered,
      bool_or(x.is_exited) AS is_exited, coalesce(bool_or(x.open_case), false) AS has_open_case,
      coalesce(bool_or(NOT x.open_case), false) AS had_case, bool_or(x.failed) IS NOT NULL AS has_guarantees,
      coalesce(bool_or(x.failed), false) AS has_failed_guarantee, coalesce(bool_or(x.open_clue), false) AS has_open_clue,
      coalesce(bool_or(x.new_clue), false) AS has_new_clue, coalesce(bool_or(x.open_clue AND x.verify_by < ${day(today)}), false) AS has_overdue_clue,
      min(x.verify_by) FILTER (WHERE x.open_clue AND x.verify_by >= ${day(today)}) + 1 AS next_overdue_on
    FROM (
      SELECT h.id, true AS is_here, h.region_code, h.member_count, h.last_visited_on, h.next_visit_on, h.poverty_status IN ${POOR} AS is_poor,
        h.poverty_status <> 'NEVER_POOR' AS is_registered, h.poverty_status IN ('EXITED', 'EXITED_STABLE') AS is_exited,
        NULL::boolean AS open_case, NULL::boolean AS failed, NULL::boolean AS open_clue, NULL::boolean AS new_clue, NULL::date AS verify_by
      FROM household h WHERE ${within('h')} AND h.is_active
      UNION ALL SELECT m.household_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.status <> 'RISK_REMOVED', NULL, NULL, NULL, NULL
      FROM monitoring_case m WHERE ${within('m')}
      UNION ALL SELECT g.household_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, g.result = 'FAIL', NULL, NULL, NULL
      FROM guarantee_state g WHERE ${within('g')}
      UNION ALL SELECT c.household_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, c.status = 'OPEN', c.opened_on >= ${day(monthStart)}, c.verify_by
      FROM clue c WHERE ${within('c')}) x
    GROUP BY x.id HAVING bool_or(x.is_here)) u`
}

const VERSION = `CASE t.indicator ${TALLIES.map(({ code, definitionVersion }) => `WHEN '${code}' THEN ${definitionVersion}`).join(' ')} END`

/** Whether a row of `village_tally t` still holds on a day: counted by the present definition, and its dates not over. */
const holds = (today: string) =>
  `t.definition_version = ${VERSION} AND t.as_of_day <= ${day(today)} AND t.stale_on > ${day(today)}`

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
  const columns = TALLIES.map(({ numerator, denominator }, index) => {
    const both = `${denominator} AND ${numerator}`
    return `count(*) FILTER (WHERE ${both})::int AS n${index}, coalesce(sum(f.member_count) FILTER (WHERE ${both}), 0)::int AS np${index},
      count(*) FILTER (WHERE ${denominator})::int AS d${index}, coalesce(sum(f.member_count) FILTER (WHERE ${denominator}), 0)::int AS dp${index}`
  })
  const rows = TALLIES.map(
    ({ code, definitionVersion }, index) =>
      `('${code}', c.n${index}, c.np${index}, c.d${index}, c.dp${index}, ${definitionVersion})`,
  )
  const { lo, hi } = rangeOf(prefix)
  await ctx.db.$executeRawUnsafe(
    `WITH asked AS MATERIALIZED (
      SELECT r.code AS region_code FROM region r
      WHERE r.level = 'VILLAGE' AND r.code >= ${digits(lo)} AND r.code < ${digits(hi)} AND r.code NOT IN (
        SELECT t.region_code FROM village_tally t WHERE ${inRegion('t', county, prefix)} AND ${holds(today)}
        GROUP BY t.region_code HAVING count(*) = ${TALLIES.length})
      UNION SELECT k.region_code FROM tally_mark k WHERE ${inRegion('k', county, prefix)}),
    taken AS (DELETE FROM tally_mark k USING asked a WHERE k.county_code = ${digits(county)} AND k.region_code = a.region_code),
    f AS MATERIALIZED (${factsSql(moment, (alias) => `${alias}.county_code = ${digits(county)} AND ${alias}.region_code IN (SELECT a.region_code FROM asked a)`)}),
    counted AS (SELECT f.region_code, min(f.next_overdue_on) AS next_overdue_on, ${columns.join(',\n      ')} FROM f GROUP BY f.region_code),
    c AS (SELECT a.region_code, LEAST(x.next_overdue_on, ${day(staleOn)}) AS stale_on, ${TALLIES.map((_, index) =>
      ['n', 'np', 'd', 'dp'].map((each) => `coalesce(x.${each}${index}, 0) AS ${each}${index}`).join(', '),
    ).join(', ')} FROM asked a LEFT JOIN counted x USING (region_code))
    INSERT INTO village_tally (county_code, region_code, indicator, numerator_households, numerator_persons, denominator_households,
      denominator_persons, definition_version, as_of, as_of_day, stale_on)
    SELECT ${digits(county)}, c.region_code, t.indicator, t.n, t.np, t.d, t.dp, t.version, $1::timestamptz, ${day(today)}, c.stale_on
    FROM c CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) AS t (indicator, n, np, d, dp, version)
    ORDER BY c.region_code, t.indicator
    ON CONFLICT (county_code, region_code, indicator) DO UPDATE SET numerator_households = EXCLUDED.numerator_households,
      numerator_persons = EXCLUDED.numerator_persons, denominator_households = EXCLUDED.denominator_households,
      denominator_persons = EXCLUDED.denominator_persons, definition_version = EXCLUDED.definition_version, as_of = EXCLUDED.as_of,
      as_of_day = EXCLUDED.as_of_day, stale_on = EXCLUDED.stale_on`,
    ctx.now.toISOString(),
  )
}

function inCounties(alias: string, prefix: string): string {
  const county = prefix.slice(0, COUNTY_DIGITS)
  const [first, last] = [county.padEnd(COUNTY_DIGITS, '0'), county.padEnd(COUNTY_DIGITS, '9')].map(digits)
  return `${alias}.county_code >= ${first} AND ${alias}.county_code <= ${last}`
}

/**
 * The wall of a region as one statement over tallies, regions, targets and parameters: sums per child, and the counties whose tallies
 * no longer hold. Null when there is no such region.
 */
export async function selectWall(ctx: Ctx, regionCode: string): Promise<WallRow | null> {
  const level = levelOf(regionCode)
  const below = levelBelow(level) ?? level
  const prefix = ownPrefix(regionCode)
  const { lo, hi } = rangeOf(prefix)
  const counties = inCounties('t', prefix)
  const place = `jsonb_build_object('code', r.code, 'level', r.level, 'name', r.name, 'nameEn', r.name_en)`
  const childDigits = prefixOf(regionCode, below).length
  const [row] = await ctx.db.$queryRawUnsafe<{ wall: unknown }[]>(
    `WITH t AS MATERIALIZED (SELECT t.county_code, left(t.region_code, ${childDigits}) AS child, t.indicator,
        sum(t.numerator_households) AS n, sum(t.numerator_persons) AS np, sum(t.denominator_households) AS d, sum(t.denominator_persons) AS dp,
        count(*) FILTER (WHERE ${holds(ctx.today)}) AS good
      FROM village_tally t WHERE ${counties} AND t.region_code >= ${digits(lo)} AND t.region_code < ${digits(hi)} GROUP BY 1, 2, 3),
    kept AS (SELECT county_code, sum(good) AS good FROM t GROUP BY 1),
    villages AS (SELECT left(r.code, ${COUNTY_DIGITS}) AS county_code, count(*) AS n FROM region r
      WHERE r.level = 'VILLAGE' AND r.code >= ${digits(lo)} AND r.code < ${digits(hi)} GROUP BY 1),
    stale AS (SELECT v.county_code FROM villages v LEFT JOIN kept k USING (county_code) WHERE coalesce(k.good, 0) < v.n * ${TALLIES.length}
      UNION SELECT t.county_code FROM tally_mark t WHERE ${counties} AND t.region_code >= ${digits(lo)} AND t.region_code < ${digits(hi)})
    SELECT jsonb_build_object(
      'places', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.level), '[]') FROM region r WHERE r.code = ANY ($1::text[])),
      'children', (SELECT coalesce(jsonb_agg(${place} ORDER BY r.sort_no, r.code), '[]') FROM region r WHERE r.parent_code = ${digits(regionCode)}),
      'sums', (SELECT coalesce(jsonb_agg(s), '[]') FROM (SELECT child, indicator, sum(n) AS numerator, sum(np) AS "numeratorPersons",
          sum(d) AS denominator, sum(dp) AS "denominatorPersons" FROM t GROUP BY 1, 2) s),
      'staleCounties', (SELECT coalesce(jsonb_agg(county_code ORDER BY county_code), '[]') FROM stale),
      'targets', (SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', g.indicator, 'appliesTo', g.applies_to, 'periodStart', g.period_start,
          'periodEnd', g.period_end, 'baseline', g.baseline, 'value', g.value, 'issuedBy', g.issued_by, 'document', g.document)), '[]')
        FROM indicator_target g WHERE g.period_start <= ${day(ctx.today)} AND g.period_end >= ${day(ctx.today)} AND length(g.applies_to) <= ${childDigits}
          AND (left(${digits(prefix)}, length(g.applies_to)) = g.applies_to OR left(g.applies_to, ${prefix.length}) = ${digits(prefix)})),
      'parameters', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'appliesTo', p.applies_to, 'validFrom', p.valid_from,
          'validTo', p.valid_to, 'value', p.value, 'unit', p.unit, 'source', p.source, 'certainty', p.certainty)), '[]')
        FROM policy_parameter p WHERE p.code LIKE 'wall.%' OR p.code LIKE 'visit.periodMonths.%')) AS wall`,
    pathOf(regionCode),
  )
  const wall = WallRow.parse(row?.wall)
  return wall.places.at(-1)?.code === regionCode ? wall : null
}

/** The households of a subtree that meet a condition over their facts, the longest unvisited first; the last value is the full count. */
export async function selectBehind(ctx: Ctx, moment: Moment, prefix: string, condition: string, limit: number) {
  const found = await ctx.db.$queryRawUnsafe<{ rows: unknown; total: number }[]>(
    `WITH f AS MATERIALIZED (SELECT f.id FROM (${factsSql(moment, (alias) => inRegion(alias, moment.county, prefix))}) f WHERE ${condition})
    SELECT (SELECT count(*) FROM f)::int AS total, (SELECT coalesce(jsonb_agg(x), '[]') FROM (
      SELECT h.id, h.household_no AS "householdNo", h.head_name AS "headName", h.group_name AS "groupName", h.poverty_status AS "povertyStatus",
        h.monitored_type AS "monitoredType", h.member_count AS members, h.last_visited_on AS "lastVisitedOn"
      FROM f JOIN household h ON h.county_code = ${digits(moment.county)} AND h.id = f.id
      ORDER BY h.last_visited_on NULLS FIRST, h.household_no LIMIT ${Math.trunc(limit)}) x) AS rows`,
  )
  return { total: found[0]?.total ?? 0, rows: BehindRow.array().parse(found[0]?.rows ?? []) }
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
