import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { unscoped } from '@/lib/platform/db'
import { aClue, aHousehold, type BuiltHousehold, closeOwner, layGround, owner } from './builders'
import { layPolicy } from './policy'
import { officers, take, takeUp } from './procedures'

type People = Awaited<ReturnType<typeof officers>>
type Person = keyof People

/** The whole way from a clue of 10 March, with its days: home check 3, comparison 5, publicity 5 full days, all within 15. */
export const WAY: readonly (readonly [Person, string, string])[] = [
  ['cadre', 'verifyMonitoring', '2026-03-12'],
  ['clerk', 'compareMonitoring', '2026-03-14'],
  ['cadre', 'appraiseProcedure', '2026-03-15'],
  ['cadre', 'publishProcedure', '2026-03-15'],
  ['clerk', 'reviewProcedure', '2026-03-21'],
  ['office', 'approveProcedure', '2026-03-22'],
]

/** Before each test a household with a clue, and everybody who takes part; the steps of its procedure by name. */
export function clueWay() {
  const at = { household: {} as BuiltHousehold, clueId: '', procedureId: '', people: {} as People }
  beforeAll(async () => {
    await layGround()
    await layPolicy()
    at.people = await officers()
  })
  afterAll(async () => {
    await unscoped().$disconnect()
    await closeOwner()
  })
  beforeEach(async () => {
    at.household = await aHousehold()
    at.clueId = await aClue(at.household, at.people.neighbour, '2026-03-10')
    at.procedureId = randomUUID()
  })
  const one = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows[0]
  const begin = (who: Person, over: object = {}, id?: string) =>
    takeUp(at.people[who], at.clueId, at.procedureId, { startedOn: '2026-03-10', ...over }, id)
  const step = (who: Person, name: string, on: string, over: object = {}, id?: string) =>
    take(at.people[who], at.procedureId, name, on, over, id)
  return {
    at,
    one,
    begin,
    step,
    /** The household's latest case. */
    caseOf: () =>
      one(
        `SELECT id, status, episode, channel, risks, identified_on::text AS identified, plan_by::text AS plan, no_labour, green_reason, earlier_case_id
         FROM monitoring_case WHERE household_id = $1 ORDER BY episode DESC LIMIT 1`,
        at.household.id,
      ),
    async upTo(last: string, over: Record<string, object> = {}) {
      expect(await begin('cadre')).toMatchObject({ ok: true })
      for (const [actor, name, on] of WAY) {
        expect([name, await step(actor, name, on, over[name])]).toEqual([name, 'done'])
        if (name === last) return
      }
    },
  }
}
