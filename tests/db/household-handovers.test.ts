import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import {
  aClue,
  aHousehold,
  anActor,
  anIncome,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { anIdNumber, decides, does, eventRow, happens, household, numbered, register } from '../support/events'
import { aMember } from '../support/members'

let giver: Actor
let receiver: Actor
let stranger: Actor
let township: Actor
let office: Actor

beforeAll(async () => {
  await layGround()
  giver = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  receiver = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  stranger = await anActor('VILLAGE_CADRE', PLACES.otherTownshipVillage, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** A household with a clue, a promise and an income, of two people. */
async function aWholeHousehold(): Promise<BuiltHousehold> {
  const built = await aHousehold()
  await aMember(built, 'SPOUSE', { name: '李桂兰', birth_date: '1956-08-25' })
  await anIncome(built, 2025, 9000)
  await aClue(built, giver)
  await aPromise(built, await aVisit(built, giver), giver)
  await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [built.countyCode, built.id])
  return built
}

const anOffer = (built: BuiltHousehold, over: Record<string, unknown> = {}) =>
  happens([giver, township], built, 'MOVE', { village: PLACES.siblingVillage, note: '投靠子女', ...over })
const sees = (actor: Actor, table: 'household' | 'person' | 'clue' | 'householdEvent' | 'eventParty', where: object) =>
  withScope(actor, ({ db }) => (db[table] as { count(args: object): Promise<number> }).count({ where }))
const overdue = (eventId: string) =>
  owner().query(`UPDATE event_party SET accept_by = '2026-03-20' WHERE event_id = $1`, [eventId])

test('a move is offered: the receiver reads a name, a number, from where and why, and sees nothing of the household', async () => {
  const built = await aWholeHousehold()
  const id = await anOffer(built)
  expect(await eventRow(id)).toMatchObject({ status: 'OFFERED' })
  const [offer] = await withScope(receiver, ({ db }) => db.eventParty.findMany({ where: { eventId: id } }))
  expect(offer).toMatchObject({
    subjectName: '王守田',
    persons: 2,
    otherRegionCode: PLACES.village,
    note: '投靠子女',
    answers: true,
  })
  for (const table of ['household', 'person', 'clue', 'householdEvent'] as const) {
    const where =
      table === 'person' ? { id: built.headId } : table === 'household' ? { id: built.id } : { householdId: built.id }
    expect([table, await sees(receiver, table, where)]).toEqual([table, 0])
  }
  expect(await sees(stranger, 'eventParty', { eventId: id })).toBe(0)
})

test('accepted, all of the household is in the other village and nothing is left behind; the giver still reads what became of it', async () => {
  const built = await aWholeHousehold()
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  await aPairing(built, helper)
  const id = await anOffer(built, { handoverNote: '药费单据在柜里' })
  expect(await does(stranger, 'accept', { eventId: id })).toBe('notFound')
  expect(await does(receiver, 'accept', { eventId: id })).toBe('done')
  expect(await household(built.id)).toMatchObject({ region_code: PLACES.siblingVillage, member_count: 2 })
  const { rows } = await owner().query(
    `SELECT DISTINCT region_code FROM (SELECT region_code FROM membership WHERE household_id = $1 UNION ALL SELECT region_code FROM clue WHERE household_id = $1
      UNION ALL SELECT region_code FROM visit WHERE household_id = $1 UNION ALL SELECT region_code FROM visit_promise WHERE household_id = $1
      UNION ALL SELECT region_code FROM household_income WHERE household_id = $1 UNION ALL SELECT region_code FROM household_event WHERE household_id = $1
      UNION ALL SELECT region_code FROM person WHERE id = $2) x`,
    [built.id, built.headId],
  )
  expect(rows).toEqual([{ region_code: PLACES.siblingVillage }])
  const { rows: pairing } = await owner().query(
    'SELECT end_reason, handover_note FROM household_helper WHERE household_id = $1',
    [built.id],
  )
  expect(pairing).toEqual([{ end_reason: 'MOVED', handover_note: '药费单据在柜里' }])
  const { rows: states } = await owner().query(
    'SELECT village_code, valid_from::text FROM household_state WHERE household_id = $1 ORDER BY valid_from DESC LIMIT 1',
    [built.id],
  )
  expect(states[0].village_code).toBe(PLACES.siblingVillage)
  expect(await sees(giver, 'household', { id: built.id })).toBe(0)
  const [told] = await withScope(giver, ({ db }) => db.eventParty.findMany({ where: { eventId: id } }))
  expect(told).toMatchObject({ side: 'GIVING', status: 'APPLIED', otherRegionCode: PLACES.siblingVillage })
})

test('what was merged into a household moves with it: its visits stand behind the promises that went over', async () => {
  const [built, twice] = [await aHousehold(), await aWholeHousehold()]
  const review = await aReview('HOUSEHOLD', built, built.id, twice.id)
  const keep = built.id < twice.id ? 'left' : 'right'
  const merge = mergeHousehold as unknown as Command
  expect(await execute(office, merge, { reviewId: review, version: 1, keep }, { id: randomUUID() })).toMatchObject({
    ok: true,
  })
  const where = async () => {
    const { rows } = await owner().query(
      `SELECT DISTINCT region_code FROM (SELECT region_code FROM visit_promise WHERE household_id = $1 UNION ALL SELECT region_code FROM clue WHERE household_id = $1
        UNION ALL SELECT region_code FROM visit WHERE household_id = $2 UNION ALL SELECT region_code FROM household WHERE id IN ($1, $2)) x`,
      [built.id, twice.id],
    )
    return rows.map(({ region_code }) => region_code)
  }
  const id = await anOffer(built)
  expect(await does(receiver, 'accept', { eventId: id })).toBe('done')
  expect(await where()).toEqual([PLACES.siblingVillage])
  expect(await decides(township, 'undo', id)).toBe('done')
  expect(await where()).toEqual([PLACES.village])
})

test('refused with a reason, nothing moves and both sides read the reason', async () => {
  const built = await aWholeHousehold()
  const before = await register()
  const id = await anOffer(built)
  expect(await does(receiver, 'refuse', { eventId: id, reason: '' })).toBe('input')
  expect(await does(receiver, 'refuse', { eventId: id, reason: '房子还没盖好' })).toBe('done')
  expect(await register()).toEqual(before)
  const [told] = await withScope(giver, ({ db }) => db.eventParty.findMany({ where: { eventId: id } }))
  expect(told).toMatchObject({ status: 'REFUSED', reason: '房子还没盖好' })
  expect(await does(receiver, 'accept', { eventId: id })).toBe('events.answered')
})

test('twenty who accept at once are one acceptance', async () => {
  const built = await aWholeHousehold()
  const id = await anOffer(built)
  const answers = await Promise.all(Array.from({ length: 20 }, () => does(receiver, 'accept', { eventId: id })))
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'events.answered')).toHaveLength(19)
  const { rows } = await owner().query(
    `SELECT count(*)::int AS n FROM household_event_step WHERE event_id = $1 AND status = 'APPLIED'`,
    [id],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('after the deadline only who stands over both villages decides, and not who checked it', async () => {
  const built = await aWholeHousehold()
  const id = await anOffer(built)
  await overdue(id)
  expect(await does(receiver, 'accept', { eventId: id })).toBe('events.tooLate')
  expect(await does(township, 'accept', { eventId: id })).toBe('events.ownEvent')
  expect(await does(office, 'accept', { eventId: id })).toBe('done')
  expect(await household(built.id)).toMatchObject({ region_code: PLACES.siblingVillage })
})

test('a move is taken back by who stands over both, while nothing was recorded since', async () => {
  const [built, visited] = [await aWholeHousehold(), await aWholeHousehold()]
  const before = await register()
  const [id, other] = [await anOffer(built), await anOffer(visited)]
  for (const each of [id, other]) await does(receiver, 'accept', { eventId: each })
  expect(await decides(receiver, 'undo', id)).toBe('forbidden')
  expect(await decides(office, 'undo', id)).toBe('done')
  await owner()
    .query(`UPDATE visit SET received_at = now() WHERE household_id = $1`, [visited.id])
    .catch(() => {})
  await aVisit({ ...visited, regionCode: PLACES.siblingVillage }, receiver, '2026-03-25')
  await owner().query(`UPDATE household_event SET applied_at = applied_at WHERE id = $1`, [other])
  const { rows } = await owner().query(
    `SELECT received_at > (SELECT applied_at FROM household_event WHERE id = $2) AS later FROM visit WHERE household_id = $1`,
    [visited.id, other],
  )
  expect(await decides(office, 'undo', other)).toBe(rows.some(({ later }) => later) ? 'journal.dependent' : 'done')
  const after = await register()
  const only = (all: { households: { id: string }[] }) => all.households.find((each) => each.id === built.id)
  expect(only(after)).toEqual(only(before))
})

test('a bride of another village is asked of it: consent moves her, her region and both counts; undone, she is home again', async () => {
  const [groom, home] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const bride = await aMember(home, 'DAUGHTER', { name: '赵小云', birth_date: '1998-04-04' })
  const idNumber = anIdNumber('1998-04-04', 'F', 77)
  await numbered(bride, idNumber)
  for (const each of [groom, home])
    await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [each.countyCode, each.id])
  const before = await register()
  const id = await happens([giver, township], groom, 'MARRY_IN', {
    name: '赵小云',
    idNumber,
    relation: 'DAUGHTER_IN_LAW',
  })
  expect(await eventRow(id)).toMatchObject({ status: 'OFFERED', other_region_code: PLACES.siblingVillage })
  expect(await sees(receiver, 'household', { id: groom.id })).toBe(0)
  expect(await does(receiver, 'accept', { eventId: id })).toBe('done')
  expect(await household(groom.id)).toMatchObject({ member_count: 2, members: { 赵小云: 'DAUGHTER_IN_LAW' } })
  expect(await household(home.id)).toMatchObject({ member_count: 1 })
  const { rows } = await owner().query('SELECT region_code FROM person WHERE id = $1', [bride])
  expect(rows).toEqual([{ region_code: PLACES.village }])
  expect(await eventRow(id)).toMatchObject({ id_number_enc: null, id_number_bidx: null })
  expect(await decides(office, 'undo', id)).toBe('done')
  expect(await register()).toEqual(before)
})

test('a head of another village goes only after another was named there', async () => {
  const [here, home] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  await aMember(home, 'SPOUSE', { name: '孙玉' })
  const idNumber = anIdNumber('1954-03-12', 'M', 78)
  await numbered(home.headId, idNumber)
  const id = await happens([giver, township], here, 'OTHER_IN', { name: '王守田', idNumber, relation: 'FATHER' })
  expect(await does(receiver, 'accept', { eventId: id })).toBe('events.headThere')
  expect(await household(home.id)).toMatchObject({ member_count: 1 })
})

test('a spouse is not let in where another has married in while the other village was asked', async () => {
  const [groom, home] = [await aHousehold(), await aHousehold(PLACES.siblingVillage)]
  const bride = await aMember(home, 'DAUGHTER', { name: '赵小云', birth_date: '1998-04-04' })
  const idNumber = anIdNumber('1998-04-04', 'F', 79)
  await numbered(bride, idNumber)
  const asked = { name: '赵小云', idNumber, relation: 'SPOUSE' }
  const id = await happens([giver, township], groom, 'MARRY_IN', asked)
  const other = { name: '钱玉兰', sex: 'F', birthDate: '1960-01-01', relation: 'SPOUSE' }
  await happens([giver, township], groom, 'MARRY_IN', other)
  expect(await does(receiver, 'accept', { eventId: id })).toBe('events.spouseThere')
  expect((await household(groom.id)).members).toEqual({ 王守田: 'HEAD', 钱玉兰: 'SPOUSE' })
  expect(await eventRow(id)).toMatchObject({ status: 'OFFERED' })
  expect(await does(receiver, 'refuse', { eventId: id, reason: '那一户已有配偶' })).toBe('done')
})

test('the doors for hand-overs refuse whoever has no business there, asked directly', async () => {
  const built = await aWholeHousehold()
  const id = await anOffer(built)
  const refusedWith = async (
    actor: Actor,
    work: (db: Parameters<Parameters<typeof withScope>[1]>[0]['db']) => Promise<unknown>,
  ) => {
    try {
      await withScope(actor, ({ db }) => work(db))
      return 'done'
    } catch (error) {
      return (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } }).meta
        ?.driverAdapterError?.cause?.originalCode
    }
  }
  const journal = randomUUID()
  const accept = (actor: Actor) =>
    refusedWith(actor, (db) => db.$executeRaw`SELECT accept_event('130799', ${id}::uuid, ${journal}::uuid, 'x', now())`)
  const helper = await anActor('PAIRED_HELPER', PLACES.siblingVillage, 'VILLAGE')
  const viewer = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  // A scope that is wider than the post: the post is asked, not the setting.
  const pretender = { ...receiver, scope: '130799' }
  for (const actor of [giver, stranger, helper, viewer, pretender]) expect(await accept(actor)).toBe('42501')
  expect(
    await refusedWith(
      receiver,
      (db) => db.$executeRaw`SELECT offer_event('130799', ${id}::uuid, '2026-12-31', 'x', now())`,
    ),
  ).toBe('42501')
  expect(await refusedWith(receiver, (db) => db.$executeRaw`SELECT undo_handover('130799', ${id}::uuid, now())`)).toBe(
    '42501',
  )
  expect(
    await refusedWith(
      receiver,
      (db) => db.$executeRaw`SELECT move_people('130799', ARRAY[${built.headId}::uuid], ${PLACES.siblingVillage})`,
    ),
  ).toBe('42501')
  expect(
    await refusedWith(
      receiver,
      (db) => db.$executeRaw`UPDATE event_party SET status = 'APPLIED' WHERE event_id = ${id}::uuid`,
    ),
  ).toBe('42501')
  expect(
    await refusedWith(
      receiver,
      (db) => db.$executeRaw`UPDATE household_event_step SET note = 'x' WHERE event_id = ${id}::uuid`,
    ),
  ).toBe('42501')
  expect(await household(built.id)).toMatchObject({ region_code: PLACES.village })
})
