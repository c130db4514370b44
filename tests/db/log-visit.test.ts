import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { logVisit } from '@/lib/visits/commands/log-visit'
import {
  aHousehold,
  anActor,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  PLACES,
} from '@/tests/support/builders'
import { asAdmin } from '@/tests/support/database'

const ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER'] as const
const TODAY = '2026-03-26'
const allMet = Object.fromEntries(ITEMS.map((item) => [item, { result: 'PASS' }]))

let secretary: Actor
let home: BuiltHousehold

const a = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  householdId: home.id,
  visitedOn: TODAY,
  peopleMet: ['HEAD'],
  guarantees: allMet,
  ...over,
})
const log = (input: unknown, options: { id?: string; by?: Actor } = {}) =>
  execute(options.by ?? secretary, logVisit, input, { id: options.id ?? randomUUID() })
const all = async (text: string, values: unknown[] = []) => (await asAdmin((client) => client.query(text, values))).rows
const visits = () => all('SELECT * FROM visit WHERE household_id = $1', [home.id])
const waterState = async () =>
  (
    await all(
      `SELECT result, fail_reason, checked_on::text FROM guarantee_state WHERE household_id = $1 AND item = 'WATER'`,
      [home.id],
    )
  )[0]
beforeAll(async () => {
  await layGround()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
})
beforeEach(async () => {
  home = await aHousehold()
})
afterAll(closeOwner)

describe('a logged visit', () => {
  test('keeps everything that was typed, in fen and days', async () => {
    const before = await aVisit(home, secretary)
    const kept = await aPromise(home, before, secretary)
    const visit = a({
      peopleMet: ['SPOUSE', 'HEAD'],
      guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '水管冻裂' } },
      shocks: [{ kind: 'MEDICAL', totalYuan: '31,500', selfPaidYuan: '1,200.50' }, { totalYuan: '5' }],
      incomeChange: 'DOWN',
      expectedPerCapitaYuan: '６,１８０',
      demands: '想办慢性病证',
      promises: [{ content: '帮助申请临时救助', dueOn: '2026-03-30' }, { content: '' }],
      keptPromises: [kept],
      nextVisitIn: '2w',
    })
    const outcome = await log(visit)
    expect(outcome).toMatchObject({ ok: true, data: { visitId: visit.id } })
    const [row] = await all('SELECT *, visited_on::text AS day, next_visit_on::text AS next FROM visit WHERE id = $1', [
      visit.id,
    ])
    expect(row).toMatchObject({
      day: TODAY,
      next: '2026-04-09',
      people_met: ['HEAD', 'SPOUSE'],
      visitor_id: secretary.userId,
      visitor_role: 'FIRST_SECRETARY',
      expected_per_capita_fen: '618000',
      income_change: 'DOWN',
    })
    expect(row.guarantees.WATER).toEqual({ result: 'FAIL', reason: '水管冻裂' })
    expect(await all('SELECT kind, total_fen, self_paid_fen FROM visit_shock WHERE visit_id = $1', [visit.id])).toEqual(
      [{ kind: 'MEDICAL', total_fen: '3150000', self_paid_fen: '120050' }],
    )
    expect(
      await all('SELECT content, due_on::text, status FROM visit_promise WHERE visit_id = $1', [visit.id]),
    ).toEqual([{ content: '帮助申请临时救助', due_on: '2026-03-30', status: 'OPEN' }])
    expect(
      await all('SELECT status, kept_on::text, kept_visit_id, version FROM visit_promise WHERE id = $1', [kept]),
    ).toEqual([{ status: 'KEPT', kept_on: TODAY, kept_visit_id: visit.id, version: 2 }])
    expect(await waterState()).toEqual({ result: 'FAIL', fail_reason: '水管冻裂', checked_on: TODAY })
    expect(
      await all(
        'SELECT last_visited_on::text AS last, next_visit_on::text AS next, version FROM household WHERE id = $1',
        [home.id],
      ),
    ).toEqual([{ last: TODAY, next: '2026-04-09', version: 1 }])
    expect(await all('SELECT count(*)::int AS n FROM clue WHERE household_id = $1', [home.id])).toEqual([{ n: 1 }])
    expect(
      await all(
        `SELECT count(*)::int AS n FROM audit_entry WHERE command = 'visit.log' AND table_name = 'visit' AND row_id LIKE $1`,
        [`%${visit.id}%`],
      ),
    ).toEqual([{ n: 1 }])
  })

  test('keeps the device time beside the time of arrival', async () => {
    const visit = a({ recordedAt: '2026-03-25T02:24:00.000Z', visitedOn: '2026-03-25' })
    await log(visit)
    const [row] = await visits()
    expect(row.recorded_at.toISOString()).toBe('2026-03-25T02:24:00.000Z')
    expect(row.received_at > row.recorded_at).toBe(true)
  })

  test('comes from a form as it comes from a phone', async () => {
    const form: [string, string][] = [
      ['commandId', randomUUID()],
      ['id', randomUUID()],
      ['householdId', home.id],
      ['visitedOn', TODAY],
      ['recordedAt', ''],
      ['peopleMet', 'HEAD'],
      ...ITEMS.map((item): [string, string] => [`guarantees.${item}.result`, 'PASS']),
      ...ITEMS.map((item): [string, string] => [`guarantees.${item}.reason`, '']),
      ['shocks[0].kind', 'MEDICAL'],
      ['shocks[0].totalYuan', '31,500'],
      ['shocks[0].selfPaidYuan', '13,200'],
      ['shocks[1].totalYuan', ''],
      ['shocks[2].totalYuan', '300'],
      ['promises[1].content', '送药'],
      ['promises[1].dueOn', '2026-04-01'],
      ['nextVisitIn', '1m'],
      ['nextVisitOn', ''],
    ]
    const outcome = await execute(secretary, logVisit, undefined, { id: randomUUID(), form })
    expect(outcome).toMatchObject({ ok: true })
    expect(await all('SELECT kind FROM visit_shock WHERE household_id = $1', [home.id])).toEqual([{ kind: 'MEDICAL' }])
    expect(await all('SELECT content FROM visit_promise WHERE household_id = $1', [home.id])).toEqual([
      { content: '送药' },
    ])
    expect((await visits())[0].next_visit_on).toEqual(expect.anything())
  })
})

describe('sending again', () => {
  test('the same command is answered, not repeated', async () => {
    const [visit, id] = [a({ promises: [{ content: '送药', dueOn: '2026-04-01' }] }), randomUUID()]
    const first = await log(visit, { id })
    const second = await log(visit, { id })
    expect(first).toMatchObject({ ok: true, replayed: false })
    expect(second).toMatchObject({ ok: true, replayed: true, data: first.ok ? first.data : null })
    expect(await log(a({ id: visit.id }), { id })).toEqual({ ok: false, kind: 'otherPayload' })
    expect(await visits()).toHaveLength(1)
    expect(await all('SELECT 1 FROM visit_promise WHERE household_id = $1', [home.id])).toHaveLength(1)
  })

  test('the same visit under another command id counts once', async () => {
    const visit = a({ guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '断水' } } })
    const first = await log(visit)
    const second = await log(visit)
    expect(second.ok && first.ok && second.data).toEqual(first.ok && first.data)
    expect(await visits()).toHaveLength(1)
    expect(await all('SELECT 1 FROM clue_signal WHERE household_id = $1', [home.id])).toHaveLength(1)
  })

  test('twenty at once, half with one command id and half with their own, make one visit and one clue', async () => {
    const [visit, id] = [a({ guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '断水' } } }), randomUUID()]
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => log(visit, n % 2 ? { id } : {})))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(20)
    expect(await visits()).toHaveLength(1)
    expect(await all('SELECT 1 FROM clue WHERE household_id = $1', [home.id])).toHaveLength(1)
  })

  test('nobody else can take over a visit by its id', async () => {
    const visit = a()
    await log(visit)
    const other = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
    expect(await log(visit, { by: other })).toEqual({ ok: false, kind: 'notFound' })
  })
})

describe('late visits', () => {
  test('a visit sent late does not overwrite a newer finding', async () => {
    await log(a({ nextVisitOn: '2026-04-09' }))
    await log(
      a({
        visitedOn: '2026-03-20',
        guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '断水' } },
        nextVisitOn: '2026-03-28',
      }),
    )
    expect(await waterState()).toMatchObject({ result: 'PASS', checked_on: TODAY })
    expect(
      await all('SELECT last_visited_on::text AS last, next_visit_on::text AS next FROM household WHERE id = $1', [
        home.id,
      ]),
    ).toEqual([{ last: TODAY, next: '2026-04-09' }])
  })

  test('in whatever order visits arrive, the guarantees stand as on the newest day', async () => {
    const day = fc
      .integer({ min: 0, max: 50 })
      .map((back) => new Date(Date.UTC(2026, 2, 26 - back)).toISOString().slice(0, 10))
    const minute = fc.integer({ min: 0, max: 1439 })
    const seen = fc.record({ day, minute, water: fc.constantFrom('PASS', 'FAIL', 'NOT_APPLICABLE') })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(seen, { minLength: 2, maxLength: 5, selector: (each) => `${each.day} ${each.minute}` }),
        async (list) => {
          home = await aHousehold()
          for (const { day: visitedOn, minute: at, water } of list) {
            const outcome = await log(
              a({
                visitedOn,
                recordedAt: new Date(Date.parse(`${visitedOn}T00:00:00Z`) + at * 60_000).toISOString(),
                guarantees: { ...allMet, WATER: { result: water, reason: '断水' } },
              }),
            )
            expect(outcome.ok).toBe(true)
          }
          const newest = [...list].sort((x, y) => x.day.localeCompare(y.day) || x.minute - y.minute).at(-1)
          expect(await waterState()).toMatchObject({ result: newest?.water, checked_on: newest?.day })
          const [row] = await all('SELECT last_visited_on::text AS last FROM household WHERE id = $1', [home.id])
          expect(row.last).toBe(newest?.day)
        },
      ),
      { numRuns: 15 },
    )
  })
})
