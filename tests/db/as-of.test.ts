import { afterAll, beforeAll, expect, test } from 'vitest'
import { findWhereNow, getHouseholdOfDay, listHouseholdsOfDay } from '@/lib/households/queries/as-of'
import { readListParams } from '@/lib/households/rules/list-params'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { does, happens } from '../support/events'
import { aMember } from '../support/members'

let cadre: Actor
let neighbour: Actor
let township: Actor
let office: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** A household whose record begins with its people. */
async function sinceLongAgo(): Promise<BuiltHousehold> {
  const built = await aHousehold()
  await owner().query(`UPDATE household_state SET valid_from = '2014-01-01' WHERE household_id = $1`, [built.id])
  return built
}

const ofDay = (actor: Actor, id: string, on: string) => withScope(actor, (ctx) => getHouseholdOfDay(ctx, id, on))
const listOf = (actor: Actor, on: string, region?: string) =>
  withScope(actor, (ctx) => listHouseholdsOfDay(ctx, readListParams({ region }, actor.scope).filter, on))

test('a household is read as it stood: its people, its head, and before its first day nothing', async () => {
  const built = await sinceLongAgo()
  const wife = await aMember(built, 'SPOUSE', { name: '李桂兰' }, '2016-05-01')
  await happens([cadre, township], built, 'DEATH', { personId: built.headId, newHeadId: wife })
  const people = async (on: string) =>
    (await ofDay(cadre, built.id, on)).record?.people.map(({ name, relation }) => [name, relation])
  expect(await people('2015-01-01')).toEqual([['王守田', 'HEAD']])
  expect(await people('2026-03-09')).toEqual([
    ['王守田', 'HEAD'],
    ['李桂兰', 'SPOUSE'],
  ])
  expect(await people('2026-03-10')).toEqual([['李桂兰', 'HEAD']])
  expect(await ofDay(cadre, built.id, '2013-12-31')).toMatchObject({ record: null, first: '2014-01-01' })
  await expect(ofDay(neighbour, built.id, '2015-01-01')).rejects.toThrow(NotFoundError)
})

test('a household that moved stands in its former village before that day and in the new one after, in list and count', async () => {
  const built = await sinceLongAgo()
  const before = await listOf(office, '2026-03-01', PLACES.siblingVillage)
  const id = await happens([cadre, township], built, 'MOVE', { village: PLACES.siblingVillage })
  expect(await does(neighbour, 'accept', { eventId: id })).toBe('done')
  const has = async (on: string, region: string) =>
    (await listOf(office, on, region)).rows.some((row) => row.id === built.id)
  expect([await has('2026-03-09', PLACES.village), await has('2026-03-09', PLACES.siblingVillage)]).toEqual([
    true,
    false,
  ])
  expect([await has('2026-03-10', PLACES.village), await has('2026-03-10', PLACES.siblingVillage)]).toEqual([
    false,
    true,
  ])
  const after = await listOf(office, '2026-03-12', PLACES.siblingVillage)
  expect(after.counts).toEqual({
    households: (before.counts?.households ?? 0) + 1,
    persons: (before.counts?.persons ?? 0) + 1,
  })
})

test('households and persons of a day are told by status, and each status shows as many as it says', async () => {
  const village = PLACES.otherTownshipVillage
  const [left, stays] = [await aHousehold(village), await aHousehold(village)]
  await aMember(left, 'SPOUSE', { name: '李桂兰' }, '2016-05-01')
  for (const { id } of [left, stays])
    await owner().query(`UPDATE household_state SET valid_from = '2014-01-01' WHERE household_id = $1`, [id])
  await owner().query(
    `WITH past AS (UPDATE household_state SET valid_to = '2018-01-01', poverty_status = 'NOT_EXITED' WHERE household_id = $1 RETURNING *)
     INSERT INTO household_state SELECT (jsonb_populate_record(NULL::household_state,
       to_jsonb(past) || '{"valid_from": "2018-01-01", "valid_to": null, "poverty_status": "EXITED"}')).* FROM past`,
    [left.id],
  )
  const list = (on: string, more = {}) =>
    withScope(office, (ctx) =>
      listHouseholdsOfDay(ctx, readListParams({ region: village, ...more }, office.scope).filter, on),
    )
  const then = [
    { status: 'NOT_EXITED', households: 1, persons: 2 },
    { status: 'EXITED', households: 1, persons: 1 },
  ]
  expect((await list('2017-12-31')).statuses).toEqual(then)
  expect((await list('2018-01-01')).statuses).toEqual([{ status: 'EXITED', households: 2, persons: 3 }])
  expect((await list('2014-06-01')).statuses).toEqual([
    { status: 'NOT_EXITED', households: 1, persons: 1 },
    { status: 'EXITED', households: 1, persons: 1 },
  ])
  const one = await list('2017-12-31', { status: 'NOT_EXITED' })
  expect([one.rows.map(({ id }) => id), one.counts, one.statuses]).toEqual([
    [left.id],
    { households: 1, persons: 2 },
    then,
  ])
  expect((await list('2017-12-31', { monitored: 'YES' })).rows).toEqual([])
  expect((await list('2017-12-31', { monitored: 'NO' })).counts).toEqual({ households: 2, persons: 3 })
})

test('above a county nobody is counted, and the list says so instead of a part', async () => {
  const city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  const found = await listOf(city, '2026-03-01')
  expect([found.counts, found.statuses]).toEqual([null, []])
  expect(found.rows.length).toBeGreaterThan(0)
})

test('a household that has ended is not lost: its last day is named and can be read', async () => {
  const built = await sinceLongAgo()
  await happens([cadre, township], built, 'GONE', { goneReason: 'MOVED_AWAY' })
  const { lastDay: last } = await withScope(cadre, (ctx) => findWhereNow(ctx, built.id))
  expect(last).toBe('2026-03-09')
  expect((await ofDay(cadre, built.id, last ?? '')).record).toMatchObject({
    members: 1,
    leftOn: '2026-03-10',
    isActive: true,
  })
  expect(await withScope(neighbour, (ctx) => findWhereNow(ctx, built.id))).toEqual({ lastDay: null, household: null })
})
