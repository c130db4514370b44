import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert, owner, PLACES, type Row } from './builders'

type Place = { regionCode?: string }

/** A plan of the first village for 2020 with one task; `over` replaces columns of the plan. */
export async function aVillagePlan(over: Row & { taskId?: string } = {}, { regionCode = PLACES.village }: Place = {}) {
  const { taskId = randomUUID(), ...columns } = over
  const id = (columns.id as string | undefined) ?? randomUUID()
  const key = { county_code: regionCode.slice(0, 6), region_code: regionCode }
  await insert('village_plan', {
    ...key,
    id,
    year: 2020,
    secretary: '甲',
    made_by: randomUUID(),
    made_by_name: '甲',
    made_at: '2020-01-02T02:00:00Z',
    ...columns,
  })
  await insert('village_task', {
    ...key,
    id: taskId,
    plan_id: id,
    kind_code: 'SPRING',
    task_no: 1,
    owner: '甲',
    starts_on: `${columns.year ?? 2020}-01-01`,
    ends_on: `${columns.year ?? 2020}-12-31`,
  })
  return { id, taskId }
}

/** A report of a plan's village: 850 persons, 247 of them out of the province; `over` replaces columns. */
export async function aLabourReport(planId: string, over: Row = {}, { regionCode = PLACES.village }: Place = {}) {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('labour_report', {
    county_code: regionCode.slice(0, 6),
    region_code: regionCode,
    id,
    plan_id: planId,
    as_of: '2020-03-18',
    total: 850,
    outside: 247,
    combined: 603,
    source: '摸底',
    recorded_by: randomUUID(),
    recorded_by_name: '甲',
    recorded_at: '2020-03-19T02:00:00Z',
    ...over,
  })
  return id
}

/** A household with a disabled member as a line of its village's year; the villages of a test share the plan of 2019. */
export async function aSpecialLine({ countyCode, id, regionCode, headId }: BuiltHousehold): Promise<void> {
  await owner().query(`UPDATE person SET health = '{DISABLED}' WHERE id = $1`, [headId])
  const { rows } = await owner().query<{ id: string }>(
    'SELECT id FROM village_plan WHERE region_code = $1 AND year = 2019',
    [regionCode],
  )
  const plan = rows[0]?.id ?? (await aVillagePlan({ year: 2019 }, { regionCode })).id
  await insert('village_special', {
    county_code: countyCode,
    plan_id: plan,
    household_id: id,
    region_code: regionCode,
    drawn_on: '2019-01-02',
  })
}
