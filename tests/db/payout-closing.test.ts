import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { closeOwner, owner } from '../support/builders'
import { payoutsOf } from '../support/payout-cycle'
import { codeOf, layRelief, type ReliefPeople, say } from '../support/relief'

let people: ReliefPeople

beforeAll(async () => {
  people = await layRelief({ 3: '100000' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const { approved, collected, view, answer } = payoutsOf(() => people)

test('a cycle that the bank never answers is closed by somebody else with its reason; what waited is paid once, later', async () => {
  const [answered, waits] = [await approved(50_000), await approved(80_000)]
  const cycle = await collected()
  expect(await answer(cycle, [[answered.no, 500, 'PAID']])).toBe('done')
  const close = async (who: Actor, over: object = {}) =>
    say(who, 'closePayouts', {
      cycleId: cycle,
      version: (await view(cycle)).version,
      on: '2026-03-24',
      reason: '银行系统升级，确认未付',
      ...over,
    })
  expect(await close(people.office)).toBe('relief.collectorCloses')
  expect(await close(people.neighbour)).toBe('forbidden')
  expect(codeOf(await close(people.secondOffice, { on: '2026-03-15' }))).toBe('relief.closedTooEarly')
  expect(await close(people.secondOffice, { reason: '' })).toMatchObject({ reason: { code: 'input.required' } })
  await expect(owner().query(`UPDATE payout_cycle SET status = 'ANSWERED' WHERE id = $1`, [cycle])).rejects.toThrow(
    'waits for the bank',
  )
  await expect(
    owner().query(
      `WITH back AS (UPDATE payout_item SET status = 'FAILED', reason = 'x', answered_on = '2026-03-24', answered_by = gen_random_uuid(), answered_by_name = 'x'
         WHERE cycle_id = $1 AND status = 'WAITING')
       UPDATE payout_cycle SET status = 'CLOSED', closed_on = '2026-03-24', closed_by = collected_by, closed_by_name = 'x', close_reason = 'x' WHERE id = $1`,
      [cycle],
    ),
  ).rejects.toThrow()
  const both = await Promise.all([close(people.secondOffice), close(people.secondClerk)])
  expect(both.filter((each) => each === 'done')).toHaveLength(1)
  expect(await view(cycle)).toMatchObject({ status: 'CLOSED', mayAnswer: false, closeFrom: null })
  expect((await view(cycle)).items.map(({ status, reason }) => [status, reason]).sort()).toEqual([
    ['FAILED', '银行系统升级，确认未付'],
    ['PAID', ''],
  ])
  await expect(
    owner().query(`UPDATE payout_cycle SET status = 'AT_BANK', close_reason = '' WHERE id = $1`, [cycle]),
  ).rejects.toThrow('what was collected stays')
  const next = await collected()
  expect((await view(next)).items.map(({ applicationId }) => applicationId)).toEqual([waits.id])
  expect(await answer(cycle, [[waits.no, 800, 'PAID']])).toMatchObject({
    'rows[0].no': { code: 'relief.answeredBefore' },
  })
  expect(await answer(next, [[waits.no, 800, 'PAID']])).toBe('done')
  for (const { id } of [answered, waits]) {
    const { rowCount } = await owner().query('SELECT FROM fund_entry WHERE application_id = $1', [id])
    expect(rowCount).toBe(1)
  }
  expect(codeOf(await close(people.secondOffice))).toBe('relief.cycleEnded')
})
