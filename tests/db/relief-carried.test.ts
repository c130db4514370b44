import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { getApplication, getReliefPaper } from '@/lib/relief/queries/application'
import { getReliefEvent } from '@/lib/relief/queries/event'
import { getFilial } from '@/lib/relief/queries/filial'
import { getFunds } from '@/lib/relief/queries/funds'
import { listHouseholdRelief } from '@/lib/relief/queries/household'
import { listRelief } from '@/lib/relief/queries/list'
import { aHousehold, anActor, aPairing, type BuiltHousehold, closeOwner, owner, PLACES } from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { anApplication, anEvent, fill, layRelief, type ReliefPeople, say, someRelief, step } from '../support/relief'

let people: ReliefPeople

beforeAll(async () => {
  people = await layRelief()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const TABLES = [
  'relief_event',
  'relief_settlement',
  'relief_line_mark',
  'relief_application',
  'relief_step',
  'filial_contribution',
]

/** Where every row of relief of these households stands: table, household, village. */
async function placesOf(...households: BuiltHousehold[]): Promise<string[]> {
  const found: string[] = []
  for (const table of TABLES) {
    const { rows } = await owner().query(
      `SELECT household_id AS id, region_code AS region, count(*)::int AS n FROM ${table} WHERE household_id = ANY($1) GROUP BY 1, 2 ORDER BY 1`,
      [households.map(({ id }) => id)],
    )
    found.push(...rows.map(({ id, region, n }) => `${table} ${id} ${region} ${n}`))
  }
  return found
}
const all = ({ id }: BuiltHousehold, region: string) => TABLES.map((table) => `${table} ${id} ${region} 1`)

test('a household that moves takes everything of its relief along', async () => {
  const household = await aHousehold()
  await someRelief(household, people.cadre)
  expect(await placesOf(household)).toEqual(all(household, PLACES.village))
  const client = await owner().connect()
  await client.query('BEGIN; SET CONSTRAINTS ALL DEFERRED')
  await client.query(`UPDATE household SET region_code = $2 WHERE id = $1`, [household.id, PLACES.siblingVillage])
  await client.query(`UPDATE membership SET region_code = $2 WHERE household_id = $1`, [
    household.id,
    PLACES.siblingVillage,
  ])
  await client.query(`UPDATE person SET region_code = $2 WHERE id = $1`, [household.headId, PLACES.siblingVillage])
  await client.query('COMMIT')
  client.release()
  expect(await placesOf(household)).toEqual(all(household, PLACES.siblingVillage))
})

test('two households that become one share their relief, and part again when the merge is taken back', async () => {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
  await someRelief(dropped, people.cadre)
  const reviewId = await aReview('HOUSEHOLD', kept, kept.id, dropped.id)
  const run = (command: unknown, input: object) =>
    execute(people.office, command as Command, input, { id: randomUUID() })
  const keep = kept.id < dropped.id ? 'left' : 'right'
  const members = [{ dropped: dropped.headId, kept: kept.headId }]
  expect(await run(mergeHousehold, { reviewId, version: 1, keep, members, choose: {} })).toMatchObject({ ok: true })
  expect(await placesOf(kept, dropped)).toEqual(all(kept, PLACES.village))
  const { rows } = await owner().query('SELECT version FROM duplicate_review WHERE id = $1', [reviewId])
  expect(await run(undoMerge, { reviewId, version: rows[0].version, reason: '不是同一户' })).toMatchObject({ ok: true })
  expect(await placesOf(kept, dropped)).toEqual(all(dropped, PLACES.village))
})

test('a paired helper sees and proposes for his own households only; distant readers see neither illness nor account', async () => {
  const [own, other] = [await aHousehold(), await aHousehold()]
  await aPairing(own, people.helper)
  const id = randomUUID()
  expect(
    await say(people.helper, 'recordReliefEvent', {
      id,
      householdId: own.id,
      cause: 'ILLNESS',
      happenedOn: '2026-03-01',
      totalYuan: '5000',
      note: '住院',
    }),
  ).toBe('done')
  expect(
    await say(people.helper, 'recordReliefEvent', {
      id: randomUUID(),
      householdId: other.id,
      cause: 'ILLNESS',
      happenedOn: '2026-03-01',
      totalYuan: '5000',
    }),
  ).toBe('notFound')
  const foreign = await anEvent(other, people.cadre)
  await expect(withScope(people.helper, (ctx) => getReliefEvent(ctx, foreign))).rejects.toThrow('notFound')
  const auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  const shown = await withScope(auditor, (ctx) => getReliefEvent(ctx, id))
  expect(shown).toMatchObject({ cause: 'HIDDEN', note: '', person: null, household: { headName: '王**' } })
  const application = await anApplication(own, id, people.cadre, {
    status: 'CONFIRMED',
    granted_fen: 100_000,
    level: 'TOWNSHIP',
    applied_by: people.cadre.userId,
    applied_on: '2026-03-01',
    approved_by: people.clerk.userId,
    approved_on: '2026-03-01',
    disbursed_by: people.office.userId,
    disbursed_on: '2026-03-01',
    ended_on: '2026-03-01',
    paid_last4: '0018',
  })
  expect((await withScope(auditor, (ctx) => getApplication(ctx, application))).last4).toBeNull()
  expect((await withScope(people.clerk, (ctx) => getApplication(ctx, application))).last4).toBe('0018')
  const { events } = await withScope(people.helper, (ctx) => listHouseholdRelief(ctx, own.id))
  expect(events[0]).toMatchObject({ staircase: { totalFen: 500_000, leftFen: 400_000 } })
})

test('the page says who decides, whose turn it is and what waits for whom', async () => {
  const household = await aHousehold()
  const eventId = await anEvent(household, people.cadre)
  const id = randomUUID()
  const claim = { applicantName: '王守田', claimedYuan: '3001' }
  await say(people.secretary, 'draftRelief', { id, eventId, line: '3', on: '2026-03-01', ...claim })
  await step(people.secretary, id, 'applyRelief', '2026-03-02')
  await step(people.clerk, id, 'acceptRelief', '2026-03-03')
  await step(people.cadre, id, 'reviewRelief', '2026-03-04')
  const view = (who: keyof typeof people) => withScope(people[who], (ctx) => getApplication(ctx, id))
  expect(await view('office')).toMatchObject({ decider: 'COUNTY', steps: ['approve', 'return', 'reject'], own: null })
  expect(await view('cadre')).toMatchObject({
    steps: [],
    way: [{ step: 'approve' }, { step: 'disburse' }, { step: 'confirm' }],
  })
  const mine = async (who: keyof typeof people) =>
    (await withScope(people[who], (ctx) => listRelief(ctx, { tab: 'mine' }))).applications.some(
      (each) => each.id === id,
    )
  expect([await mine('office'), await mine('cadre')]).toEqual([true, false])
  await step(people.office, id, 'approveRelief', '2026-03-05')
  expect(await view('office')).toMatchObject({ own: 'disburse', steps: ['revoke'] })
  expect(await mine('office')).toBe(false)
  const paper = await withScope(people.clerk, (ctx) => getReliefPaper(ctx, id))
  expect(paper).toMatchObject({ settledFen: 0, othersFen: 0, application: { grantedFen: 300_100 } })
  const { rows } = await owner().query(`SELECT field FROM access_log WHERE kind = 'PRINT' AND household_id = $1`, [
    household.id,
  ])
  expect(rows).toEqual([{ field: 'relief.application' }])
})

test('funds and lists show what a region holds, and nothing of another township or to a helper', async () => {
  await fill(people.office, 6, '1000')
  const at = (who: keyof typeof people) => withScope(people[who], (ctx) => getFunds(ctx, {}))
  expect((await at('clerk')).accounts.some(({ line, fen }) => line === 6 && fen === 100_000)).toBe(true)
  expect((await at('neighbour')).accounts).toEqual([])
  const elsewhere = await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP')
  expect((await withScope(elsewhere, (ctx) => getFunds(ctx, {}))).accounts).toEqual([])
  for (const sql of [
    'UPDATE fund_entry SET note = note',
    'DELETE FROM fund_line',
    'UPDATE relief_step SET step = step',
  ])
    await expect(withScope(people.office, ({ db }) => db.$executeRawUnsafe(sql))).rejects.toThrow('permission denied')
  const { lists, halves } = await withScope(people.clerk, (ctx) => getFilial(ctx, { half: '2025-2' }))
  expect([lists, halves[0]]).toEqual([[], { year: 2026, half: 1 }])
})
