import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { getHousehold } from '@/lib/households/queries/record'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { blindIndex, open, seal } from '@/lib/platform/fields'
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
import { aMember, aReview, householdImage } from '../support/duplicate-builders'

let office: Actor
let secretary: Actor
let helper: Actor

beforeAll(async () => {
  await layGround()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const run = (command: Command, input: unknown, id: string = randomUUID()) => execute(office, command, input, { id })
const all = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows

async function twice() {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
  const id = await aReview('HOUSEHOLD', kept, kept.id, dropped.id)
  return { kept, dropped, id, keep: kept.id < dropped.id ? ('left' as const) : ('right' as const) }
}

test('a household recorded twice becomes one: members, years, pairings, open matters and the newest guarantees go over, what was final stays', async () => {
  const { kept, dropped, id, keep } = await twice()
  const wife = await aMember(dropped, 'SPOUSE', { name: '李桂兰', sex: 'F' })
  await anIncome(kept, 2025, 9000)
  await anIncome(dropped, 2025, 7000)
  await anIncome(dropped, 2024, 6000)
  await aPairing(dropped, helper)
  const visit = await aVisit(dropped, secretary)
  const promise = await aPromise(dropped, visit, secretary)
  const clue = await aClue(dropped, secretary)
  await owner().query(
    `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, checked_on, visit_id) VALUES
     ('130799', $1, 'WATER', $3, 'PASS', '2026-03-01', $4), ('130799', $2, 'WATER', $3, 'PASS', '2026-01-01', NULL), ('130799', $2, 'FOOD', $3, 'PASS', '2026-02-01', NULL)`,
    [dropped.id, kept.id, PLACES.village, visit],
  )
  await owner().query(
    'UPDATE household SET last_visited_on = $2, phone_enc = $3, phone_bidx = $4, address = $5 WHERE id = $1',
    [
      dropped.id,
      '2026-03-01',
      seal('household', 'phone_enc', dropped.id, '13812345678'),
      blindIndex('phone', '13812345678'),
      '村西',
    ],
  )
  await owner().query('SELECT refresh_households($1, $2, now())', ['130799', [kept.id, dropped.id]])
  const before = await householdImage(kept, dropped)

  const outcome = await run(mergeHousehold, {
    reviewId: id,
    version: 1,
    keep,
    members: [{ dropped: dropped.headId, kept: kept.headId }],
    choose: { address: keep === 'left' ? 'right' : 'left' },
  })
  expect(outcome).toMatchObject({ ok: true })
  const [row] = await all('SELECT * FROM household WHERE id = $1', kept.id)
  expect(row).toMatchObject({ member_count: 2, address: '村西', is_active: true })
  expect(open('household', 'phone_enc', kept.id, row.phone_enc)).toBe('13812345678')
  expect(await all('SELECT is_active, merged_into, member_count FROM household WHERE id = $1', dropped.id)).toEqual([
    { is_active: false, merged_into: kept.id, member_count: 0 },
  ])
  expect(await all('SELECT merged_into FROM person WHERE id = $1', dropped.headId)).toEqual([
    { merged_into: kept.headId },
  ])
  expect(
    await all(
      'SELECT person_id, relation FROM membership WHERE household_id = $1 AND valid_to IS NULL ORDER BY relation',
      kept.id,
    ),
  ).toEqual([
    { person_id: kept.headId, relation: 'HEAD' },
    { person_id: wife, relation: 'SPOUSE' },
  ])
  expect(
    await all(
      'SELECT year, per_capita_income_fen AS fen FROM household_income WHERE household_id = $1 ORDER BY year',
      kept.id,
    ),
  ).toEqual([
    { year: 2024, fen: '600000' },
    { year: 2025, fen: '900000' },
  ])
  expect(await all('SELECT household_id FROM clue WHERE id = $1', clue)).toEqual([{ household_id: kept.id }])
  expect(await all('SELECT household_id FROM visit_promise WHERE id = $1', promise)).toEqual([
    { household_id: kept.id },
  ])
  expect(await all('SELECT household_id FROM visit WHERE id = $1', visit)).toEqual([{ household_id: dropped.id }])
  expect(await all('SELECT household_id FROM household_helper WHERE user_id = $1', helper.userId)).toEqual([
    { household_id: kept.id },
  ])
  expect(
    await all('SELECT item, checked_on::text FROM guarantee_state WHERE household_id = $1 ORDER BY item', kept.id),
  ).toEqual([
    { item: 'FOOD', checked_on: '2026-02-01' },
    { item: 'WATER', checked_on: '2026-03-01' },
  ])
  const page = await withScope(office, (ctx) => getHousehold(ctx, dropped.id))
  expect(page.household.id).toBe(kept.id)
  expect(page.events.map((event) => event.id)).toContain(visit)

  expect(await run(undoMerge, { reviewId: id, version: 2 })).toMatchObject({ ok: true })
  expect(await householdImage(kept, dropped)).toEqual(before)
})

test('two open clues and a wrong list of members stop a merge before anything is written', async () => {
  const { kept, dropped, id, keep } = await twice()
  const before = await householdImage(kept, dropped)
  const stranger = await aHousehold()
  const merge = (members: object[]) => run(mergeHousehold, { reviewId: id, version: 1, keep, members })
  expect(await merge([{ dropped: dropped.headId, kept: stranger.headId }])).toMatchObject({
    code: 'duplicates.memberUnknown',
  })
  const son = await aMember(dropped)
  expect(
    await merge([
      { dropped: dropped.headId, kept: kept.headId },
      { dropped: son, kept: kept.headId },
    ]),
  ).toMatchObject({ code: 'duplicates.memberTwice' })
  await owner().query('DELETE FROM membership WHERE person_id = $1', [son])
  expect(await householdImage(kept, dropped)).toEqual(before)
  await aClue(kept, secretary)
  await aClue(dropped, secretary)
  expect(await merge([])).toMatchObject({ code: 'duplicates.bothClues' })
})

test('a visit paid to the kept household since then stays; its guarantees stand against taking the merge apart', async () => {
  const { kept, dropped, id, keep } = await twice()
  await owner().query(
    `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, checked_on) VALUES ('130799', $1, 'FOOD', $2, 'PASS', '2026-02-01')`,
    [dropped.id, PLACES.village],
  )
  await run(mergeHousehold, { reviewId: id, version: 1, keep })
  await owner().query(`UPDATE guarantee_state SET checked_on = '2026-03-20' WHERE household_id = $1`, [kept.id])
  expect(await run(undoMerge, { reviewId: id, version: 2 })).toMatchObject({ code: 'journal.dependent' })
})

test('twenty merges of two households at once have one effect', async () => {
  const { dropped, id, keep } = await twice()
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => run(mergeHousehold, { reviewId: id, version: 1, keep })),
  )
  expect(outcomes.filter((each) => each.ok)).toHaveLength(1)
  expect(await all('SELECT count(*)::int AS n FROM membership WHERE person_id = $1', dropped.headId)).toEqual([
    { n: 2 },
  ])
})

test('what was merged into a record that is merged itself leads to the last one', async () => {
  const first = await twice()
  await run(mergeHousehold, { reviewId: first.id, version: 1, keep: first.keep })
  const last = await aHousehold()
  const id = await aReview('HOUSEHOLD', last, first.kept.id, last.id)
  await run(mergeHousehold, { reviewId: id, version: 1, keep: last.id < first.kept.id ? 'left' : 'right' })
  expect(await all('SELECT merged_into FROM household WHERE id = ANY($1)', [first.kept.id, first.dropped.id])).toEqual([
    { merged_into: last.id },
    { merged_into: last.id },
  ])
})
