import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { aCase, known, officers, POOR, propose, start, take } from '../support/procedures'

let people: Awaited<ReturnType<typeof officers>>
let household: BuiltHousehold
let id: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await officers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(() => {
  id = randomUUID()
})

const go = async (steps: readonly (readonly [keyof typeof people, string, string])[]) => {
  for (const [who, name, on] of steps) expect([name, await take(people[who], id, name, on)]).toEqual([name, 'done'])
}
const step = (actor: Actor, status: string, on: string) =>
  withScope(actor, ({ db }) =>
    db.$executeRawUnsafe(
      `UPDATE status_procedure SET status = '${status}', last_step_on = '${on}',${status === 'DONE' ? ` ended_on = '${on}',` : ''} version = version + 1 WHERE id = '${id}'`,
    ),
  ).then(
    (n) => `changed ${n}`,
    (error: Error) => /no longer hold \((.+)\)/.exec(error.message)?.[1] ?? error.message,
  )
const now = (table: string, change: string, column = 'household_id', key = household.id) =>
  owner().query(`UPDATE ${table} SET ${change} WHERE ${column} = $1`, [key])

it('no removal is checked or decided by SQL while a condition does not hold', async () => {
  household = await aHousehold()
  await known(household, 9_500)
  const caseId = await aCase(household, { identified_on: '2025-09-03' })
  expect(await propose(people.cadre, caseId, id)).toMatchObject({ ok: true })
  expect(await step(people.cadre, 'VERIFIED', '2026-03-02')).toBe('time, labour')
  await go([
    ['cadre', 'verifyRemoval', '2026-03-03'],
    ['cadre', 'appraiseProcedure', '2026-03-03'],
    ['cadre', 'publishProcedure', '2026-03-04'],
    ['clerk', 'reviewProcedure', '2026-03-10'],
  ])
  const decide = () => step(people.office, 'DONE', '2026-03-11')
  await now('guarantee_state', `result = 'FAIL', fail_reason = '水井干了'`)
  expect(await decide()).toBe('guarantees')
  await now('guarantee_state', `result = 'PASS', fail_reason = ''`)
  await now('household', 'per_capita_income_fen = 100000', 'id')
  expect(await decide()).toBe('income')
  await now('household', 'per_capita_income_fen = 950000', 'id')
  await now('monitoring_case', 'no_labour = true', 'id', caseId)
  expect(await decide()).toBe('time, labour')
  await now('monitoring_case', 'no_labour = false', 'id', caseId)
  expect(await decide()).toBe('changed 1')
})

it('no exit is checked or decided by SQL while a condition does not hold', async () => {
  household = await aHousehold(PLACES.village, POOR)
  await known(household, 7_000, ['WATER'])
  expect(await start(people.clerk, household, id, { kind: 'EXIT', planYear: 2026 })).toMatchObject({ ok: true })
  expect(await step(people.cadre, 'VERIFIED', '2026-03-02')).toBe('guarantees')
  await now('guarantee_state', `result = 'PASS', fail_reason = ''`)
  await go([
    ['cadre', 'verifyProcedure', '2026-03-02'],
    ['cadre', 'agreeProcedure', '2026-03-02'],
    ['cadre', 'appraiseProcedure', '2026-03-03'],
    ['cadre', 'publishProcedure', '2026-03-04'],
    ['secondClerk', 'reviewProcedure', '2026-03-12'],
  ])
  await now('household', 'per_capita_income_fen = 100000', 'id')
  expect(await step(people.leader, 'APPROVED', '2026-03-13')).toBe('income')
  await now('household', 'per_capita_income_fen = NULL, income_year = NULL', 'id')
  expect(await step(people.leader, 'APPROVED', '2026-03-13')).toBe('changed 1')
})
