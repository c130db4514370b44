import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { mayAsk } from '@/lib/platform/ask-limit'
import { unscoped } from '@/lib/platform/db'
import {
  aClue,
  aHousehold,
  anActor,
  anIncome,
  aPairing,
  aPromise,
  aVisit,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import {
  anIdNumber,
  aProposal,
  DAY,
  decides,
  does,
  eventRow,
  happens,
  household,
  numbered,
  register,
} from '../support/events'
import { aMember } from '../support/members'

let cadre: Actor
let secretary: Actor
let township: Actor
let office: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** 王守田, his wife 李桂兰, their son 王建军 and his child 王小雨. */
async function aFamily() {
  const built = await aHousehold()
  const wife = await aMember(built, 'SPOUSE', { name: '李桂兰', sex: 'F', birth_date: '1956-08-25' })
  const son = await aMember(built, 'SON', { name: '王建军', sex: 'M', birth_date: '1980-02-11' })
  const child = await aMember(built, 'GRANDDAUGHTER', { name: '王小雨', sex: 'F', birth_date: '2012-06-01' })
  await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [built.countyCode, built.id])
  return { built, head: built.headId, wife, son, child }
}

const people = () => [cadre, township] as const
const NEWBORN = { name: '王新月', sex: 'F', birthDate: '2026-03-09', relation: 'GRANDDAUGHTER' }

test('a newborn counts from the day on, and the event can be undone and is then as if it had not been', async () => {
  const { built } = await aFamily()
  const before = await register()
  const id = await happens(people(), built, 'BIRTH', NEWBORN)
  expect(await household(built.id)).toMatchObject({ member_count: 5, members: { 王新月: 'GRANDDAUGHTER' } })
  expect(await eventRow(id)).toMatchObject({ status: 'APPLIED', checked_by: township.userId })
  expect(await decides(office, 'undo', id)).toBe('done')
  expect(await register()).toEqual(before)
})

test('when the head dies another is named, the others stand to the new one, and there was a head on every day', async () => {
  const { built, head, wife } = await aFamily()
  const proposal = aProposal(built, 'DEATH', { personId: head })
  expect(await does(cadre, 'propose', proposal)).toBe('events.headNeeded')
  await happens(people(), built, 'DEATH', { personId: head, newHeadId: wife })
  expect(await household(built.id)).toMatchObject({
    head_name: '李桂兰',
    member_count: 3,
    members: { 李桂兰: 'HEAD', 王建军: 'SON', 王小雨: 'GRANDDAUGHTER' },
  })
  const { rows } = await owner().query(
    `SELECT p.name, m.valid_from::text AS since, m.valid_to::text AS until FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.household_id = $1 AND relation = 'HEAD' ORDER BY m.valid_from`,
    [built.id],
  )
  expect(rows).toEqual([
    { name: '王守田', since: '2014-01-01', until: DAY },
    { name: '李桂兰', since: DAY, until: null },
  ])
  const { rows: dead } = await owner().query('SELECT died_on::text FROM person WHERE id = $1', [head])
  expect(dead).toEqual([{ died_on: DAY }])
})

test('when the last one dies the household ends, and its clue, promise and pairing are told, the clue stays open', async () => {
  const built = await aHousehold()
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  await aPairing(built, helper)
  const clueId = await aClue(built, secretary)
  await aPromise(built, await aVisit(built, secretary), secretary)
  const id = await happens(people(), built, 'DEATH', { personId: built.headId })
  expect(await household(built.id)).toMatchObject({
    is_active: false,
    left_on: DAY,
    left_reason: 'NO_MEMBERS',
    member_count: 0,
  })
  const { effects } = await eventRow(id)
  expect(
    effects.filter(({ group }: { group: string }) => group === 'CLOSE').map(({ say }: { say: string }) => say),
  ).toEqual(['promiseStays', 'clueStays'])
  const { rows } = await owner().query('SELECT status FROM clue WHERE id = $1', [clueId])
  expect(rows).toEqual([{ status: 'OPEN' }])
  const { rows: pairing } = await owner().query(
    'SELECT valid_to::text, end_reason FROM household_helper WHERE household_id = $1',
    [built.id],
  )
  expect(pairing).toEqual([{ valid_to: DAY, end_reason: 'GONE' }])
})

test('a split founds a household with a head, without income, and the clue follows whom it concerns', async () => {
  const { built, son, child } = await aFamily()
  await anIncome(built, 2025, 9000)
  await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [built.countyCode, built.id])
  const clueId = await aClue(built, secretary)
  const before = await register()
  const newId = randomUUID()
  const choices = { memberIds: [son, child], newHeadId: son, newId }
  expect(await does(cadre, 'propose', aProposal(built, 'SPLIT', choices))).toBe('events.clueWhere')
  const id = await happens(people(), built, 'SPLIT', { ...choices, clue: 'FOLLOW' })
  expect(await household(built.id)).toMatchObject({ member_count: 2, members: { 王守田: 'HEAD', 李桂兰: 'SPOUSE' } })
  expect(await household(newId)).toMatchObject({
    head_name: '王建军',
    member_count: 2,
    household_type: 'POOR_GENERAL',
    per_capita_income_fen: null,
    members: { 王建军: 'HEAD', 王小雨: 'DAUGHTER' },
  })
  const { rows } = await owner().query('SELECT household_id FROM clue WHERE id = $1', [clueId])
  expect(rows).toEqual([{ household_id: newId }])
  expect(await decides(township, 'undo', id)).toBe('done')
  expect(await register()).toEqual(before)
})

test('a split household that was visited since is not taken back', async () => {
  const { built, son } = await aFamily()
  const newId = randomUUID()
  const id = await happens(people(), built, 'SPLIT', { memberIds: [son], newId })
  await aVisit({ ...built, id: newId }, secretary, '2026-03-20')
  expect(await decides(township, 'undo', id)).toBe('journal.dependent')
  expect(await eventRow(id)).toMatchObject({ status: 'APPLIED' })
})

test('two households of a village become one; promises come along, the other ends', async () => {
  const [{ built }, other] = [await aFamily(), await aHousehold()]
  await aPromise(other, await aVisit(other, secretary), secretary)
  await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [other.countyCode, other.id])
  const before = await register()
  const { rows: numbered } = await owner().query('SELECT household_no FROM household WHERE id = $1', [other.id])
  const id = await happens(people(), built, 'MERGE', {
    otherNo: numbered[0].household_no,
    relations: { [other.headId]: 'SIBLING' },
  })
  expect(await household(built.id)).toMatchObject({ member_count: 5 })
  expect(await household(other.id)).toMatchObject({ is_active: false, left_reason: 'MERGED', member_count: 0 })
  const { rows } = await owner().query('SELECT count(*)::int AS n FROM visit_promise WHERE household_id = $1', [
    built.id,
  ])
  expect(rows).toEqual([{ n: 1 }])
  expect(await decides(township, 'undo', id)).toBe('done')
  expect(await register()).toEqual(before)
})

test('somebody marries in from a household of the same village: one membership ends, the other begins', async () => {
  const [{ built }, other] = [await aFamily(), await aFamily()]
  const idNumber = anIdNumber('1980-02-11', 'M', 417)
  await numbered(other.son, idNumber)
  const taken = aProposal(built, 'BIRTH', { name: '王建军', idNumber, relation: 'SON_IN_LAW' })
  expect(await does(cadre, 'propose', taken)).toBe('events.knownAlready')
  await happens(people(), built, 'MARRY_IN', { name: '王建军', idNumber, relation: 'SON_IN_LAW' })
  expect(await household(built.id)).toMatchObject({ member_count: 5 })
  expect(await household(other.built.id)).toMatchObject({ member_count: 3 })
})

test('whoever tries number after number is stopped before any answer, whether the county knows the number or not', async () => {
  const [{ built }, other] = [await aFamily(), await aFamily()]
  const [known, free] = [anIdNumber('1980-02-11', 'M', 421), anIdNumber('1980-02-11', 'M', 423)]
  await numbered(other.son, known)
  const curious = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  const tries = (idNumber: string) =>
    does(curious, 'propose', aProposal(built, 'BIRTH', { name: '王建军', idNumber, relation: 'SON_IN_LAW' }))
  expect(await tries(known)).toBe('events.knownAlready')
  while (await mayAsk(curious.userId));
  expect(await tries(known)).toBe('events.askedTooOften')
  expect(await tries(free)).toBe('events.askedTooOften')
  expect(await does(curious, 'propose', aProposal(built, 'BIRTH', NEWBORN))).toBe('done')
})

test('someone who left comes back as the same person with a second membership', async () => {
  const { built, son } = await aFamily()
  const idNumber = anIdNumber('1980-02-11', 'M', 419)
  await numbered(son, idNumber)
  await happens(people(), built, 'CUSTODY', { personId: son, effectiveOn: '2026-02-01' })
  expect(
    await does(
      cadre,
      'propose',
      aProposal(built, 'OTHER_IN', { name: '王建军', idNumber, relation: 'SON', effectiveOn: '2026-01-15' }),
    ),
  ).toBe('events.leftLater')
  await happens(people(), built, 'OTHER_IN', { name: '王建军', idNumber, relation: 'SON' })
  const { rows } = await owner().query(
    'SELECT valid_from::text, valid_to::text, cause, end_cause FROM membership WHERE person_id = $1 ORDER BY valid_from',
    [son],
  )
  expect(rows).toEqual([
    { valid_from: '2014-01-01', valid_to: '2026-02-01', cause: null, end_cause: 'CUSTODY' },
    { valid_from: DAY, valid_to: null, cause: 'OTHER_IN', end_cause: null },
  ])
})

test('a locked name is corrected with what it was, and what it becomes', async () => {
  const { built, wife } = await aFamily()
  const id = await happens(people(), built, 'CORRECTION', { personId: wife, field: 'NAME', name: '李桂兰花' })
  expect((await eventRow(id)).effects).toEqual([
    expect.objectContaining({ say: 'corrected', before: '李桂兰', after: '李桂兰花' }),
  ])
  expect(await household(built.id)).toMatchObject({ members: { 李桂兰花: 'SPOUSE' } })
  expect(await decides(township, 'undo', id)).toBe('done')
})

test('the head is changed while everybody stays, and a whole household dies out', async () => {
  const { built, son } = await aFamily()
  await happens(people(), built, 'HEAD_CHANGE', { newHeadId: son })
  expect(await household(built.id)).toMatchObject({
    head_name: '王建军',
    members: { 王守田: 'FATHER', 李桂兰: 'MOTHER', 王建军: 'HEAD' },
  })
  await happens(people(), built, 'GONE', { goneReason: 'MOVED_AWAY', effectiveOn: '2026-03-12' })
  expect(await household(built.id)).toMatchObject({
    is_active: false,
    left_reason: 'MOVED_AWAY',
    member_count: 0,
    head_name: '王建军',
  })
})

test('nobody checks what he proposed; two checkers at once apply once; sending twice proposes once', async () => {
  const { built, son } = await aFamily()
  const proposal = aProposal(built, 'SERVICE', { personId: son })
  expect(await does(township, 'propose', proposal)).toBe('done')
  expect(await does(township, 'propose', proposal)).toBe('events.notReturned')
  expect(await decides(township, 'check', proposal.eventId)).toBe('events.ownEvent')
  const both = await Promise.all(
    [office, await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')].map((actor) =>
      does(actor, 'check', { eventId: proposal.eventId, version: 1 }),
    ),
  )
  expect(both.sort()).toEqual(['done', 'events.decided'])
  expect(await household(built.id)).toMatchObject({ member_count: 3 })
})

test('what is returned is proposed again from the present record; what is withdrawn changes nothing', async () => {
  const { built, son } = await aFamily()
  const proposal = aProposal(built, 'MARRY_OUT', { personId: son })
  await does(cadre, 'propose', proposal)
  expect(await does(cadre, 'propose', aProposal(built, 'DEATH', { personId: son }))).toBe('events.openEvent')
  expect(await decides(township, 'return', proposal.eventId)).toBe('done')
  expect(await does(secretary, 'propose', { ...proposal, kind: 'OTHER_OUT' })).toBe('done')
  expect(await eventRow(proposal.eventId)).toMatchObject({
    status: 'PROPOSED',
    kind: 'OTHER_OUT',
    proposed_by: secretary.userId,
  })
  expect(await decides(cadre, 'withdraw', proposal.eventId)).toBe('events.notYours')
  expect(await decides(secretary, 'withdraw', proposal.eventId)).toBe('done')
  expect(await household(built.id)).toMatchObject({ member_count: 4 })
  const { rows } = await owner().query('SELECT status FROM household_event_step WHERE event_id = $1 ORDER BY step_no', [
    proposal.eventId,
  ])
  expect(rows.map(({ status }) => status)).toEqual(['PROPOSED', 'RETURNED', 'PROPOSED', 'WITHDRAWN'])
})

test('days are kept in order: not tomorrow, not before he came, not before the household', async () => {
  const { built } = await aFamily()
  const late = await aMember(built, 'NIECE', { name: '王来弟' }, '2020-01-01')
  const try_ = (over: Record<string, unknown>) =>
    does(cadre, 'propose', aProposal(built, 'OTHER_OUT', { personId: late, ...over }))
  expect(await try_({ effectiveOn: '2099-01-01' })).toBe('input.inTheFuture')
  expect(await try_({ effectiveOn: '2019-12-31' })).toBe('events.beforeMembership')
  expect(await try_({ effectiveOn: '2013-12-31' })).toBe('events.beforeHousehold')
  expect(await try_({ effectiveOn: '2020-01-01' })).toBe('done')
})
