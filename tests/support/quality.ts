import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { refreshQuality } from '@/lib/quality/queries/refresh'
import { type BuiltHousehold, insert, owner, type Row } from './builders'

/** Something that does not fit in a household; a warning that the village clears unless said otherwise. */
export async function anIssue(household: BuiltHousehold, over: Row = {}): Promise<string> {
  const id = randomUUID()
  await insert('quality_issue', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    person_id: household.headId,
    rule_id: 'R21',
    severity: 'W',
    figures: '{}',
    found_on: '2026-03-20',
    ...over,
  })
  return id
}

/** An explanation in force of an issue of a household. */
export async function anExplanation(
  household: BuiltHousehold,
  issueId: string,
  by: Pick<Actor, 'userId' | 'name'>,
  over: Row = {},
): Promise<string> {
  const id = randomUUID()
  await insert('quality_explanation', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    issue_id: issueId,
    severity: 'W',
    household_id: household.id,
    figures: '{}',
    reason: '入户核实过，情况属实',
    until: '2026-06-30',
    explained_on: '2026-03-21',
    explained_by: by.userId,
    explained_by_name: by.name,
    ...over,
  })
  return id
}

/** How much of a household is filled, as a check wrote it. */
export async function aCheck(household: BuiltHousehold): Promise<void> {
  await insert('quality_household', {
    county_code: household.countyCode,
    household_id: household.id,
    region_code: household.regionCode,
    filled: 3,
    expected: 9,
    empty: '{phone}',
    stale_on: '2027-01-01',
  })
}

/** Brings the reader's region up to date, on the day of the clock or another one; answers how many villages are left. */
export function checkQuality(reader: Actor, day?: string): Promise<number> {
  const at = day ? { at: new Date(`${day}T08:00:00+08:00`) } : {}
  return withScope(reader, (ctx) => refreshQuality(ctx, reader.scope), at)
}

/** Rules open on a household, by number. */
export async function openRules({ id }: BuiltHousehold): Promise<string[]> {
  const { rows } = await owner().query<{ rule_id: string }>(
    'SELECT rule_id FROM quality_issue WHERE household_id = $1 AND cleared_on IS NULL ORDER BY length(rule_id), 1',
    [id],
  )
  return rows.map((row) => row.rule_id)
}

/** The open issue of a rule on a household. */
export async function openIssue({ id }: BuiltHousehold, rule: string): Promise<string> {
  const { rows } = await owner().query<{ id: string }>(
    'SELECT id FROM quality_issue WHERE household_id = $1 AND rule_id = $2 AND cleared_on IS NULL',
    [id, rule],
  )
  if (!rows[0]) throw new Error(`${rule} is not open`)
  return rows[0].id
}
