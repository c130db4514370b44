import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert, owner, type Row } from './builders'

/** An open deadline of a household; answers the id of what it is about. */
export async function aDeadline(household: BuiltHousehold, over: Row = {}): Promise<string> {
  const subject = randomUUID()
  await insert('deadline', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    kind: 'PLAN',
    subject_kind: 'CASE',
    subject_id: subject,
    starts_on: '2026-03-16',
    due_on: '2026-03-26',
    amber_on: '2026-03-23',
    clock: 'CALENDAR',
    days: 10,
    level: 'VILLAGE',
    ...over,
  })
  return subject
}

/** The deadlines of one or more records by kind and first day, as `KIND status due`, with the level that answers while it is open. */
export async function deadlinesOf(...subjects: readonly string[]): Promise<string[]> {
  const { rows } = await owner().query(
    `SELECT kind || ' ' || status || ' ' || CASE status WHEN 'MET' THEN met_on || CASE WHEN is_late THEN ' late' ELSE '' END
       WHEN 'OPEN' THEN due_on || ' ' || level ELSE '' END AS told
     FROM deadline WHERE subject_id = ANY ($1::uuid[]) ORDER BY kind, starts_on, status DESC, id`,
    [subjects],
  )
  return rows.map(({ told }) => told.trim())
}
