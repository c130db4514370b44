import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { aClue, aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { layPolicy } from '../support/policy'
import { aWatchedCase, officers, propose, take, takeUp } from '../support/procedures'

let people: Awaited<ReturnType<typeof officers>>

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await officers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const run = (command: Command, input: unknown) => execute(people.office, command, input, { id: randomUUID() })
const WHERE = [
  'clue',
  'monitoring_case',
  'status_procedure',
  'status_procedure_step',
  'monitoring_contact',
  'case_assessment',
]

/** How many rows of monitoring hang on a household, and in which village. */
async function hanging(household: BuiltHousehold): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of WHERE) {
    const { rows } = await owner().query(`SELECT region_code FROM ${table} WHERE household_id = $1`, [household.id])
    if (rows.length > 0) found[table] = rows.map(({ region_code }) => region_code)
  }
  return found
}

async function twice() {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
  const id = await aReview('HOUSEHOLD', kept, kept.id, dropped.id)
  return { kept, dropped, id, keep: kept.id < dropped.id ? ('left' as const) : ('right' as const) }
}

const mergeInput = ({ id, keep, kept, dropped }: Awaited<ReturnType<typeof twice>>) => ({
  reviewId: id,
  version: 1,
  keep,
  fields: [],
  members: [{ kept: kept.headId, dropped: dropped.headId }],
})

test('a clue’s procedure goes with it when its household is merged, and back when that is undone; it goes on from there', async () => {
  const pair = await twice()
  const clueId = await aClue(pair.dropped, people.neighbour)
  const procedureId = randomUUID()
  expect(await takeUp(people.cadre, clueId, procedureId)).toMatchObject({ ok: true })
  const before = await hanging(pair.dropped)
  expect(Object.keys(before)).toEqual(['clue', 'status_procedure', 'status_procedure_step'])
  expect(await run(mergeHousehold as unknown as Command, mergeInput(pair))).toMatchObject({ ok: true })
  expect(await hanging(pair.dropped)).toEqual({})
  expect(await hanging(pair.kept)).toEqual(before)
  expect(await take(people.cadre, procedureId, 'verifyMonitoring', '2026-03-21')).toBe('done')
  const { rows } = await owner().query('SELECT version FROM duplicate_review WHERE id = $1', [pair.id])
  expect(await run(undoMerge as unknown as Command, { reviewId: pair.id, version: rows[0].version })).toMatchObject({
    ok: true,
  })
  expect(await hanging(pair.kept)).toEqual({})
  expect(Object.keys(await hanging(pair.dropped))).toEqual(Object.keys(before))
})

test('a case takes its contact, assessments and removal along', async () => {
  const pair = await twice()
  const caseId = await aWatchedCase(pair.dropped, people.cadre)
  expect(await propose(people.cadre, caseId, randomUUID())).toMatchObject({ ok: true })
  const before = await hanging(pair.dropped)
  expect(await run(mergeHousehold as unknown as Command, mergeInput(pair))).toMatchObject({ ok: true })
  expect(await hanging(pair.kept)).toEqual(before)
  expect(await hanging(pair.dropped)).toEqual({})
})

test('two households that are each in a procedure about monitoring are not merged', async () => {
  const pair = await twice()
  const clueId = await aClue(pair.dropped, people.neighbour)
  expect(await takeUp(people.cadre, clueId, randomUUID())).toMatchObject({ ok: true })
  const caseId = await aWatchedCase(pair.kept, people.cadre)
  expect(await propose(people.cadre, caseId, randomUUID())).toMatchObject({ ok: true })
  expect(await run(mergeHousehold as unknown as Command, mergeInput(pair))).toMatchObject({
    code: 'duplicates.bothProcedures',
  })
})

test('a household that moves to another village takes all of it along', async () => {
  const household = await aHousehold()
  const clueId = await aClue(household, people.neighbour)
  await aWatchedCase(household, people.cadre)
  await owner().query(`UPDATE monitoring_case SET status = 'REMOVAL_PROPOSED' WHERE household_id = $1`, [household.id])
  await owner().query(
    `INSERT INTO status_procedure (county_code, id, region_code, household_id, procedure_no, kind, status, was_status, clue_id, opened_by, started_on, started_by, last_step_on)
     VALUES ($1, $2::uuid, $3, $4, left($2::text, 18), 'MONITORING', 'APPLIED', 'EXITED', $5, $6, '2026-03-20', $6, '2026-03-20')`,
    [household.countyCode, randomUUID(), household.regionCode, household.id, clueId, people.cadre.userId],
  )
  const client = await owner().connect()
  try {
    await client.query('BEGIN; SET CONSTRAINTS ALL DEFERRED')
    await client.query('UPDATE household SET region_code = $2 WHERE id = $1', [household.id, PLACES.siblingVillage])
    await client.query('UPDATE person SET region_code = $2 WHERE id = $1', [household.headId, PLACES.siblingVillage])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  for (const [table, regions] of Object.entries(await hanging(household))) {
    expect([table, ...new Set(regions)]).toEqual([table, PLACES.siblingVillage])
  }
})
