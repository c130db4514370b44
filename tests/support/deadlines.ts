import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert, type Row } from './builders'

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
