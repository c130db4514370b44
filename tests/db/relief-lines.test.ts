import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { warningLine } from '@/lib/parameters/rules'
import { unscoped } from '@/lib/platform/db'
import { aHousehold, anIncome, type BuiltHousehold, closeOwner, owner, PLACES } from '../support/builders'
import { POLICY } from '../support/policy'
import {
  anApplication,
  anEvent,
  applicationRow,
  balances,
  codeOf,
  layRelief,
  type ReliefPeople,
  reliefDeeds,
  say,
  step,
} from '../support/relief'

let people: ReliefPeople
let household: BuiltHousehold
let eventId: string
let id: string

beforeAll(async () => {
  people = await layRelief({ 3: '100000', 6: '50000' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
})

const { draft, take, upTo, answered } = reliefDeeds(() => ({ people, eventId, id }))

describe('what an event really costs', () => {
  it('is never paid twice beyond it: the lines together stop at the self-paid cost, with the sums said', async () => {
    const settled = await say(people.cadre, 'settle', {
      id: randomUUID(),
      eventId,
      kind: 'BASIC',
      amountYuan: '15000',
      settledOn: '2026-02-20',
    })
    expect(settled).toBe('done')
    await upTo('disburseRelief', 3, '3000')
    id = randomUUID()
    expect(await draft('secretary', 2, '2001')).toEqual(['relief.aboveLeft', { left: '2000' }])
    await upTo('reviewRelief', 2, '2000')
    await say(people.cadre, 'settle', {
      id: randomUUID(),
      eventId,
      kind: 'AID',
      amountYuan: '500',
      settledOn: '2026-03-11',
    })
    expect(await take('office', 'approveRelief', '2026-03-12')).toEqual([
      'relief.beyondCost',
      { sum: '5000', others: '3000', cost: '4500' },
    ])
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'APPROVED', granted_fen = 150001, level = 'COUNTY', approved_by = $2, approved_on = '2026-03-12',
           last_step_on = '2026-03-12' WHERE id = $1`,
        [id, people.office.userId],
      ),
    ).rejects.toThrow('more than the self-paid cost of 450000 fen')
    expect(await take('office', 'approveRelief', '2026-03-12', { grantedYuan: '1500' })).toBe('done')
  })

  it('two lines decided at once never exceed it together', async () => {
    await owner().query(`UPDATE relief_event SET total_fen = 300000, policy_fen = 300000 WHERE id = $1`, [eventId])
    const ids = [2, 3].map((line) => [line, randomUUID()] as const)
    for (const [line, each] of ids)
      await anApplication(household, eventId, people.secretary, {
        id: each,
        line,
        status: 'REVIEWED',
        claimed_fen: 200_000,
        applied_by: people.secretary.userId,
        applied_on: '2026-03-01',
        reviewed_by: people.cadre.userId,
      })
    const answers = await Promise.all(
      ids.map(([line, each]) => step(line === 3 ? people.clerk : people.office, each, 'approveRelief', '2026-03-12')),
    )
    expect(answers.map(codeOf).sort()).toEqual(['done', 'relief.beyondCost'])
  })

  it('settles no more than the cost within policy; a settlement is taken back by its contrary, once', async () => {
    const first = randomUUID()
    const settle = (each: string, yuan: string) =>
      say(people.cadre, 'settle', { id: each, eventId, kind: 'BASIC', amountYuan: yuan, settledOn: '2026-02-20' })
    expect(await settle(first, '18000.01')).toEqual(['relief.settledAboveCost', { settled: '18000.01', most: '18000' }])
    expect(await settle(first, '18000')).toBe('done')
    const correct = (total: string, policy: string) =>
      say(people.cadre, 'correctReliefEvent', {
        eventId,
        version: 1,
        happenedOn: '2026-02-01',
        totalYuan: total,
        policyYuan: policy,
      })
    expect(codeOf(await correct('20000', '17000'))).toBe('relief.settledAboveCost')
    await expect(
      owner().query('UPDATE relief_event SET policy_fen = 1700000 WHERE id = $1', [eventId]),
    ).rejects.toThrow('more is settled')
    const back = () => say(people.cadre, 'unsettle', { id: randomUUID(), settlementId: first, reason: '录错' })
    expect(await back()).toBe('done')
    expect(await back()).toBe('relief.reversedAlready')
    expect(await correct('20000', '17000')).toBe('done')
    expect(await correct('20000', '17000')).toBe('relief.changed')
    await expect(owner().query('UPDATE relief_settlement SET amount_fen = 1 WHERE id = $1', [first])).rejects.toThrow(
      'kept as they were',
    )
  })

  it('what was paid is recovered when a decision is revoked, goes back to the fund, and may be granted again', async () => {
    await owner().query(`UPDATE relief_event SET total_fen = 300000, policy_fen = NULL WHERE id = $1`, [eventId])
    await upTo('confirmRelief', 3, '3000')
    const before = await balances(PLACES.township, 3)
    expect(await take('clerk', 'revokeRelief', '2026-03-20', { recoveredYuan: '3000.01' })).toEqual([
      'relief.aboveGranted',
      { granted: '3000' },
    ])
    expect(await take('clerk', 'revokeRelief', '2026-03-20', { recoveredYuan: '2500' })).toBe('done')
    const after = await balances(PLACES.township, 3)
    expect((after.BUDGET ?? 0) - (before.BUDGET ?? 0)).toBe(250_000)
    id = randomUUID()
    expect(await draft('secretary', 3, '2501')).toEqual(['relief.aboveLeft', { left: '2500' }])
    expect(await draft('secretary', 3, '2500')).toBe('done')
  })
})

describe('the lines of insurance and fund', () => {
  it('story 2: a marginal household, the son’s accident: insurance 13,000 and fund 1,000', async () => {
    household = await aHousehold(PLACES.village, {
      household_type: 'GENERAL_RURAL',
      poverty_status: 'NEVER_POOR',
      exit_year: null,
      monitored_type: 'MARGINAL',
    })
    await anIncome(household, 2025, 5_000)
    await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [household.countyCode, household.id])
    eventId = await anEvent(household, people.secretary, {
      cause: 'ACCIDENT',
      total_fen: 4_000_000,
      policy_fen: 3_000_000,
    })
    await say(people.cadre, 'settle', {
      id: randomUUID(),
      eventId,
      kind: 'BASIC',
      amountYuan: '20000',
      settledOn: '2026-02-20',
    })
    await upTo('publishRelief', 4, '13000')
    expect(codeOf(await take('office', 'approveRelief', '2026-03-10'))).toBe('relief.publicityRuns')
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'APPROVED', granted_fen = 1300000, level = 'COUNTY', approved_by = $2, approved_on = '2026-03-10',
           last_step_on = '2026-03-10' WHERE id = $1`,
        [id, people.office.userId],
      ),
    ).rejects.toThrow('publicity still runs')
    expect(await take('office', 'approveRelief', '2026-03-11')).toBe('done')
    expect(await take('clerk', 'disburseRelief', '2026-03-15')).toBe('done')
    id = randomUUID()
    expect(await draft('secretary', 6, '1000')).toBe('done')
    expect(await take('secretary', 'applyRelief', '2026-03-02')).toBe('relief.othersFirst')
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'APPLIED', applied_by = drafted_by, applied_on = '2026-03-02', last_step_on = '2026-03-02' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('lines {2,3,5} come first')
    await answered(2, 3, 5)
    for (const [who, name, on] of [
      ['secretary', 'applyRelief', '2026-03-02'],
      ['clerk', 'acceptRelief', '2026-03-03'],
      ['cadre', 'reviewRelief', '2026-03-04'],
      ['cadre', 'publishRelief', '2026-03-05'],
      ['clerk', 'approveRelief', '2026-03-11'],
      ['office', 'disburseRelief', '2026-03-12'],
      ['cadre', 'confirmRelief', '2026-03-13'],
    ] as const)
      expect([name, await take(who, name, on)]).toEqual([name, 'done'])
    expect(await applicationRow(id)).toMatchObject({ status: 'CONFIRMED', granted_fen: '100000', level: 'TOWNSHIP' })
  })

  it.each([
    ['not monitored', {}, 5_000, 'relief.notEligible'],
    ['monitored, income at the line', { monitored_type: 'UNSTABLE_EXITED' }, 'line', 'relief.notEligible'],
    ['monitored, income one fen below', { monitored_type: 'UNSTABLE_EXITED' }, 'below', 'done'],
    ['monitored, income not known', { monitored_type: 'UNSTABLE_EXITED' }, null, 'done'],
  ] as const)('anti-poverty insurance: %s', async (_name, over, income, expected) => {
    household = await aHousehold(PLACES.village, over)
    if (income !== null) {
      const fen = Math.round((warningLine(POLICY, household.regionCode, '2026-03-02')?.yuan ?? 0) * 100)
      await anIncome(household, 2025, typeof income === 'number' ? income : (fen - (income === 'below' ? 1 : 0)) / 100)
      await owner().query('SELECT refresh_households($1, ARRAY[$2::uuid], now())', [household.countyCode, household.id])
    }
    eventId = await anEvent(household, people.secretary)
    expect(await draft('secretary', 4, '1000')).toBe('done')
    expect(await take('secretary', 'applyRelief', '2026-03-02')).toBe(expected)
  })

  it('grants 500, 1,000 or 2,000 and nothing else, or a welfare post that is appraised every half-year', async () => {
    await answered(1, 2, 3, 4, 5)
    for (const yuan of ['499', '501', '999', '1001', '1500', '1999', '2001'])
      expect(await draft('secretary', 6, yuan)).toEqual(['relief.notAGrant', { grants: '500 / 1000 / 2000' }])
    await upTo('publishRelief', 6, '2000')
    expect(codeOf(await take('clerk', 'approveRelief', '2026-03-12', { grantedYuan: '1500' }))).toBe('relief.notAGrant')
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'APPROVED', granted_fen = 150000, level = 'TOWNSHIP', approved_by = $2, approved_on = '2026-03-12',
           last_step_on = '2026-03-12' WHERE id = $1`,
        [id, people.clerk.userId],
      ),
    ).rejects.toThrow('no grant of line 6')
    expect(await take('office', 'approveRelief', '2026-03-12')).toBe('relief.lineOfTownship')
    expect(await take('clerk', 'rejectRelief', '2026-03-12')).toBe('done')
    id = randomUUID()
    await upTo('confirmRelief', 6, '', { manner: 'POST', postTitle: '村道保洁员' })
    expect(await applicationRow(id)).toMatchObject({
      manner: 'POST',
      granted_fen: '0',
      post_review_on: new Date('2026-09-12'),
    })
    expect(await take('cadre', 'reviewPost', '2026-03-20')).toBe('done')
    expect(await applicationRow(id)).toMatchObject({ post_review_on: new Date('2026-09-20') })
    expect(await take('cadre', 'reviewPost', '2026-03-21', { result: 'END' })).toBe('done')
    expect(await take('cadre', 'reviewPost', '2026-03-22')).toBe('relief.noPost')
  })

  it('an objection leads back to the review', async () => {
    await answered(1, 2, 3, 4, 5)
    await upTo('publishRelief', 6, '500')
    expect(await take('cadre', 'objectToRelief', '2026-03-06')).toBe('done')
    expect(await applicationRow(id)).toMatchObject({ status: 'ACCEPTED', reviewed_by: null, may_go_on_from: null })
  })

  it('a mark can be taken back, and an application that was refused counts as an answer', async () => {
    await answered(1, 2, 4, 5)
    await upTo('reviewRelief', 3, '500')
    expect(await take('clerk', 'rejectRelief', '2026-03-05')).toBe('done')
    id = randomUUID()
    expect(await draft('secretary', 6, '500')).toBe('done')
    await say(people.cadre, 'markLine', { eventId, line: 5, state: 'OPEN', reason: '登记错了' })
    expect(await take('secretary', 'applyRelief', '2026-03-06')).toBe('relief.othersFirst')
    await answered(5)
    expect(await take('secretary', 'applyRelief', '2026-03-06')).toBe('done')
  })
})
