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

/** The wall's figures of a subtree counted the slow way, written without a look at lib/. Default intervals: a month and a quarter. */
export async function countSlowly(prefix: string, today: string): Promise<Record<string, Line>> {
  const lines: Record<string, Line> = {}
  for (const [indicator, { base, hit }] of Object.entries(RULES)) {
    const { rows } = await owner().query(
      `SELECT count(*) FILTER (WHERE hit)::int AS n, coalesce(sum(members) FILTER (WHERE hit), 0)::int AS np,
        count(*)::int AS d, coalesce(sum(members), 0)::int AS dp
       FROM (SELECT h.member_count AS members, coalesce(${hit}, false) AS hit FROM household h
         WHERE h.region_code LIKE $1 || '%' AND h.is_active AND (${base}) AND $2::date IS NOT NULL) x`,
      [prefix, today],
    )
    lines[indicator] = rows[0]
  }
  return lines
}
