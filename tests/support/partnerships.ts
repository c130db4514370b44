import { randomUUID } from 'node:crypto'
import { insert, PLACES, type Row } from './builders'

/** A health centre of a region, counted since 2017; `over` replaces columns. */
export async function aUnit(regionCode: string = PLACES.township, over: Row = {}): Promise<string> {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('medical_unit', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    name: `卫生院${id.slice(0, 13)}`,
    kind: 'HEALTH_CENTRE',
    grade: 'FIRST',
    counts_from: '2017-01-01',
    ...over,
  })
  return id
}

/** A pair of a unit since 2018 without an end; `over` replaces columns. */
export async function aPair(unitId: string, regionCode: string = PLACES.township, over: Row = {}): Promise<string> {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('medical_pair', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    unit_id: unitId,
    supporter_name: `市医院${id.slice(0, 13)}`,
    supporter_grade: 'SECOND',
    programme: 'ROUTINE',
    from_on: '2018-01-01',
    made_by: randomUUID(),
    made_by_name: '甲',
    ...over,
  })
  return id
}

/** 120 outpatients of a pair in March 2020; `over` replaces columns. */
export async function anOutput(pairId: string, regionCode: string = PLACES.township, over: Row = {}): Promise<string> {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('pair_output', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    pair_id: pairId,
    kind: 'OUTPATIENTS',
    from_on: '2020-03-01',
    to_on: '2020-03-31',
    amount: 120,
    recorded_by: randomUUID(),
    recorded_by_name: '甲',
    recorded_at: '2020-04-01T02:00:00Z',
    ...over,
  })
  return id
}

/** A year of a unit: of 1000 patients 400 were sent away; `over` replaces columns. */
export async function aReferral(unitId: string, regionCode: string = PLACES.township, over: Row = {}): Promise<string> {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('referral_year', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    unit_id: unitId,
    year: 2016,
    treated: 1000,
    referred: 400,
    source: '年报',
    recorded_by: randomUUID(),
    recorded_by_name: '甲',
    recorded_at: '2020-04-01T02:00:00Z',
    ...over,
  })
  return id
}
