import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import {
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
  type Row,
} from '../support/builders'
import { aMember } from '../support/members'
import { layPolicy } from '../support/policy'
import { checkQuality, openRules } from '../support/quality'

const LAST = '2026-03-10'

let cadre: Actor
let household: BuiltHousehold
let wife: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  await owner().query(
    `INSERT INTO measure_type (code, category, name_zh, name_en, mode, form, valid_from, sort_no)
     VALUES ('POST', 'WELFARE_POST', '公益岗位', 'Welfare post', 'DEVELOPMENT', 'SERVICE', '2014-01-01', 1) ON CONFLICT DO NOTHING`,
  )
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
  wife = await aMember(household, 'SPOUSE', { name: '李桂兰', sex: 'F' })
})

/** A measure planned for somebody on a day. */
const measure = (personId: string | null, on: string, over: Row = {}) =>
  insert('support_measure', {
    county_code: household.countyCode,
    id: randomUUID(),
    region_code: household.regionCode,
    household_id: household.id,
    person_id: personId,
    type_code: 'POST',
    title: '保洁员',
    unit: '村委会',
    responsible: '张明',
    planned_on: on,
    finish_by: '2026-12-31',
    counts_on: on,
    form: 'SERVICE',
    status: 'PLANNED',
    recorded_by: cadre.userId,
    recorded_by_name: '张明',
    recorded_at: '2026-03-20T08:00:00+08:00',
    ...over,
  })
const leave = () => owner().query('UPDATE membership SET valid_to = $2 WHERE person_id = $1', [wife, LAST])
const found = async () => {
  await checkQuality(cadre)
  const { rows } = await owner().query(
    `SELECT person_id, figures FROM quality_issue WHERE household_id = $1 AND rule_id = 'R14' AND cleared_on IS NULL`,
    [household.id],
  )
  return rows
}

test('a measure for somebody after he left or died is an error of the household, seen as soon as it is written', async () => {
  await leave()
  await measure(wife, LAST)
  expect(await found()).toEqual([])
  await measure(wife, '2026-03-12')
  await measure(wife, '2026-03-11')
  expect(await found()).toEqual([{ person_id: wife, figures: { case: 'measure', left: LAST, on: '2026-03-11' } }])
  await owner().query('UPDATE person SET died_on = $2 WHERE id = $1', [wife, '2026-03-01'])
  await measure(wife, '2026-03-02')
  expect(await found()).toEqual([
    { person_id: wife, figures: { case: 'measure', left: '2026-03-01', on: '2026-03-02' } },
  ])
})

test('a measure for the household, one for a member and one that was cancelled are none', async () => {
  await leave()
  await measure(null, '2026-03-12')
  await measure(household.headId, '2026-03-12')
  await measure(wife, '2026-03-12', {
    status: 'CANCELLED',
    cancelled_on: '2026-03-13',
    cancelled_by: cadre.userId,
    cancel_reason: 'OTHER',
  })
  expect(await found()).toEqual([])
  expect(await openRules(household)).not.toContain('R14')
})
