import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { getHousehold } from '@/lib/households/queries/record'
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
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aMember, aReview, householdImage } from '../support/duplicate-builders'
import { aCase } from '../support/measures'

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

test.each([
  ['two villages', PLACES.siblingVillage, PLACES.township],
  ['two townships', PLACES.otherTownshipVillage, PLACES.county],
])(
  'one household recorded in %s becomes one in the village of the kept record, with all that hangs on it, and goes back',
  async (_, there, common) => {
    const [kept, far] = [await aHousehold(), await aHousehold(there)]
    const distant = await anActor('FIRST_SECRETARY', there, 'VILLAGE')
    const wife = await aMember(far, 'SPOUSE', { name: '李桂兰', sex: 'F' })
    await anIncome(far, 2024, 6000)
    await aPairing(far, helper)
    const visit = await aVisit(far, distant)
    const promise = await aPromise(far, visit, distant)
    const clue = await aClue(far, distant)
    const monitored = await aCase(far)
    const signal = randomUUID()
    const own = { county_code: far.countyCode, region_code: there, household_id: far.id }
    await insert('clue_signal', {
      ...own,
      id: signal,
      clue_id: clue,
      visit_id: visit,
      rule_id: 'R',
      figures: '{}',
      fired_on: '2026-03-20',
    })
    await owner().query('SELECT refresh_households($1, $2, now())', ['130799', [kept.id, far.id]])
    const before = await householdImage(kept, far)
    const id = await aReview('HOUSEHOLD', { countyCode: '130799', regionCode: common }, kept.id, far.id)
    const keep = kept.id < far.id ? 'left' : 'right'
    const members = [{ dropped: far.headId, kept: kept.headId }]
    expect(await run(mergeHousehold, { reviewId: id, version: 1, keep, members })).toMatchObject({ ok: true })

    const here = { household_id: kept.id, region_code: PLACES.village }
    for (const [table, row] of [
      ['clue', clue],
      ['visit_promise', promise],
      ['monitoring_case', monitored],
    ]) {
      expect(await all(`SELECT household_id, region_code FROM ${table} WHERE id = $1`, row)).toEqual([here])
    }
    expect(await all('SELECT region_code FROM clue_signal WHERE id = $1', signal)).toEqual([
      { region_code: PLACES.village },
    ])
    expect(await all('SELECT region_code, merged_into FROM household WHERE id = $1', far.id)).toEqual([
      { region_code: PLACES.village, merged_into: kept.id },
    ])
    expect(
      await all(
        `SELECT p.id, p.region_code, m.relation FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.household_id = $1 AND m.valid_to IS NULL ORDER BY m.relation`,
        kept.id,
      ),
    ).toEqual([
      { id: kept.headId, region_code: PLACES.village, relation: 'HEAD' },
      { id: wife, region_code: PLACES.village, relation: 'SPOUSE' },
    ])
    expect(await all('SELECT region_code FROM household_helper WHERE household_id = $1', kept.id)).toEqual([
      { region_code: PLACES.village },
    ])
    const page = await withScope(secretary, (ctx) => getHousehold(ctx, far.id))
    expect(page.household.id).toBe(kept.id)
    expect(page.events.map((event) => event.id)).toContain(visit)
    await expect(withScope(distant, (ctx) => getHousehold(ctx, far.id))).rejects.toThrow()

    expect(await run(undoMerge, { reviewId: id, version: 2 })).toMatchObject({ ok: true })
    expect(await householdImage(kept, far)).toEqual(before)
    expect(await all('SELECT region_code, household_id FROM clue_signal WHERE id = $1', signal)).toEqual([
      { region_code: there, household_id: far.id },
    ])
    expect((await withScope(distant, (ctx) => getHousehold(ctx, far.id))).household.id).toBe(far.id)
  },
)

test('a record that others were merged into goes to the other village with them, and comes back with them', async () => {
  const [kept, far, older] = [
    await aHousehold(),
    await aHousehold(PLACES.siblingVillage),
    await aHousehold(PLACES.siblingVillage),
  ]
  const distant = await anActor('FIRST_SECRETARY', PLACES.siblingVillage, 'VILLAGE')
  const visit = await aVisit(older, distant)
  const promise = await aPromise(older, visit, distant)
  const first = await aReview('HOUSEHOLD', far, far.id, older.id)
  await run(mergeHousehold, { reviewId: first, version: 1, keep: far.id < older.id ? 'left' : 'right' })
  const places = () =>
    all(
      'SELECT h.region_code, p.region_code AS promised FROM household h, visit_promise p WHERE h.id = $1 AND p.id = $2',
      older.id,
      promise,
    )
  const common = { countyCode: '130799', regionCode: PLACES.township }
  const id = await aReview('HOUSEHOLD', common, kept.id, far.id)
  expect(
    await run(mergeHousehold, { reviewId: id, version: 1, keep: kept.id < far.id ? 'left' : 'right' }),
  ).toMatchObject({ ok: true })
  expect(await places()).toEqual([{ region_code: PLACES.village, promised: PLACES.village }])
  expect(await run(undoMerge, { reviewId: id, version: 2 })).toMatchObject({ ok: true })
  expect(await places()).toEqual([{ region_code: PLACES.siblingVillage, promised: PLACES.siblingVillage }])
})
