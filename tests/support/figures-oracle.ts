import { owner } from './builders'

const one = async (sql: string, values: unknown[]) => (await owner().query(sql, values)).rows[0]

/** What the counted inputs of indicators must be, written by hand from domain.md 5.2 without a look at lib/; money in fen. */
export async function inputsSlowly(prefix: string, from: string, asOf: string): Promise<Record<string, number>> {
  const findings = await one(
    `SELECT count(*)::int AS findings_total,
       sum(CASE WHEN status = 'CLOSED' AND closed_on <= $2 THEN 1 ELSE 0 END)::int AS findings_closed,
       sum(CASE WHEN status = 'CLOSED' AND closed_on <= $2 THEN 0 ELSE 1 END)::int AS findings_open,
       sum(CASE WHEN status <> 'CLOSED' AND NOT is_long_term AND due_on < $2 THEN 1 ELSE 0 END)::int AS findings_overdue,
       sum(CASE WHEN status = 'CLOSED' AND closed_on <= due_on THEN 1 ELSE 0 END)::int AS findings_closed_in_time,
       sum(CASE WHEN status = 'CLOSED' OR due_on < $2 THEN 1 ELSE 0 END)::int AS findings_due_or_closed,
       sum(CASE WHEN status = 'CLOSED' OR reopened >= 1 THEN 1 ELSE 0 END)::int AS findings_once_closed,
       sum(CASE WHEN reopened >= 1 THEN 1 ELSE 0 END)::int AS findings_reopened
     FROM finding WHERE region_code LIKE $1 || '%' AND found_on <= $2::date`,
    [prefix, asOf],
  )
  const payments = (line: number) =>
    one(
      `SELECT count(*)::int AS times, count(DISTINCT household_id)::int AS households,
         (coalesce(sum(granted_fen), 0) - coalesce(sum(recovered_fen), 0))::bigint AS paid
       FROM relief_application WHERE line = $4 AND region_code LIKE $1 || '%' AND disbursed_on >= $2 AND disbursed_on <= $3`,
      [prefix, from, asOf, line],
    )
  const [relief, insurance] = [await payments(3), await payments(4)]
  const filial = await one(
    `SELECT coalesce(sum(amount_fen), 0)::bigint AS given, coalesce(sum(bonus_fen), 0)::bigint AS bonus,
       count(DISTINCT household_id)::int AS households, count(DISTINCT parent_id)::int AS persons
     FROM filial_contribution WHERE region_code LIKE $1 || '%' AND paid_on >= $2 AND paid_on <= $3`,
    [prefix, from, asOf],
  )
  const medical = await one(
    `SELECT coalesce(sum(e.total_fen), 0)::bigint AS total, coalesce(sum(e.policy_fen), 0)::bigint AS policy,
       (SELECT coalesce(sum(s.amount_fen), 0) FROM relief_settlement s JOIN relief_event x ON x.id = s.event_id
         WHERE x.region_code LIKE $1 || '%' AND x.happened_on >= $2 AND x.happened_on <= $3 AND x.policy_fen IS NOT NULL)::bigint AS reimbursed
     FROM relief_event e WHERE e.region_code LIKE $1 || '%' AND e.happened_on >= $2 AND e.happened_on <= $3 AND e.policy_fen IS NOT NULL`,
    [prefix, from, asOf],
  )
  return {
    ...findings,
    temporary_relief_person_times: relief.times,
    temporary_relief_households: relief.households,
    temporary_relief_amount: Number(relief.paid),
    prevention_insurance_person_times: insurance.times,
    prevention_insurance_households: insurance.households,
    prevention_insurance_payout: Number(insurance.paid),
    filial_contribution: Number(filial.given),
    filial_bonus: Number(filial.bonus),
    filial_households: filial.households,
    filial_persons: filial.persons,
    medical_total_cost: Number(medical.total),
    medical_policy_scope_cost: Number(medical.policy),
    medical_reimbursed_amount: Number(medical.reimbursed),
  }
}

/** The inputs that are amounts, in yuan where they are counted. */
export const AMOUNTS: readonly string[] = [
  'temporary_relief_amount',
  'prevention_insurance_payout',
  'filial_contribution',
  'filial_bonus',
  'medical_total_cost',
  'medical_policy_scope_cost',
  'medical_reimbursed_amount',
]

/** How many rows each list must have, and what the summary of a region must say, counted the slow way. */
export async function listsSlowly(prefix: string, today: string): Promise<Record<string, number>> {
  return one(
    `SELECT
       (SELECT count(*) FROM clue WHERE region_code LIKE $1 || '%' AND status = 'OPEN')::int AS clues_open,
       (SELECT count(*) FROM clue WHERE region_code LIKE $1 || '%' AND status = 'OPEN' AND verify_by < $2::date)::int AS clues_overdue,
       (SELECT count(*) FROM clue WHERE region_code LIKE $1 || '%' AND status <> 'OPEN')::int AS clues_decided,
       (SELECT count(*) FROM monitoring_case WHERE region_code LIKE $1 || '%' AND removed_on IS NULL)::int AS cases_open,
       (SELECT count(*) FROM monitoring_case WHERE region_code LIKE $1 || '%' AND removed_on IS NOT NULL)::int AS cases_removed,
       (SELECT count(*) FROM visit WHERE region_code LIKE $1 || '%')::int AS visits,
       (SELECT count(*) FROM visit WHERE region_code LIKE $1 || '%' AND visited_on > $2::date - 30)::int AS visits_of_30_days,
       (SELECT count(*) FROM finding WHERE region_code LIKE $1 || '%' AND status <> 'CLOSED')::int AS findings_open,
       (SELECT count(*) FROM finding WHERE region_code LIKE $1 || '%' AND status = 'CLOSED')::int AS findings_closed,
       (SELECT count(*) FROM finding WHERE region_code LIKE $1 || '%' AND status <> 'CLOSED' AND NOT is_long_term AND due_on < $2::date)::int AS findings_overdue,
       (SELECT count(*) FROM relief_application WHERE region_code LIKE $1 || '%' AND disbursed_on IS NOT NULL)::int AS relief_paid,
       h.* FROM (SELECT count(*)::int AS households, coalesce(sum(member_count), 0)::int AS persons,
         count(*) FILTER (WHERE poverty_status::text IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'))::int AS poor,
         count(*) FILTER (WHERE poverty_status::text LIKE 'EXITED%')::int AS exited,
         count(*) FILTER (WHERE poverty_status = 'NEVER_POOR')::int AS never_poor,
         count(*) FILTER (WHERE last_visited_on IS NULL OR $2::date - last_visited_on >= 90)::int AS unvisited
         FROM household WHERE is_active AND region_code LIKE $1 || '%') h`,
    [prefix, today],
  )
}

/** How many members live in a household today, of all active households of a region: what their member counts must add up to. */
export async function membersSlowly(prefix: string, today: string): Promise<number> {
  const { n } = await one(
    `SELECT count(*)::int AS n FROM membership m JOIN household h ON h.id = m.household_id WHERE h.is_active AND h.region_code LIKE $1 || '%'
       AND m.valid_from <= $2::date AND coalesce(m.valid_to > $2::date, true)`,
    [prefix, today],
  )
  return n
}
