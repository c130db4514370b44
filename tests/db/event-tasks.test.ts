import { afterAll, beforeAll, expect, test } from 'vitest'
import { getEvent } from '@/lib/events/queries/event'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { getToday } from '@/lib/worklist/queries'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aProposal, decides, does } from '../support/events'

const BORN = { name: '王新月', sex: 'F', birthDate: '2026-03-09', relation: 'DAUGHTER' }
let giver: Actor
let receiver: Actor
let township: Actor
let secondClerk: Actor
let office: Actor

beforeAll(async () => {
  await layGround()
  giver = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  receiver = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  secondClerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** What waits for somebody of the events asked about, as deed and name. */
async function waits(actor: Actor, ...ids: string[]) {
  const today = await withScope(actor, (ctx) => getToday(ctx))
  if (today?.desk !== 'FIELD' && today?.desk !== 'OFFICE') throw new Error('no such desk')
  return today.events?.rows.filter(({ id }) => ids.includes(id)) ?? null
}

async function proposed(by: Actor, kind: 'BIRTH' | 'MOVE', over: object) {
  const proposal = aProposal(await aHousehold(), kind, { ...over })
  expect(await does(by, 'propose', proposal)).toBe('done')
  return proposal.eventId
}

test('a proposal waits for who may check it, not for who proposed it, and no more once it is checked', async () => {
  const id = await proposed(giver, 'BIRTH', BORN)
  expect(await waits(township, id)).toMatchObject([
    { deed: 'CHECK', kind: 'BIRTH', village: PLACES.village, by: giver.name, since: '2026-03-26', answerBy: null },
  ])
  expect(await waits(office, id)).toHaveLength(1)
  expect(await waits(giver, id)).toEqual([])
  expect(await waits(receiver, id)).toEqual([])
  const own = await proposed(township, 'BIRTH', BORN)
  expect(await waits(township, own)).toEqual([])
  expect(await waits(secondClerk, own)).toHaveLength(1)
  expect(await decides(township, 'check', id)).toBe('done')
  expect(await waits(township, id)).toEqual([])
})

test('a proposal that came back waits for who made it, until it is withdrawn', async () => {
  const id = await proposed(giver, 'BIRTH', BORN)
  expect(await decides(township, 'return', id)).toBe('done')
  expect(await waits(giver, id)).toMatchObject([{ deed: 'MEND' }])
  expect(await waits(township, id)).toEqual([])
  expect(await decides(giver, 'withdraw', id)).toBe('done')
  expect(await waits(giver, id)).toEqual([])
})

test('a hand-over waits for the village that is asked, with its deadline; after it for who stands over both and did not check it', async () => {
  const id = await proposed(giver, 'MOVE', { village: PLACES.siblingVillage, note: '投靠子女' })
  expect(await decides(township, 'check', id)).toBe('done')
  const [party] = (await owner().query('SELECT accept_by::text AS day FROM event_party WHERE event_id = $1', [id])).rows
  expect(await waits(receiver, id)).toMatchObject([
    { deed: 'ANSWER', kind: 'MOVE', village: PLACES.village, answerBy: party.day },
  ])
  for (const other of [giver, township, office]) expect(await waits(other, id)).toEqual([])

  await owner().query(`UPDATE event_party SET accept_by = '2026-03-20' WHERE event_id = $1`, [id])
  expect(await waits(receiver, id)).toEqual([])
  expect(await waits(township, id)).toEqual([])
  for (const above of [secondClerk, office]) expect(await waits(above, id)).toMatchObject([{ deed: 'ANSWER' }])
  const today = await withScope(office, (ctx) => getToday(ctx))
  expect(today).toMatchObject({ events: { late: 1, rows: [{ id }, { deed: 'CHECK' }] } })
  const offered = async (actor: Actor) => (await withScope(actor, (ctx) => getEvent(ctx, id))).offer
  expect(await offered(township)).toMatchObject({ isOwn: true, mayAnswer: false })
  expect(await offered(secondClerk)).toMatchObject({ isOwn: false, mayAnswer: true })
  expect(await does(secondClerk, 'accept', { eventId: id })).toBe('done')
  expect(await waits(office, id)).toEqual([])
})

test('who neither proposes nor checks is told of none', async () => {
  const id = await proposed(giver, 'BIRTH', BORN)
  const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  for (const other of [leader, helper]) expect(await waits(other, id)).toBeNull()
})
