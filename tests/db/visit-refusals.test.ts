import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { logVisit } from '@/lib/visits/commands/log-visit'
import {
  aHousehold,
  anActor,
  aPairing,
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
let stranger: Actor
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
const errorsOf = async (over: Record<string, unknown>) => {
  const outcome = await log(a(over))
  if (outcome.ok) return 'accepted'
  if (outcome.kind === 'input')
    return Object.fromEntries(Object.entries(outcome.errors).map(([path, { code }]) => [path, code]))
  return outcome.kind === 'rule' ? { [outcome.field ?? '']: outcome.code } : outcome.kind
}

beforeAll(async () => {
  await layGround()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
})
beforeEach(async () => {
  home = await aHousehold()
})
afterAll(closeOwner)

describe('refusals name their field and write nothing', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    [
      'no guarantee checked',
      { guarantees: {} },
      Object.fromEntries(ITEMS.map((item) => [`guarantees.${item}.result`, 'input.required'])),
    ],
    [
      'a failed guarantee without a reason',
      { guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '  ' } } },
      { 'guarantees.WATER.reason': 'visits.reasonNeeded' },
    ],
    [
      'an unknown result',
      { guarantees: { ...allMet, FOOD: { result: 'GOOD' } } },
      { 'guarantees.FOOD.result': 'input.wrong' },
    ],
    ['nobody met named', { peopleMet: [] }, { peopleMet: 'input.required' }],
    ['nobody and somebody', { peopleMet: ['HEAD', 'NOBODY'] }, { peopleMet: 'visits.nobodyAndSomebody' }],
    [
      'words for an amount',
      { shocks: [{ kind: 'MEDICAL', totalYuan: '很多' }] },
      { 'shocks[0].totalYuan': 'visits.notAnAmount' },
    ],
    [
      'self-paid above the total',
      { shocks: [{ kind: 'MEDICAL', totalYuan: '100', selfPaidYuan: '100.01' }] },
      { 'shocks[0].selfPaidYuan': 'visits.selfPaidAboveTotal' },
    ],
    ['a promise without a day', { promises: [{ content: '送药' }] }, { 'promises[0].dueOn': 'visits.promiseNeedsDay' }],
    [
      'a promise without words',
      { promises: [{ dueOn: '2026-04-01' }] },
      { 'promises[0].content': 'visits.promiseNeedsWords' },
    ],
    [
      'a promise due on the day itself',
      { promises: [{ content: '送药', dueOn: TODAY }] },
      { 'promises[0].dueOn': 'visits.dueNotAfterVisit' },
    ],
    ['no such day', { visitedOn: '2026-02-30' }, { visitedOn: 'input.notADay' }],
    ['a visit tomorrow', { visitedOn: '2026-03-27' }, { visitedOn: 'input.inTheFuture' }],
    ['a visit 61 days ago', { visitedOn: '2026-01-24' }, { visitedOn: 'visits.tooLongAgo' }],
    ['the next visit on the same day', { nextVisitOn: TODAY }, { nextVisitOn: 'visits.nextNotAfterVisit' }],
    ['a chosen day that is missing', { nextVisitIn: 'on' }, { nextVisitOn: 'input.required' }],
    ['the next visit in ten years', { nextVisitOn: '2036-03-26' }, { nextVisitOn: 'visits.nextTooFar' }],
    ['a promise of another household', { keptPromises: [randomUUID()] }, 'notFound'],
  ])('%s', async (_what, over, expected) => {
    expect(await errorsOf(over)).toEqual(expected)
    expect(await visits()).toEqual([])
    expect(await all('SELECT 1 FROM guarantee_state WHERE household_id = $1', [home.id])).toEqual([])
  })

  test('what was typed for a shock that is not ticked counts for nothing', async () => {
    expect(await errorsOf({ shocks: [{ totalYuan: '很多', selfPaidYuan: '9' }] })).toBe('accepted')
    expect(await all('SELECT 1 FROM visit_shock WHERE household_id = $1', [home.id])).toEqual([])
  })

  test('a visit 60 days ago is taken', async () => {
    expect(await errorsOf({ visitedOn: '2026-01-25' })).toBe('accepted')
  })

  test('a foreign household and a missing one get the same answer', async () => {
    const foreign = await log(a(), { by: stranger })
    const missing = await log(a({ householdId: randomUUID() }))
    expect(foreign).toEqual({ ok: false, kind: 'notFound' })
    expect(missing).toEqual(foreign)
    expect(await visits()).toEqual([])
  })

  test('who may not log visits is refused', async () => {
    const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
    expect(await log(a(), { by: leader })).toEqual({ ok: false, kind: 'forbidden' })
  })

  test('a paired helper logs visits to the households paired with him and to no others', async () => {
    const helper = await anActor('PAIRED_HELPER', PLACES.county, 'COUNTY')
    expect(await log(a(), { by: helper })).toEqual({ ok: false, kind: 'notFound' })
    await aPairing(home, helper)
    const found = {
      guarantees: { ...allMet, WATER: { result: 'FAIL', reason: '断水' } },
      shocks: [{ kind: 'MEDICAL', selfPaidYuan: '900' }],
      promises: [{ content: '送药', dueOn: '2026-04-01' }],
    }
    expect(await log(a(found), { by: helper })).toMatchObject({ ok: true, data: { outcome: 'OPENED' } })
    expect(await visits()).toHaveLength(1)
  })
})
