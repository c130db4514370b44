import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aClue, aHousehold, anActor, aPromise, aVisit, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aProposal, decides, does, eventRow, happens } from '../support/events'
import { ask, idOf } from '../support/exports'

let cadre: Actor
let sibling: Actor
let township: Actor
let second: Actor
let office: Actor
let leader: Actor

beforeAll(async () => {
  await layGround()
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  sibling = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  second = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const sql = (actor: Actor, statement: string) =>
  withScope(actor, ({ db }) => db.$executeRawUnsafe(statement)).then(
    (n) => `changed ${n}`,
    (error: Error) =>
      /who did it|whose eyes|four_eyes|deputy has|another_checks|proposed again|asked for in another|as it was asked/.exec(
        error.message,
      )?.[0] ?? error.message,
  )
const row = async (table: string, id: string) =>
  (await owner().query(`SELECT * FROM ${table} WHERE id = $1`, [id])).rows[0]
const standsIn = (actor: Actor, { userId }: Actor): Actor => ({ ...actor, actingFor: { userId, name: '甲' } })

/** Whose steps their own trigger keeps; an enterprise's also names who is told of them. */
const KEPT_ELSEWHERE: Record<string, string> = {
  access_log: 'its policy',
  change_journal: 'written before the deed, and taken back by the owner of the database',
  command_receipt: 'its policy',
  enterprise: 'refuse_enterprise_step',
  enterprise_officer: 'guard_enterprise_officer; whom somebody assigns is another',
  relief_application: 'keep_who',
  status_procedure: 'keep_who and keep_whose_clue',
}

it('no table lets the application write who did something', async () => {
  const { rows } = await owner().query<{ name: string }>(`
    SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'uuid'::regtype
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND (a.attname LIKE '%\\_by' OR a.attname IN ('actor_id', 'visitor_id'))
      AND (has_column_privilege('fangxian_app', c.oid, a.attnum, 'INSERT') OR has_column_privilege('fangxian_app', c.oid, a.attnum, 'UPDATE'))
      AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'a_keeps_own_hand')
    ORDER BY 1`)
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(KEPT_ELSEWHERE))
})

it('a change of a household is proposed, checked and taken back by whoever does', async () => {
  const household = await aHousehold()
  const proposal = aProposal(household, 'MOVE', { village: PLACES.siblingVillage, note: '投靠子女' })
  expect(await does(cadre, 'propose', proposal)).toBe('done')
  const here = ` WHERE id = '${proposal.eventId}'`
  const check = (named: Actor, more = '') =>
    `UPDATE household_event SET status = 'CHECKED', checked_by = '${named.userId}', checked_by_name = '乙', checked_at = now(), version = version + 1${more}${here}`
  expect(await sql(cadre, check(township))).toBe('another_checks')
  expect(await sql(standsIn(township, cadre), check(township))).toBe('deputy has')
  expect(await sql(township, check(township, `, proposed_by = '${second.userId}'`))).toBe('who did it')
  expect(await sql(township, `UPDATE household_event SET proposed_by_name = '乙'${here}`)).toBe('who did it')
  expect(await sql(township, check(second))).toBe('changed 1')
  expect(await eventRow(proposal.eventId)).toMatchObject({
    checked_by: township.userId,
    checked_by_name: township.name,
  })
  const step = randomUUID().slice(0, 8)
  const told = `INSERT INTO household_event_step (county_code, event_id, region_code, status, at, actor_id, actor_name, note)
    VALUES ('${household.countyCode}', '${proposal.eventId}', '${household.regionCode}', 'CHECKED', now(), '${second.userId}', '乙', '${step}')`
  expect(await sql(township, told)).toBe('changed 1')
  const { rows } = await owner().query('SELECT actor_id, actor_name FROM household_event_step WHERE note = $1', [step])
  expect(rows).toEqual([{ actor_id: township.userId, actor_name: township.name }])
})

it('a deputy neither checks nor answers what he whom he stands in for proposed or checked', async () => {
  const proposal = aProposal(await aHousehold(), 'MOVE', { village: PLACES.siblingVillage, note: '投靠子女' })
  expect(await does(cadre, 'propose', proposal)).toBe('done')
  expect(await decides(standsIn(township, cadre), 'check', proposal.eventId)).toBe('events.ownEvent')
  expect(await decides(township, 'check', proposal.eventId)).toBe('done')
  const { eventId } = proposal
  for (const whom of [cadre, township]) {
    expect(await does(standsIn(sibling, whom), 'accept', { eventId })).toBe('events.ownEvent')
    expect(await does(standsIn(sibling, whom), 'refuse', { eventId, reason: '不同意' })).toBe('events.ownEvent')
  }
  expect(await does(sibling, 'accept', { eventId })).toBe('done')
  expect(await eventRow(eventId)).toMatchObject({ status: 'APPLIED', answered_by: sibling.userId })
})

it('what was done stays whose it was, and is taken back in one name', async () => {
  const household = await aHousehold()
  const eventId = await happens([cadre, township], household, 'CORRECTION', {
    personId: household.headId,
    field: 'NAME',
    name: '王大山',
  })
  const undo = `UPDATE household_event SET status = 'UNDONE', undone_by = '${second.userId}', undone_by_name = '乙', undone_at = now(), version = version + 1`
  expect(await sql(township, `${undo}, checked_by = '${second.userId}' WHERE id = '${eventId}'`)).toBe('who did it')
  expect(await sql(township, `${undo} WHERE id = '${eventId}'`)).toBe('changed 1')
  expect(await eventRow(eventId)).toMatchObject({ undone_by: township.userId, undone_by_name: township.name })
})

it('a file is asked for and released under one’s own name', async () => {
  await aHousehold()
  const { now } = await withScope(office, async (ctx) => ({ now: ctx.now }))
  const id = idOf(await ask({ ...office, steppedUpAt: now }, { unmasked: true }))
  const copy = `INSERT INTO export_request SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'serial', 'X-1', 'trace_code', 77, 'requested_by', '${leader.userId}'))).* FROM export_request r WHERE id = '${id}'`
  expect(await sql(office, copy)).toBe('asked for in another')
  expect(await sql(office, copy.replace(leader.userId, office.userId))).toBe('changed 1')
  expect(await sql(office, `UPDATE export_request SET requested_by_name = '乙' WHERE id = '${id}'`)).toBe('who did it')
  const release = `UPDATE export_request SET status = 'APPROVED', decided_by = '${leader.userId}', decided_by_name = '乙', decided_at = now() WHERE id = '${id}'`
  expect(await sql(leader, release)).toBe('changed 1')
  expect(await row('export_request', id)).toMatchObject({ decided_by: leader.userId, decided_by_name: leader.name })
})

it('a deputy asks for a file, and decides about one, with the eyes of whom he stands in for', async () => {
  const { now } = await withScope(office, async (ctx) => ({ now: ctx.now }))
  const id = idOf(await ask({ ...office, steppedUpAt: now }, { unmasked: true }))
  const copy = (of: string) =>
    `INSERT INTO export_request SELECT (jsonb_populate_record(r, jsonb_build_object('id', '${of}', 'serial', 'X-${of.slice(0, 8)}', 'trace_code', ${Number.parseInt(of.slice(0, 6), 16)}, 'requested_by', '${office.userId}', 'requested_for', NULL))).* FROM export_request r WHERE id = '${id}'`
  const lent = randomUUID()
  expect(await sql(standsIn(office, leader), copy(lent))).toBe('changed 1')
  expect(await row('export_request', lent)).toMatchObject({ requested_by: office.userId, requested_for: leader.userId })
  const release = (of: string) =>
    `UPDATE export_request SET status = 'APPROVED', decided_by = app_actor(), decided_by_name = '乙', decided_at = now(), decided_for = NULL WHERE id = '${of}'`
  expect(await sql(leader, release(lent))).toBe('four_eyes')
  expect(await sql(standsIn(leader, office), release(id))).toBe('four_eyes')
  expect(await sql(leader, release(id))).toBe('changed 1')
  expect(await sql(leader, `UPDATE export_request SET decided_for = gen_random_uuid() WHERE id = '${id}'`)).toBe(
    'whose eyes',
  )
})

it('a clue, a visit and a promise say who opened, went and promised', async () => {
  const household = await aHousehold()
  const clueId = await aClue(household, cadre)
  expect(await sql(township, `UPDATE clue SET opened_by = '${township.userId}' WHERE id = '${clueId}'`)).toBe(
    'who did it',
  )
  expect(await sql(township, `UPDATE clue SET opened_by = NULL WHERE id = '${clueId}'`)).toBe('who did it')
  const dismiss = `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_by = '${second.userId}', decided_by_name = '乙', decided_on = '2026-03-21', version = version + 1`
  expect(await sql(township, `${dismiss}, opened_by = '${second.userId}' WHERE id = '${clueId}'`)).toBe('who did it')
  expect(await sql(township, `${dismiss} WHERE id = '${clueId}'`)).toBe('changed 1')
  expect(await row('clue', clueId)).toMatchObject({
    opened_by: cadre.userId,
    decided_by: township.userId,
    decided_by_name: township.name,
  })
  const visitId = await aVisit(household, cadre)
  const went = `INSERT INTO visit SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'visitor_name', '乙'))).* FROM visit v WHERE id = '${visitId}'`
  expect(await sql(township, went)).toBe('changed 1')
  const { rows } = await owner().query(
    'SELECT visitor_id, visitor_name FROM visit WHERE household_id = $1 AND id <> $2',
    [household.id, visitId],
  )
  expect(rows).toEqual([{ visitor_id: township.userId, visitor_name: township.name }])
  const promiseId = await aPromise(household, visitId, cadre)
  const pass = `UPDATE visit_promise SET promised_by = '${second.userId}', promised_by_name = '乙' WHERE id = '${promiseId}'`
  expect(await sql(township, pass)).toBe('changed 1')
  expect(await row('visit_promise', promiseId)).toMatchObject({
    promised_by: township.userId,
    promised_by_name: township.name,
  })
})
