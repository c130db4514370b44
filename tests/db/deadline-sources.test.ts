import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetDeadline } from '@/lib/deadlines/commands/keep'
import { moveOpen } from '@/lib/duplicates/sql/merge'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { journalBlockers } from '@/lib/platform/journal'
import {
  aClue,
  aHousehold,
  anActor,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aDeadline } from '../support/deadlines'
import { layPolicy } from '../support/policy'

let secretary: Actor
let office: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  office = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const sql = (text: string, values: unknown[] = []) => owner().query(text, values)
const rowsOf = async (subjectId: string) =>
  (
    await sql(
      `SELECT kind, status, starts_on::text AS starts, due_on::text AS due, amber_on::text AS amber, met_on::text AS met, is_late AS late, level, clock, days,
         household_id AS household, region_code AS region FROM deadline WHERE subject_id = $1 ORDER BY kind, status`,
      [subjectId],
    )
  ).rows
const decide = (clue: string, on: string) =>
  sql(
    `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'OTHER', decided_on = $2, decided_by = $3, version = version + 1 WHERE id = $1`,
    [clue, on, office.userId],
  )

async function aCase(over: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await insert('monitoring_case', {
    county_code: '130799',
    id,
    region_code: PLACES.village,
    household_id: (await aHousehold()).id,
    case_no: id.slice(0, 18),
    monitored_type: 'MARGINAL',
    risks: ['ILLNESS'],
    channel: 'VISIT',
    identified_on: '2026-03-10',
    plan_by: '2026-03-20',
    ...over,
  })
  return id
}

test('a clue brings its home check and its decision; deciding it meets both, on the day and by whom it was decided', async () => {
  const clue = await aClue(await aHousehold(), secretary)
  expect(await rowsOf(clue)).toMatchObject([
    { kind: 'HOME_CHECK', status: 'OPEN', starts: '2026-03-20', level: 'VILLAGE', clock: 'CALENDAR' },
    { kind: 'IDENTIFY', status: 'OPEN', starts: '2026-03-20', level: 'COUNTY' },
  ])
  const [check] = await rowsOf(clue)
  await decide(clue, addDays(check.due, 1))
  expect(await rowsOf(clue)).toMatchObject([
    { kind: 'HOME_CHECK', status: 'MET', met: addDays(check.due, 1), late: true },
    { kind: 'IDENTIFY', status: 'MET', late: false },
  ])
})

test('another day in the record is another day in the row; other changes leave it alone', async () => {
  const clue = await aClue(await aHousehold(), secretary)
  await sql(`UPDATE clue SET verify_by = '2026-03-29', identify_by = '2026-04-30' WHERE id = $1`, [clue])
  expect(await rowsOf(clue)).toMatchObject([
    { due: '2026-03-29', amber: '2026-03-26', days: 9 },
    { due: '2026-04-30', days: 41 },
  ])
  const before = await sql(`SELECT count(*)::int AS n FROM audit_entry WHERE table_name = 'deadline'`)
  await sql('UPDATE clue SET version = version + 1 WHERE id = $1', [clue])
  expect((await sql(`SELECT count(*)::int AS n FROM audit_entry WHERE table_name = 'deadline'`)).rows).toEqual(
    before.rows,
  )
})

test('a home check that was recorded by itself stays met whatever becomes of the clue', async () => {
  const clue = await aClue(await aHousehold(), secretary)
  await withScope(secretary, (ctx) =>
    meetDeadline(ctx, { countyCode: '130799', kind: 'HOME_CHECK', subjectId: clue, on: '2026-03-21' }),
  )
  await sql(`UPDATE clue SET verify_by = '2026-03-28' WHERE id = $1`, [clue])
  await decide(clue, '2026-03-27')
  expect(await rowsOf(clue)).toMatchObject([
    { kind: 'HOME_CHECK', met: '2026-03-21' },
    { kind: 'IDENTIFY', met: '2026-03-27' },
  ])
})

test('a monitored household has a plan to make until it is supported; earlier episodes claim no day', async () => {
  const open = await aCase()
  expect(await rowsOf(open)).toMatchObject([
    { kind: 'PLAN', status: 'OPEN', starts: '2026-03-10', due: '2026-03-20', amber: '2026-03-17' },
  ])
  await withScope(
    secretary,
    ({ db }) => db.$executeRawUnsafe(`UPDATE monitoring_case SET status = 'SUPPORTED' WHERE id = '${open}'`),
    { at: new Date('2026-03-22T08:00:00+08:00') },
  )
  expect(await rowsOf(open)).toMatchObject([{ status: 'MET', met: '2026-03-22', late: true }])
  await sql(`UPDATE monitoring_case SET status = 'REMOVAL_PROPOSED' WHERE id = $1`, [open])
  expect(await rowsOf(open)).toHaveLength(1)
  expect(await rowsOf(await aCase({ status: 'SUPPORTED' }))).toEqual([])
})

test('a promise is kept, or cancelled; one that is open again runs again', async () => {
  const visit = await aVisit(household, secretary, '2026-03-01')
  const [kept, cancelled] = [
    await aPromise(household, visit, secretary, '2026-03-16'),
    await aPromise(household, visit, secretary, '2026-03-16'),
  ]
  expect(await rowsOf(kept)).toMatchObject([
    { kind: 'PROMISE', status: 'OPEN', starts: '2026-03-01', due: '2026-03-16', amber: '2026-03-11' },
  ])
  await sql(`UPDATE visit_promise SET status = 'KEPT', kept_on = '2026-03-16' WHERE id = $1`, [kept])
  await sql(`UPDATE visit_promise SET status = 'CANCELLED' WHERE id = $1`, [cancelled])
  expect(await rowsOf(kept)).toMatchObject([{ status: 'MET', met: '2026-03-16', late: false }])
  expect(await rowsOf(cancelled)).toMatchObject([{ status: 'CANCELLED', met: null }])
  await sql(`UPDATE visit_promise SET status = 'OPEN' WHERE id = $1`, [cancelled])
  expect((await rowsOf(cancelled)).map(({ status }) => status)).toEqual(['OPEN', 'CANCELLED'])
})

test('the asked village of a hand-over has its day, and sees no household by it', async () => {
  const event = randomUUID()
  const [giving, receiving] = [PLACES.village, PLACES.siblingVillage]
  await insert('household_event', {
    county_code: '130799',
    id: event,
    region_code: giving,
    household_id: household.id,
    kind: 'MOVE',
    effective_on: '2026-03-01',
    details: '{}',
    proposed_by: secretary.userId,
    proposed_by_name: 'A',
    proposed_at: '2026-03-02T00:00:00Z',
  })
  const party = {
    county_code: '130799',
    event_id: event,
    kind: 'MOVE',
    status: 'OFFERED',
    subject_name: '甲',
    persons: 2,
    effective_on: '2026-03-01',
    note: '',
  }
  const offer = { offered_at: '2026-03-02T00:00:00Z', offered_by_name: 'A', accept_by: '2026-03-12' }
  await insert('event_party', {
    ...party,
    ...offer,
    side: 'GIVING',
    region_code: giving,
    other_region_code: receiving,
    answers: false,
  })
  await insert('event_party', {
    ...party,
    ...offer,
    side: 'RECEIVING',
    region_code: receiving,
    other_region_code: giving,
    answers: true,
  })
  expect(await rowsOf(event)).toMatchObject([
    {
      kind: 'MOVE_ANSWER',
      status: 'OPEN',
      region: receiving,
      household: null,
      starts: '2026-03-02',
      due: '2026-03-12',
    },
  ])
  const sibling = await anActor('VILLAGE_CADRE', receiving, 'VILLAGE')
  const seen = (actor: Actor) => withScope(actor, ({ db }) => db.deadline.count({ where: { subjectId: event } }))
  expect([await seen(sibling), await seen(secretary)]).toEqual([1, 0])
  await sql(`UPDATE event_party SET status = 'WITHDRAWN' WHERE event_id = $1`, [event])
  expect(await rowsOf(event)).toMatchObject([{ status: 'CANCELLED' }])
})

test('a household that moves takes its deadlines along, met ones too; a record that joins another household takes its own', async () => {
  const moving = await aHousehold()
  const [open, decided] = [await aClue(await aHousehold(), secretary), await aClue(moving, secretary)]
  await decide(decided, '2026-03-22')
  await sql('UPDATE clue SET household_id = $2 WHERE id = $1', [open, moving.id])
  expect(await rowsOf(open)).toMatchObject([{ household: moving.id }, { household: moving.id }])
  const client = await owner().connect()
  try {
    await client.query('BEGIN')
    await client.query('SET CONSTRAINTS ALL DEFERRED')
    await client.query('UPDATE household SET region_code = $2 WHERE id = $1', [moving.id, PLACES.siblingVillage])
    await client.query('UPDATE person SET region_code = $2 WHERE id = $1', [moving.headId, PLACES.siblingVillage])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  for (const clue of [open, decided]) {
    expect((await rowsOf(clue)).map(({ region }) => region)).toEqual([PLACES.siblingVillage, PLACES.siblingVillage])
  }
})

test('a record that is taken back leaves no deadline, and the journal keeps none of them', async () => {
  const clue = await aClue(await aHousehold(), secretary)
  const journal = randomUUID()
  await insert('change_journal', {
    county_code: '130799',
    id: journal,
    region_code: PLACES.village,
    command: 'test',
    actor_id: secretary.userId,
    made_at: '2026-03-20T00:00:00Z',
  })
  const [id, made] = [randomUUID(), randomUUID()]
  const kept = await aHousehold()
  const client = await owner().connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.journal', $1, true)`, [journal])
    await client.query('UPDATE clue SET household_id = $2 WHERE id = $1', [clue, kept.id])
    await client.query(
      `INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, is_active)
       VALUES ('130799', $1, $2, 'NEW-1', 'POOR_GENERAL', 'NOT_EXITED', true)`,
      [made, PLACES.village],
    )
    await client.query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by)
       VALUES ('130799', $1, $2, $3, $4, 'MARGINAL', ARRAY['ILLNESS'], 'VISIT', '2026-03-20', '2026-03-30')`,
      [id, PLACES.village, made, id.slice(0, 18)],
    )
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  expect(await rowsOf(id)).toHaveLength(1)
  expect(await rowsOf(clue)).toMatchObject([{ household: kept.id }, { household: kept.id }])
  const tables = await sql('SELECT DISTINCT table_name FROM change_row WHERE journal_id = $1 ORDER BY 1', [journal])
  expect(tables.rows.map((row) => row.table_name)).toEqual(['clue', 'household', 'monitoring_case'])
  expect(await withScope(secretary, (ctx) => journalBlockers(ctx, '130799', journal))).toEqual([])
  await withScope(
    secretary,
    ({ db }) => db.$executeRaw`SELECT undo_journal('130799', ${journal}::uuid, '2026-03-21T00:00:00Z')`,
  )
  expect(await rowsOf(id)).toEqual([])
  expect((await rowsOf(clue))[0].household).not.toBe(kept.id)
})

test('a household recorded twice leaves its open deadlines to the one that goes on; met ones stay as they were', async () => {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
  const clue = await aClue(dropped, secretary)
  const [open, met] = [
    await aDeadline(dropped, { kind: 'MEASURE_FINISH' }),
    await aDeadline(dropped, { kind: 'MEASURE_FINISH' }),
  ]
  await sql(`UPDATE deadline SET status = 'MET', met_on = '2026-03-20' WHERE subject_id = $1`, [met])
  await withScope(await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'), (ctx) =>
    moveOpen(ctx, '130799', kept.id, dropped.id),
  )
  expect(await rowsOf(open)).toMatchObject([{ household: kept.id }])
  expect(await rowsOf(clue)).toMatchObject([{ household: kept.id }, { household: kept.id }])
  expect(await rowsOf(met)).toMatchObject([{ household: dropped.id }])
})
