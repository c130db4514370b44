import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { aHousehold, anActor, type BuiltHousehold, insert, owner, PLACES, type Row } from './builders'

/** Everybody who takes part in battle supervision of the first county. */
export async function supervisors() {
  return {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    city: await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY'),
    citySupervisor: await anActor('SUPERVISOR', PLACES.city, 'CITY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    secretary: await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY'),
  }
}

/** A household of so many remaining poor persons since the day. */
export async function aPoorHousehold(regionCode: string, persons: number, since = '2020-01-01') {
  const household = await aHousehold(regionCode, {
    poverty_status: 'NOT_EXITED',
    exit_year: null,
    member_count: persons,
  })
  await addPersons(household, persons - 1)
  await owner().query('UPDATE household_state SET valid_from = $2 WHERE household_id = $1', [household.id, since])
  return household
}

/** More members of a household, past the commands. */
export async function addPersons({ countyCode, id, regionCode }: BuiltHousehold, count: number): Promise<void> {
  if (count <= 0) return
  await owner().query(
    `WITH p AS (INSERT INTO person (county_code, id, region_code, name, sex, birth_date)
       SELECT $1, gen_random_uuid(), $2, '王平', 'F', DATE '1980-01-01' FROM generate_series(1, $4) RETURNING id)
     INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
       SELECT $1, gen_random_uuid(), $2, $3, p.id, 'OTHER', DATE '2014-01-01' FROM p`,
    [countyCode, regionCode, id, count],
  )
}

/** A policy value of the thresholds for a prefix. */
export async function aThreshold(appliesTo: string, county: number, village: number): Promise<void> {
  for (const [code, value] of [
    ['supervise.countyPersons', county],
    ['supervise.villagePersons', village],
  ]) {
    await insert('policy_parameter', {
      id: randomUUID(),
      code,
      applies_to: appliesTo,
      valid_from: '2020-01-01',
      value,
      unit: '人',
      source: 'A',
      certainty: 'DEMO',
    })
  }
}

/** A run of the county of a region without lines, past the commands. */
export async function aRun(by: Actor, regionCode: string, id: string = randomUUID()): Promise<string> {
  const county = regionCode.slice(0, 6)
  await insert('derivation_run', {
    county_code: county,
    id,
    region_code: `${county}000000`,
    snapshot_on: '2026-01-01',
    county_threshold: 1_000,
    village_threshold: 15,
    made_by: by.userId,
    made_by_name: by.name,
    made_at: '2026-01-02T02:00:00Z',
  })
  return id
}

const FIGHT = { leader: '王强', team: '第一督战组', liaison: '赵敏', deadline_on: '2026-12-31' }

/** A listed village (of a county's code: an area without members) with one key work of ten persons, past the commands: listed, in battle or proposed. */
export async function aListed(
  by: Actor,
  regionCode: string = PLACES.village,
  { id = randomUUID(), status = 'IN_BATTLE', current = 10 }: { id?: string; status?: string; current?: number } = {},
): Promise<string> {
  const county = regionCode.slice(0, 6)
  const key = { county_code: county, region_code: regionCode }
  await insert('listed_place', {
    ...key,
    id,
    run_id: await aRun(by, regionCode),
    target_type: regionCode.endsWith('000000') ? 'COUNTY_DELISTED' : 'VILLAGE_REMAINING',
    area_name: id.slice(0, 8),
    poor_households: 4,
    poor_persons: 10,
    listed_on: '2026-01-05',
    listed_by: by.userId,
    listed_by_name: by.name,
    last_step_on: '2026-01-05',
    ...(status === 'LISTED' ? {} : { ...FIGHT, status: 'IN_BATTLE' }),
  })
  await insert('listed_work', {
    ...key,
    place_id: id,
    work_code: 'REMAINING_POOR',
    direction: 'DOWN',
    unit: '人',
    base: 10,
    current,
    target: 0,
  })
  if (status === 'DELIST_PROPOSED') {
    await owner().query(
      `UPDATE listed_place SET status = 'DELIST_PROPOSED', proposed_by = $2, proposed_by_name = 'A', proposed_on = '2026-02-01', proposed_digits = 6, version = 2
       WHERE id = $1`,
      [id, by.userId],
    )
  }
  return id
}

/** Lets every area that is still fought for go of its members, as if they had never been named. */
export const freeMembers = () =>
  owner().query(
    `UPDATE listed_member SET valid_to = valid_from, ended_by = set_by, ended_by_name = set_by_name, ended_at = recorded_at
     WHERE valid_to IS NULL AND place_id IN (SELECT id FROM listed_place WHERE status IN ('LISTED', 'IN_BATTLE'))`,
  )

/** What a form of a session says unless a test says otherwise. */
export const session = (placeId: string, over: object = {}) => ({
  id: randomUUID(),
  placeId,
  heldOn: '2026-03-20',
  mode: 'ROUTINE',
  method: 'ANNOUNCED',
  means: ['ON_SITE'],
  team: '第一督战组',
  spots: '村委会、三组',
  ...over,
})

/** Something found in a session, as its form says it. */
export const found = (over: object = {}) => ({
  id: randomUUID(),
  title: '饮水管道冬季冻裂',
  aspect: 'GUARANTEES',
  category: 'WATER',
  ...over,
})

export const rowOf = async (table: string, id: string): Promise<Row> =>
  (await owner().query(`SELECT * FROM ${table} WHERE id = $1`, [id])).rows[0]

/** Puts every open line of the ledger aside, or under long-term rectification, past its life, which is told in tests of its own. */
export async function closeAll(how: 'CLOSED' | 'LONG_TERM' = 'CLOSED'): Promise<void> {
  const planned = `issued_digits = 6, issued_by = found_by, issued_on = found_on, unit = 'A', leader = 'A', person = 'A', due_on = found_on, goal = 'A', measures = 'A'`
  const ended = {
    CLOSED: `status = 'CLOSED', is_long_term = false, submitted_by = gen_random_uuid(), submitted_unit = 'A', submitted_on = found_on, similar_found = 0, similar_fixed = 0,
      reviewed_by = found_by, verified_by = found_by, verified_unit = 'B', closed_by = found_by, closed_unit = 'B', closed_on = found_on, closed_at = now()`,
    LONG_TERM: `status = 'RECTIFYING', is_long_term = true, milestones = 'A'`,
  }
  const client = await owner().connect()
  try {
    await client.query('BEGIN')
    await client.query('ALTER TABLE finding DISABLE TRIGGER USER')
    await client.query(`UPDATE finding SET ${planned}, ${ended[how]} WHERE status <> 'CLOSED'`)
    await client.query('ALTER TABLE finding ENABLE TRIGGER USER')
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}
