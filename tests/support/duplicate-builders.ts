import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, owner } from './builders'

type Row = Record<string, unknown>

async function insert(table: string, row: Row): Promise<void> {
  const keys = Object.keys(row)
  await owner().query(
    `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  )
}

/** Somebody who lives in a household from 2014 on; `over` replaces columns of the person. */
export async function aMember(household: BuiltHousehold, relation = 'SON', over: Row = {}): Promise<string> {
  const id = randomUUID()
  await insert('person', {
    county_code: household.countyCode,
    id,
    region_code: household.regionCode,
    name: '王小田',
    name_pinyin: 'wangxiaotian',
    name_initials: 'wxt',
    sex: 'M',
    birth_date: '1980-05-06',
    ...over,
  })
  await insert('membership', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    person_id: id,
    relation,
    valid_from: '2014-01-01',
  })
  return id
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
