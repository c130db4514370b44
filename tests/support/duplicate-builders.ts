import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert, owner, type Row } from './builders'
import { aMember as anyMember } from './members'

/** Somebody who lives in a household from 2014 on; `over` replaces columns of the person. */
export function aMember(household: BuiltHousehold, relation = 'SON', over: Row = {}): Promise<string> {
  const name = { name: '王小田', name_pinyin: 'wangxiaotian', name_initials: 'wxt' }
  return anyMember(household, relation, { ...name, sex: 'M', birth_date: '1980-05-06', ...over })
}

/** An open review of two people or two households of a county. */
export async function aReview(
  kind: 'PERSON' | 'HOUSEHOLD',
  { countyCode, regionCode }: Pick<BuiltHousehold, 'countyCode' | 'regionCode'>,
  a: string,
  b: string,
): Promise<string> {
  const id = randomUUID()
  const [left, right] = a < b ? [a, b] : [b, a]
  const what = kind.toLowerCase()
  await insert('duplicate_review', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    kind,
    [`left_${what}_id`]: left,
    [`right_${what}_id`]: right,
    score: 100,
    level: 'SURE',
    found_by: 'IMPORT',
    found_at: '2026-03-20T02:00:00Z',
  })
  return id
}

/** A task of the superior to end somebody's membership. */
export async function anEnding({ countyCode, regionCode }: BuiltHousehold, personId: string): Promise<string> {
  const id = randomUUID()
  await insert('duplicate_review', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    kind: 'ENDING',
    left_person_id: personId,
    score: 0,
    level: 'TOLD',
    found_by: 'SUPERIOR',
    found_at: '2026-03-20T02:00:00Z',
  })
  return id
}

/** One number in two counties, as the trigger writes it for their common superior. */
export async function anAcross(a: BuiltHousehold, b: BuiltHousehold, region: string): Promise<string> {
  const id = randomUUID()
  const [left, right] = a.countyCode < b.countyCode ? [a, b] : [b, a]
  await insert('duplicate_across', {
    county_code: region.slice(0, 6),
    id,
    region_code: region,
    left_county_code: left.countyCode,
    left_person_id: left.headId,
    right_county_code: right.countyCode,
    right_person_id: right.headId,
    found_at: '2026-03-20T02:00:00Z',
  })
  return id
}

/** Everything that a merge may touch, without what every deed moves. */
export async function householdImage(...households: BuiltHousehold[]) {
  const ids = households.map(({ id }) => id)
  const image: Record<string, unknown> = {}
  const all = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows
  for (const [table, order] of [
    ['membership', 'id'],
    ['household_income', 'household_id, year'],
    ['household_helper', 'id'],
    ['guarantee_state', 'household_id, item'],
    ['clue', 'id'],
    ['monitoring_case', 'id'],
    ['visit_promise', 'id'],
    ['visit', 'id'],
  ]) {
    image[table as string] = await all(
      `SELECT to_jsonb(t) - 'version' AS row FROM ${table} t WHERE household_id = ANY($1) ORDER BY ${order}`,
      ids,
    )
  }
  image.household = await all(
    `SELECT to_jsonb(h) - ARRAY['version', 'updated_at'] AS row FROM household h WHERE id = ANY($1) ORDER BY id`,
    ids,
  )
  image.states = await all(
    'SELECT household_id, valid_to, is_active, village_code FROM household_state WHERE household_id = ANY($1) ORDER BY household_id, valid_from',
    ids,
  )
  image.people = await all(
    `SELECT to_jsonb(p) - 'version' AS row FROM person p WHERE id IN (SELECT person_id FROM membership WHERE household_id = ANY($1)) ORDER BY id`,
    ids,
  )
  return image
}
