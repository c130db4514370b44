import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { rangeOf } from '@/lib/regions/rules'
import type { Intervals, Moment } from '../rules/periods'
import { day, digits } from './literals'

const POOR = `('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')`

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

/** What one row of a table says of its household; every row says some of it. */
const COLUMNS = {
  is_here: 'boolean',
  region_code: 'varchar',
  members: 'int',
  last_visited_on: 'date',
  next_visit_on: 'date',
  is_poor: 'boolean',
  is_registered: 'boolean',
  is_exited: 'boolean',
  open_case: 'boolean',
  rolled_back: 'boolean',
  self_reported: 'boolean',
  measured: 'boolean',
  relapsed: 'boolean',
  newly_poor: 'boolean',
  failed: 'boolean',
  item: '"GuaranteeItem"',
  open_clue: 'boolean',
  new_clue: 'boolean',
  verify_by: 'date',
} as const
type Said = Partial<Record<keyof typeof COLUMNS, string>>

function rows(id: string, said: Said, from: string): string {
  const columns = Object.entries(COLUMNS).map(
    ([name, type]) => `${said[name as keyof Said] ?? `NULL::${type}`} AS ${name}`,
  )
  return `SELECT ${id} AS id, ${columns.join(', ')} FROM ${from}`
}

const ITEMS = GUARANTEE_ITEMS.map(
  (item) => `coalesce(bool_or(x.failed AND x.item = '${item}'), false) AS fails_${item.toLowerCase()}`,
).join(', ')

const CASE: Said = { rolled_back: 'm.earlier_case_id IS NOT NULL', self_reported: `m.channel = 'SELF_REPORT'` }

/** Became poor again, or for the first time, in the year of a day; the days are the household's own, the status that of the day. */
const becamePoor = (status: string, of: (column: string) => string, today: string): Said => {
  const inYear = (column: string) => `${of(column)} BETWEEN ${day(`${today.slice(0, 4)}-01-01`)} AND ${day(today)}`
  return {
    relapsed: `CASE WHEN ${status} = 'RELAPSED' THEN ${inYear('relapsed_on')} END`,
    newly_poor: `CASE WHEN ${status} IN ('NOT_EXITED', 'EXIT_PLANNED') THEN ${inYear('identified_on')} END`,
  }
}

/** A measure of a case that has begun or was delivered by a day and is not cancelled. */
const begun = (today: string) =>
  `(s.started_on <= ${day(today)} OR s.delivered_on <= ${day(today)}) AND (s.cancelled_on IS NULL OR s.cancelled_on > ${day(today)})`

const statusOf = (alias: string): Said => ({
  is_here: 'true',
  is_poor: `${alias}.poverty_status IN ${POOR}`,
  is_registered: `${alias}.poverty_status <> 'NEVER_POOR'`,
  is_exited: `${alias}.poverty_status IN ('EXITED', 'EXITED_STABLE')`,
})

/**
 * Facts from rows: one grouping over all rows instead of joins, because its time grows with the rows whatever the planner expects, and it
 * cannot know much behind row security.
 */
function grouped({ today, intervals }: Moment, all: readonly string[]): string {
  return `SELECT u.*, GREATEST(${ofClasses(intervals, 'from')}) AS visit_from, LEAST(${ofClasses(intervals, 'until')}) AS visit_until
  FROM (
    SELECT x.id, max(x.region_code) AS region_code, coalesce(sum(x.members), 0)::int AS member_count, max(x.last_visited_on) AS last_visited_on,
      max(x.next_visit_on) AS next_visit_on, bool_or(x.is_poor) AS is_poor, bool_or(x.is_registered) AS is_registered,
      bool_or(x.is_exited) AS is_exited, coalesce(bool_or(x.open_case), false) AS has_open_case,
      coalesce(bool_or(NOT x.open_case), false) AS had_case, bool_or(x.failed) IS NOT NULL AS has_guarantees,
      ${ITEMS},
      coalesce(bool_or(x.rolled_back), false) AS was_rolled_back, coalesce(bool_or(x.self_reported), false) AS was_self_reported,
      coalesce(bool_or(x.measured), false) AS has_measure, coalesce(bool_or(x.relapsed), false) AS is_relapsed,
      coalesce(bool_or(x.newly_poor), false) AS is_newly_poor,
      coalesce(bool_or(x.failed), false) AS has_failed_guarantee, coalesce(bool_or(x.open_clue), false) AS has_open_clue,
      coalesce(bool_or(x.new_clue), false) AS has_new_clue, coalesce(bool_or(x.open_clue AND x.verify_by < ${day(today)}), false) AS has_overdue_clue,
      min(x.verify_by) FILTER (WHERE x.open_clue AND x.verify_by >= ${day(today)}) + 1 AS next_overdue_on
    FROM (${all.join('\n      UNION ALL ')}) x
    GROUP BY x.id HAVING bool_or(x.is_here)) u`
}

/** The facts of every active household that the conditions of the catalogue speak of; `within` picks the rows of a table by its alias. */
export function factsSql(moment: Moment, within: (alias: string) => string): string {
  return grouped(moment, [
    rows(
      'h.id',
      {
        ...statusOf('h'),
        ...becamePoor('h.poverty_status', (column) => `h.${column}`, moment.today),
        region_code: 'h.region_code',
        members: 'h.member_count',
        last_visited_on: 'h.last_visited_on',
        next_visit_on: 'h.next_visit_on',
      },
      `household h WHERE ${within('h')} AND h.is_active`,
    ),
    rows(
      'm.household_id',
      { ...CASE, open_case: `m.status <> 'RISK_REMOVED'` },
      `monitoring_case m WHERE ${within('m')}`,
    ),
    rows(
      'm.household_id',
      { measured: 'true' },
      `monitoring_case m JOIN support_measure s ON s.county_code = m.county_code AND s.case_id = m.id
        WHERE ${within('m')} AND m.status <> 'RISK_REMOVED' AND ${begun(moment.today)}`,
    ),
    rows('g.household_id', { failed: `g.result = 'FAIL'`, item: 'g.item' }, `guarantee_state g WHERE ${within('g')}`),
    rows(
      'c.household_id',
      {
        open_clue: `c.status = 'OPEN'`,
        new_clue: `c.opened_on >= ${day(moment.monthStart)}`,
        verify_by: 'c.verify_by',
      },
      `clue c WHERE ${within('c')}`,
    ),
  ])
}

/**
 * The same facts as they were on `moment.today`, from the dated records as they are known now: of the households that stood then, in the
 * village they stood in then. Without `prefix` of the whole county, else of that subtree. Who may not see a household now does not see its
 * past either, so figures are counted by a reader of the whole county.
 */
export function pastFactsSql(moment: Moment, prefix?: string): string {
  const on = day(moment.today)
  const of = (alias: string) => `${alias}.county_code = ${digits(moment.county)}`
  const standing = (alias: string) =>
    `${alias}.valid_from <= ${on} AND (${alias}.valid_to IS NULL OR ${alias}.valid_to > ${on})`
  const range = prefix && rangeOf(prefix)
  const here = `household_state s WHERE ${of('s')} AND ${standing('s')} AND s.is_active
    ${range ? `AND s.village_code >= ${digits(range.lo)} AND s.village_code < ${digits(range.hi)}` : ''}`
  const within = (alias: string) =>
    `${of(alias)}${range ? ` AND ${alias}.household_id = ANY (ARRAY(SELECT s.household_id FROM ${here}))` : ''}`
  return grouped(moment, [
    rows(
      's.household_id',
      {
        ...statusOf('s'),
        ...becamePoor(
          's.poverty_status',
          (column) =>
            `(SELECT h.${column} FROM household h WHERE h.county_code = s.county_code AND h.id = s.household_id)`,
          moment.today,
        ),
        region_code: 's.village_code',
        last_visited_on: `(SELECT max(v.visited_on) FROM household_visit_day v
          WHERE v.county_code = s.county_code AND v.household_id = s.household_id AND v.visited_on <= ${on})`,
      },
      here,
    ),
    rows('b.household_id', { members: '1' }, `membership b WHERE ${within('b')} AND ${standing('b')}`),
    rows(
      'w.household_id',
      { ...CASE, open_case: `w.status <> 'RISK_REMOVED'` },
      `monitoring_state w JOIN monitoring_case m ON m.county_code = w.county_code AND m.id = w.case_id WHERE ${within('w')} AND ${standing('w')}`,
    ),
    rows(
      'w.household_id',
      { measured: 'true' },
      `monitoring_state w JOIN support_measure s ON s.county_code = w.county_code AND s.case_id = w.case_id
        WHERE ${within('w')} AND ${standing('w')} AND w.status <> 'RISK_REMOVED' AND ${begun(moment.today)}`,
    ),
    rows(
      'g.household_id',
      { failed: `g.result = 'FAIL'`, item: 'g.item' },
      `guarantee_span g WHERE ${within('g')} AND ${standing('g')}`,
    ),
    rows(
      'k.household_id',
      {
        open_clue: `k.status = 'OPEN'`,
        new_clue: `c.opened_on >= ${day(moment.monthStart)}`,
        verify_by: 'd.verify_by',
      },
      `monitoring_state k JOIN clue c ON c.county_code = k.county_code AND c.id = k.clue_id
        LEFT JOIN clue_due d ON d.county_code = c.county_code AND d.clue_id = c.id AND ${standing('d')}
        WHERE ${within('k')} AND ${standing('k')}`,
    ),
  ])
}
