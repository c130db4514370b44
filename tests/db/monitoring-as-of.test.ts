import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { supportCase } from '@/lib/monitoring/commands/support-case'
import { listCasesOfDay, listCluesOfDay } from '@/lib/monitoring/queries/as-of'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { setEffective } from '@/lib/platform/journal'
import { aClue, aHousehold, anActor, aPairing, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { decides, does, happens } from '../support/events'
import { layPolicy } from '../support/policy'
import { aCase, known, officers, propose, take, takeUp } from '../support/procedures'

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

type Asked = { region?: string; status?: string; after?: string }
const cluesOn = (on: string, over: Asked = {}, actor: Actor = people.office) =>
  withScope(actor, (ctx) => listCluesOfDay(ctx, { on, ...over }))
const casesOn = (on: string, over: Asked = {}, actor: Actor = people.office) =>
  withScope(actor, (ctx) => listCasesOfDay(ctx, { on, ...over }))

/** What a clue was on a day, and where; null when it was not there. */
async function clueOn(id: string, on: string, region?: string) {
  const found = (await cluesOn(on, { region })).rows.find((row) => row.id === id)
  return found ? [found.status, found.since] : null
}
async function caseOn(id: string, on: string) {
  const found = (await casesOn(on)).rows.find((row) => row.id === id)
  return found ? [found.status, found.since] : null
}

test('a clue is not there before its day, open until it is decided, and decided from that day on', async () => {
  const household = await aHousehold()
  const clueId = await aClue(household, people.neighbour, '2026-03-18')
  const procedureId = randomUUID()
  expect(await takeUp(people.cadre, clueId, procedureId)).toMatchObject({ ok: true })
  expect(await take(people.clerk, procedureId, 'dismissMonitoring', '2026-03-23')).toBe('done')
  expect(await clueOn(clueId, '2026-03-17')).toBeNull()
  expect(await clueOn(clueId, '2026-03-18')).toEqual(['OPEN', '2026-03-18'])
  expect(await clueOn(clueId, '2026-03-22')).toEqual(['OPEN', '2026-03-18'])
  expect(await clueOn(clueId, '2026-03-23')).toEqual(['DISMISSED', '2026-03-23'])
  expect(await clueOn(clueId, '2026-03-26')).toEqual(['DISMISSED', '2026-03-23'])
})

test('a case is read step by step, each from its own day, also when it was written down late', async () => {
  const household = await aHousehold()
  await known(household, 9_500)
  const id = await aCase(household, { status: 'MONITORED', identified_on: '2025-08-01' })
  await withScope(people.office, async (ctx) => {
    await setEffective(ctx, '2025-08-09')
    await supportCase(ctx, { countyCode: household.countyCode, caseId: id })
  })
  const [refused, agreed] = [randomUUID(), randomUUID()]
  expect(await propose(people.cadre, id, refused, { startedOn: '2026-03-01' })).toMatchObject({ ok: true })
  expect(await take(people.cadre, refused, 'verifyRemoval', '2026-03-02')).toBe('done')
  expect(await take(people.clerk, refused, 'rejectProcedure', '2026-03-03')).toBe('done')
  expect(await propose(people.cadre, id, agreed, { startedOn: '2026-03-10' })).toMatchObject({ ok: true })
  for (const [who, step, on] of [
    ['cadre', 'verifyRemoval', '2026-03-11'],
    ['cadre', 'appraiseProcedure', '2026-03-12'],
    ['cadre', 'publishProcedure', '2026-03-13'],
    ['clerk', 'reviewProcedure', '2026-03-20'],
    ['office', 'approveProcedure', '2026-03-21'],
  ] as const)
    expect([step, await take(people[who], agreed, step, on)]).toEqual([step, 'done'])
  const days = {
    '2025-07-31': null,
    '2025-08-01': ['MONITORED', '2025-08-01'],
    '2025-08-09': ['SUPPORTED', '2025-08-09'],
    '2026-02-28': ['SUPPORTED', '2025-08-09'],
    '2026-03-01': ['REMOVAL_PROPOSED', '2026-03-01'],
    '2026-03-09': ['SUPPORTED', '2026-03-03'],
    '2026-03-20': ['REMOVAL_PROPOSED', '2026-03-10'],
    '2026-03-21': ['RISK_REMOVED', '2026-03-21'],
  }
  for (const [on, expected] of Object.entries(days)) expect([on, await caseOn(id, on)]).toEqual([on, expected])
})

test('a case that a ledger brings is monitored from its identification, and further only from the day it is known', async () => {
  const household = await aHousehold()
  const columns = ['county_code', 'region_code', 'household_id'] as const
  const place = [household.countyCode, household.regionCode, household.id]
  const id = randomUUID()
  await withScope(people.office, (ctx) =>
    ctx.db.$executeRawUnsafe(
      `INSERT INTO monitoring_case (${columns.join(', ')}, id, case_no, monitored_type, risks, channel, status, identified_on, plan_by)
       VALUES ('${place.join("', '")}', '${id}', 'JC-L', 'MARGINAL', '{ILLNESS}', 'DEPARTMENT', 'SUPPORTED', '2024-05-06', '2024-05-16')`,
    ),
  )
  expect(await caseOn(id, '2024-05-06')).toEqual(['MONITORED', '2024-05-06'])
  expect(await caseOn(id, '2026-03-26')).toEqual(['SUPPORTED', '2026-03-26'])
})

test('what goes with its household stands in the former village before that day, in list and count', async () => {
  const household = await aHousehold()
  const clueId = await aClue(household, people.neighbour, '2026-03-02')
  const clerk = people.clerk
  const move = await happens([people.cadre, clerk], household, 'MOVE', { village: PLACES.siblingVillage })
  expect(await does(people.neighbour, 'accept', { eventId: move })).toBe('done')
  const [here, there] = [PLACES.village, PLACES.siblingVillage]
  const before = ['OPEN', '2026-03-02']
  expect([await clueOn(clueId, '2026-03-09', here), await clueOn(clueId, '2026-03-09', there)]).toEqual([before, null])
  expect([await clueOn(clueId, '2026-03-10', here), await clueOn(clueId, '2026-03-10', there)]).toEqual([null, before])
  const [then, now] = [await cluesOn('2026-03-09', { region: there }), await cluesOn('2026-03-10', { region: there })]
  expect(now.count).toBe(then.count + 1)
  // The former village does not see it any more, as it does not see the household.
  const seen = async (actor: Actor) => (await cluesOn('2026-03-09', {}, actor)).rows.map(({ id }) => id)
  expect([(await seen(people.cadre)).includes(clueId), (await seen(clerk)).includes(clueId)]).toEqual([false, true])
  expect(await decides(clerk, 'undo', move)).toBe('done')
  expect([await clueOn(clueId, '2026-03-10', here), await clueOn(clueId, '2026-03-10', there)]).toEqual([before, null])
})

test('a clue shows the head that its household had then, also before two households were merged', async () => {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
  await owner().query(`UPDATE person SET name = '旧户主' WHERE id = $1`, [dropped.headId])
  const clueId = await aClue(dropped, people.neighbour, '2026-03-02')
  const id = await aReview('HOUSEHOLD', kept, kept.id, dropped.id)
  const keep = kept.id < dropped.id ? 'left' : 'right'
  const members = [{ kept: kept.headId, dropped: dropped.headId }]
  const run = (command: unknown, input: object) =>
    execute(people.office, command as Command, input, { id: randomUUID() })
  expect(await run(mergeHousehold, { reviewId: id, version: 1, keep, fields: [], members })).toMatchObject({ ok: true })
  const states = async () =>
    (
      await owner().query(
        'SELECT household_id, valid_from::text AS since FROM monitoring_state WHERE subject_id = $1 ORDER BY valid_from',
        [clueId],
      )
    ).rows
  expect(await states()).toEqual([
    { household_id: dropped.id, since: '2026-03-02' },
    { household_id: kept.id, since: '2026-03-26' },
  ])
  const head = async (on: string) => (await cluesOn(on)).rows.find((row) => row.id === clueId)?.head
  expect(await head('2026-03-25')).toBe('旧户主')
  const { rows } = await owner().query('SELECT version FROM duplicate_review WHERE id = $1', [id])
  expect(await run(undoMerge, { reviewId: id, version: rows[0].version })).toMatchObject({ ok: true })
  expect((await states()).every(({ household_id }) => household_id === dropped.id)).toBe(true)
})

test('each status of a day shows as many as it says, over its pages', async () => {
  const village = PLACES.otherTownshipVillage
  const made: string[] = []
  for (let index = 0; index < 53; index++)
    made.push(
      await aClue(await aHousehold(village), people.neighbour, `2026-02-${String(1 + (index % 20)).padStart(2, '0')}`),
    )
  const [first, second] = made
  for (const id of [first, second])
    await owner().query(
      `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_on = '2026-02-25', decided_by = $2 WHERE id = $1`,
      [id, people.office.userId],
    )
  const region = village
  expect((await cluesOn('2026-02-24', { region })).statuses).toEqual([{ status: 'OPEN', n: 53 }])
  const day = await cluesOn('2026-02-25', { region })
  expect([day.statuses, day.count]).toEqual([
    [
      { status: 'OPEN', n: 51 },
      { status: 'DISMISSED', n: 2 },
    ],
    53,
  ])
  const dismissed = await cluesOn('2026-02-25', { region, status: 'DISMISSED' })
  expect([dismissed.rows.map(({ id }) => id).sort(), dismissed.count, dismissed.next]).toEqual([
    [first, second].sort(),
    2,
    null,
  ])
  const one = await cluesOn('2026-02-25', { region, status: 'OPEN' })
  const two = await cluesOn('2026-02-25', { region, status: 'OPEN', after: one.next ?? '' })
  expect([one.count, one.rows.length, two.rows.length, two.next]).toEqual([51, 50, 1, null])
  expect([...one.rows, ...two.rows].map(({ id }) => id).sort()).toEqual(made.slice(2).sort())
  expect((await cluesOn('2026-01-31', { region })).first).toBe('2026-02-01')
})

test('nobody sees the past of what he may not see today', async () => {
  const [mine, other] = [await aHousehold(), await aHousehold()]
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  await aPairing(mine, helper)
  const [paired, unpaired] = [await aClue(mine, people.neighbour), await aClue(other, people.neighbour)]
  const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  expect((await cluesOn('2026-03-21', {}, helper)).rows.map(({ id }) => id)).toEqual([paired])
  expect((await cluesOn('2026-03-21', {}, foreign)).rows).toEqual([])
  expect((await cluesOn('2026-03-21', {}, people.neighbour)).rows.map(({ id }) => id)).not.toContain(unpaired)
  await expect(cluesOn('2026-03-21', { region: PLACES.otherCounty })).rejects.toThrow(NotFoundError)
  const viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  const heads = (await cluesOn('2026-03-21', { region: PLACES.village }, viewer)).rows.map(({ head }) => head)
  expect(heads.length).toBeGreaterThan(0)
  expect(heads.every((head) => /^.\*+$/.test(head))).toBe(true)
})
