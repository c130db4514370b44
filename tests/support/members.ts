import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert } from './builders'

/** Somebody who belongs to a household; `over` replaces columns of the person. */
export async function aMember(
  household: BuiltHousehold,
  relation: string,
  over: Record<string, unknown> = {},
  from = '2014-01-01',
): Promise<string> {
  const id = randomUUID()
  const place = { county_code: household.countyCode, region_code: household.regionCode }
  await insert('person', { ...place, id, name: '王小满', sex: 'F', birth_date: '1990-05-20', ...over })
  await insert('membership', {
    ...place,
    id: randomUUID(),
    household_id: household.id,
    person_id: id,
    relation,
    valid_from: from,
  })
  return id
}
