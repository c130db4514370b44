import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { getCycle } from '@/lib/relief/queries/cycles'
import { aHousehold, PLACES } from './builders'
import { fillSecrets } from './exports'
import { anApplication, anEvent, type ReliefPeople, say } from './relief'

export const ACCOUNT = '9900123456789012'
/** Application, yuan, what the bank says, and why. */
export type Line = readonly [no: string, yuan: string | number, result: string, reason?: string]

/** What payouts of the township go through, for tests that have laid relief and know its people. */
export function payoutsOf(people: () => ReliefPeople) {
  /** An application in cash that was approved in the township, of a household with an account unless it is said otherwise. */
  async function approved(fen: number, over: { account?: string | null; by?: Actor } = {}) {
    const household = await aHousehold()
    const { account = ACCOUNT, by = people().clerk } = over
    if (account)
      await fillSecrets(household, { idNumber: randomUUID(), phone: randomUUID(), bankAccount: account, address: '' })
    const event = await anEvent(household, people().secretary)
    const id = await anApplication(household, event, people().secretary, {
      status: 'APPROVED',
      claimed_fen: fen,
      granted_fen: fen,
      level: 'TOWNSHIP',
      applied_by: people().secretary.userId,
      applied_on: '2026-03-01',
      approved_by: by.userId,
      approved_on: '2026-03-01',
    })
    return { id, no: `T-${id.slice(0, 12)}`, household }
  }

  const collect = async (who: Actor = people().office, over: object = {}) => {
    const id = randomUUID()
    const answer = await say(who, 'collectPayouts', { id, regionCode: PLACES.township, on: '2026-03-10', ...over })
    return { id, answer }
  }
  const collected = async (who?: Actor) => {
    const { id, answer } = await collect(who)
    expect(answer).toBe('done')
    return id
  }
  const view = (id: string, who: Actor = people().office) => withScope(who, (ctx) => getCycle(ctx, id))
  const answer = async (cycleId: string, lines: readonly Line[], who: Actor = people().office, over: object = {}) =>
    say(who, 'answerPayouts', {
      cycleId,
      version: (await view(cycleId)).version,
      on: '2026-03-12',
      rows: lines.map(([no, yuan, result, reason = '']) => ({ no, amountYuan: String(yuan), result, reason })),
      ...over,
    })
  return { approved, collect, collected, view, answer }
}
