import { owner } from './builders'

export type Line = { n: number; np: number; d: number; dp: number }

const RULES: Record<string, { base: string; hit: string }> = {
  remainingPoor: {
    base: `h.poverty_status <> 'NEVER_POOR'`,
    hit: `h.poverty_status = 'NOT_EXITED' OR h.poverty_status = 'EXIT_PLANNED' OR h.poverty_status = 'RELAPSED'`,
  },
  monitored: {
    base: `h.poverty_status <> 'NEVER_POOR' OR EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.status <> 'RISK_REMOVED')`,
    hit: `EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.status <> 'RISK_REMOVED')`,
  },
  visitCoverage: {
    base: `h.poverty_status <> 'NEVER_POOR' OR EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id)`,
    hit: `h.last_visited_on >= CASE WHEN h.poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')
      OR EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.status <> 'RISK_REMOVED')
      THEN date_trunc('month', $2::date) ELSE date_trunc('quarter', $2::date) END`,
  },
  guaranteesNotMet: {
    base: 'EXISTS (SELECT FROM guarantee_state g WHERE g.household_id = h.id)',
    hit: `EXISTS (SELECT FROM guarantee_state g WHERE g.household_id = h.id AND g.result = 'FAIL')`,
  },
  openClues: {
    base: `EXISTS (SELECT FROM clue k WHERE k.household_id = h.id AND (k.status = 'OPEN' OR k.opened_on >= date_trunc('month', $2::date)))`,
    hit: `EXISTS (SELECT FROM clue k WHERE k.household_id = h.id AND k.status = 'OPEN')`,
  },
  overdueClues: {
    base: `EXISTS (SELECT FROM clue k WHERE k.household_id = h.id AND k.status = 'OPEN')`,
    hit: `EXISTS (SELECT FROM clue k WHERE k.household_id = h.id AND k.status = 'OPEN' AND k.verify_by < $2::date)`,
  },
}

const fails = (item: string) => ({
  base: 'EXISTS (SELECT FROM guarantee_state g WHERE g.household_id = h.id)',
  hit: `(SELECT g.result = 'FAIL' FROM guarantee_state g WHERE g.household_id = h.id AND g.item = '${item}')`,
})
const WATCHED = `EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.status <> 'RISK_REMOVED')`
const EVER = 'EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id)'
type Rule = { base: string; hit: string; sum?: string }
const MORE: Record<string, Rule> = {
  unmetFood: fails('FOOD'),
  unmetClothing: fails('CLOTHING'),
  unmetEducation: fails('EDUCATION'),
  unmetMedical: fails('MEDICAL'),
  unmetHousing: fails('HOUSING'),
  unmetWater: fails('WATER'),
  measureCoverage: {
    base: WATCHED,
    hit: `EXISTS (SELECT FROM monitoring_case c, support_measure s WHERE c.household_id = h.id AND c.status <> 'RISK_REMOVED' AND s.case_id = c.id
      AND s.status NOT IN ('PLANNED', 'CANCELLED'))`,
  },
  daysSinceVisit: { base: 'h.last_visited_on IS NOT NULL', hit: 'true', sum: `h.last_visited_on - DATE '2000-01-01'` },
  riskRemoved: { base: EVER, hit: `NOT ${WATCHED}` },
  rolledBack: {
    base: `EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.status = 'RISK_REMOVED')`,
    hit: 'EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.earlier_case_id IS NOT NULL)',
  },
  relapsed: {
    base: `h.poverty_status <> 'NEVER_POOR'`,
    hit: `h.poverty_status = 'RELAPSED' AND date_trunc('year', h.relapsed_on) = date_trunc('year', $2::date)`,
  },
  newlyPoor: {
    base: 'true',
    hit: `h.poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED') AND date_trunc('year', h.identified_on) = date_trunc('year', $2::date)`,
  },
  selfReported: {
    base: EVER,
    hit: `EXISTS (SELECT FROM monitoring_case c WHERE c.household_id = h.id AND c.channel = 'SELF_REPORT')`,
  },
  monitoredShare: { base: 'true', hit: WATCHED },
}
const ALL: [string, Rule][] = Object.entries({ ...RULES, ...MORE })

/** The wall's figures of a subtree counted the slow way, written without a look at lib/. Default intervals: a month and a quarter. */
export async function countSlowly(prefix: string, today: string): Promise<Record<string, Line>> {
  const lines: Record<string, Line> = {}
  for (const [indicator, { base, hit, sum = '1' }] of ALL) {
    const { rows } = await owner().query(
      `SELECT coalesce(sum(one) FILTER (WHERE hit), 0)::int AS n, coalesce(sum(members) FILTER (WHERE hit), 0)::int AS np,
        count(*)::int AS d, coalesce(sum(members), 0)::int AS dp
       FROM (SELECT h.member_count AS members, ${sum} AS one, coalesce(${hit}, false) AS hit FROM household h
         WHERE h.region_code LIKE $1 || '%' AND h.is_active AND (${base}) AND $2::date IS NOT NULL) x`,
      [prefix, today],
    )
    lines[indicator] = rows[0]
  }
  return lines
}
