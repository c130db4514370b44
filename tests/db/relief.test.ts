import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { disburseRelief } from '@/lib/relief/commands/pay'
import { aHousehold, type BuiltHousehold, closeOwner, owner, PLACES } from '../support/builders'
import { deadlinesOf } from '../support/deadlines'
import {
  anApplication,
  anEvent,
  applicationRow,
  balances,
  codeOf,
  layRelief,
  type ReliefPeople,
  reliefDeeds,
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

const { draft, take, upTo } = reliefDeeds(() => ({ people, eventId, id }))

describe('temporary relief', () => {
  it('waits for a decision, then for the payout; sent back it waits for nobody', async () => {
    await upTo('applyRelief', 3, '2800')
    expect(await deadlinesOf(id)).toEqual([expect.stringMatching(/^RELIEF_DECISION OPEN \S+ TOWNSHIP$/)])
    expect(await take('clerk', 'returnRelief', '2026-03-03')).toBe('done')
    expect(await deadlinesOf(id)).toEqual(['RELIEF_DECISION CANCELLED'])
  })

  it('waits at the county’s desk where the amount is the county’s, as it is when it is applied for', async () => {
    expect(await draft('secretary', 3, '2800')).toBe('done')
    expect(await step(people.secretary, id, 'applyRelief', '2026-03-02', { claimedYuan: '3001' })).toBe('done')
    expect(await deadlinesOf(id)).toEqual([expect.stringMatching(/^RELIEF_DECISION OPEN \S+ COUNTY$/)])
  })

  it('meets the deadlines of decision and payout with these steps', async () => {
    await upTo('disburseRelief', 3, '2800')
    expect((await deadlinesOf(id)).map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      'RELIEF_DECISION MET',
      'RELIEF_PAYOUT MET',
    ])
  })

  it('story 1: 2,800 applied for in the village, decided by the township, paid by the county, confirmed with a signature', async () => {
    const before = await balances(PLACES.township, 3)
    await upTo('confirmRelief', 3, '2800')
    expect(await applicationRow(id)).toMatchObject({
      status: 'CONFIRMED',
      granted_fen: '280000',
      level: 'TOWNSHIP',
      ended_on: expect.any(Date),
    })
    const { rows } = await owner().query(
      'SELECT step, to_status, actor_name, record FROM relief_step WHERE application_id = $1 ORDER BY step_no',
      [id],
    )
    expect(rows.map(({ step }) => step)).toEqual([
      'draft',
      'apply',
      'accept',
      'review',
      'approve',
      'disburse',
      'confirm',
    ])
    expect(rows[4].record).toMatchObject({ document: '镇临救〔2026〕5号', grantedFen: 280_000, level: 'TOWNSHIP' })
    const after = await balances(PLACES.township, 3)
    expect((before.BUDGET ?? 0) - (after.BUDGET ?? 0)).toBe(280_000)
    expect((after.PAID ?? 0) - (before.PAID ?? 0)).toBe(280_000)
  })

  it('story 6: 3,000 is the township’s, 3,001 the county’s, in the rule and in the database', async () => {
    await upTo('reviewRelief', 3, '3001')
    expect(await take('clerk', 'approveRelief', '2026-03-12')).toEqual(['relief.countyDecides', { limit: '3000' }])
    expect(await take('office', 'approveRelief', '2026-03-12', { grantedYuan: '3000' })).toEqual([
      'relief.townshipDecides',
      { limit: '3000' },
    ])
    for (const [fen, level] of [
      [300_100, 'TOWNSHIP'],
      [300_000, 'COUNTY'],
    ] as const)
      await expect(
        owner().query(
          `UPDATE relief_application SET status = 'APPROVED', granted_fen = $2, level = $3, approved_by = $4, approved_on = '2026-03-12',
             last_step_on = '2026-03-12' WHERE id = $1`,
          [id, fen, level, people.office.userId],
        ),
      ).rejects.toThrow('are not decided by the')
    expect(await take('office', 'approveRelief', '2026-03-12', { grantedYuan: '3001' })).toBe('done')
    expect(await applicationRow(id)).toMatchObject({ level: 'COUNTY', granted_fen: '300100' })
    id = randomUUID()
    eventId = await anEvent(household, people.secretary)
    await upTo('reviewRelief', 3, '3000')
    expect(await take('clerk', 'approveRelief', '2026-03-12')).toBe('done')
    expect(await applicationRow(id)).toMatchObject({ level: 'TOWNSHIP', granted_fen: '300000' })
  })

  it('who applied or reviewed does not approve, who approved does not pay out: also not past the rules', async () => {
    expect(await draft('clerk', 3, '1000')).toBe('done')
    expect(await take('clerk', 'applyRelief', '2026-03-02')).toBe('done')
    expect(await take('secondClerk', 'acceptRelief', '2026-03-03')).toBe('done')
    expect(await take('cadre', 'reviewRelief', '2026-03-04')).toBe('done')
    expect(await take('clerk', 'approveRelief', '2026-03-05')).toBe('relief.applicantApproves')
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'APPROVED', granted_fen = 100000, level = 'TOWNSHIP', approved_by = $2, approved_on = '2026-03-05',
           last_step_on = '2026-03-05' WHERE id = $1`,
        [id, people.clerk.userId],
      ),
    ).rejects.toThrow('relief_application_four_eyes')
    expect(await take('secondClerk', 'approveRelief', '2026-03-05')).toBe('done')
    expect(await take('secondClerk', 'disburseRelief', '2026-03-06')).toBe('relief.approverPays')
    await expect(
      owner().query(
        `UPDATE relief_application SET status = 'DISBURSED', disbursed_by = approved_by, disbursed_on = '2026-03-06', last_step_on = '2026-03-06' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('relief_application_approver_does_not_pay')
    expect(await take('clerk', 'disburseRelief', '2026-03-06')).toBe('done')
  })

  it('of many who pay out at once one pays, and one entry leaves the fund', async () => {
    await upTo('approveRelief', 3, '500')
    const { version } = await applicationRow(id)
    const input = { applicationId: id, version, on: '2026-03-15', document: '批次1' }
    const same = randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        execute(index % 2 ? people.office : people.secondClerk, disburseRelief, input, {
          id: index < 1 ? same : randomUUID(),
        }),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const { rows } = await owner().query('SELECT kind FROM fund_entry WHERE application_id = $1', [id])
    expect(rows).toEqual([{ kind: 'PAY_OUT' }])
  })

  it('answers the same when the same form comes again', async () => {
    await upTo('approveRelief', 3, '500')
    const command = randomUUID()
    expect(await take('office', 'disburseRelief', '2026-03-15', { version: 6 }, command)).toBe('relief.changed')
    const { version } = await applicationRow(id)
    expect(await take('office', 'disburseRelief', '2026-03-15', { version }, command)).toBe('done')
    expect(await take('office', 'disburseRelief', '2026-03-15', { version }, command)).toBe('done')
    expect((await owner().query('SELECT 1 FROM fund_entry WHERE application_id = $1', [id])).rowCount).toBe(1)
  })

  it('is returned with a reason to the draft, rejected with a reason, withdrawn by the village; then it never changes', async () => {
    await upTo('reviewRelief', 3, '500')
    expect(await take('clerk', 'returnRelief', '2026-03-05', { reason: '' })).toMatchObject({
      reason: { code: 'input.required' },
    })
    expect(await take('clerk', 'returnRelief', '2026-03-05')).toBe('done')
    expect(await applicationRow(id)).toMatchObject({ status: 'DRAFT', applied_by: null, reviewed_by: null })
    expect(await take('secretary', 'applyRelief', '2026-03-06')).toBe('done')
    expect(await take('clerk', 'rejectRelief', '2026-03-07', { reason: 'OTHER' })).toMatchObject({
      note: { code: 'relief.noteNeeded' },
    })
    expect(await take('clerk', 'rejectRelief', '2026-03-07')).toBe('done')
    expect(await take('clerk', 'acceptRelief', '2026-03-08')).toBe('relief.notNow')
    await expect(
      owner().query(`UPDATE relief_application SET applicant_name = 'x' WHERE id = $1`, [id]),
    ).rejects.toThrow('never changes')
    await expect(owner().query(`UPDATE relief_step SET record = '{}' WHERE application_id = $1`, [id])).rejects.toThrow(
      'kept as they were',
    )
    await expect(owner().query('DELETE FROM relief_application WHERE id = $1', [id])).rejects.toThrow(
      'kept as they were',
    )
    id = randomUUID()
    expect(await draft('cadre', 3, '100')).toBe('done')
    expect(await take('cadre', 'withdrawRelief', '2026-03-02')).toBe('done')
    expect((await applicationRow(id)).reject_reason).toBe('WITHDRAWN')
  })

  it('refuses a step out of turn, a day before the last step and a day to come, and does not exist for a neighbour', async () => {
    await upTo('applyRelief', 3, '500')
    expect(await take('cadre', 'reviewRelief', '2026-03-03')).toBe('relief.notNow')
    expect(codeOf(await take('clerk', 'acceptRelief', '2026-03-01'))).toBe('relief.beforeLast')
    expect(await take('clerk', 'acceptRelief', '2027-01-01')).toBe('input.inTheFuture')
    expect(await take('neighbour', 'acceptRelief', '2026-03-03')).toBe('notFound')
    expect(await take('office', 'acceptRelief', '2026-03-03')).toBe('forbidden')
  })

  it('may be goods or nothing else than cash, has one open application, and says what is wrong beside its field', async () => {
    expect(await draft('cadre', 3, '')).toMatchObject({ claimedYuan: { code: 'input.required' } })
    expect(await draft('cadre', 3, 'viel')).toMatchObject({ claimedYuan: { code: 'relief.notAnAmount' } })
    expect(await draft('cadre', 3, '300', { manner: 'GOODS' })).toMatchObject({ goods: { code: 'input.required' } })
    expect(await draft('cadre', 3, '', { manner: 'POST', postTitle: '护林员' })).toMatchObject({
      manner: { code: 'relief.postLine' },
    })
    expect(await draft('cadre', 3, '300', { manner: 'GOODS', goods: '面粉4袋、棉被2床' })).toBe('done')
    id = randomUUID()
    expect(codeOf(await draft('cadre', 3, '300'))).toBe('relief.openAlready')
  })

  it('does not pay what the fund does not hold', async () => {
    await upTo('reviewRelief', 3, '2000')
    await owner().query(`UPDATE relief_application SET last_step_on = '2026-03-04' WHERE id = $1`, [id])
    expect(await take('clerk', 'approveRelief', '2026-03-05')).toBe('done')
    const { BUDGET } = await balances(PLACES.township, 3)
    const drain = randomUUID()
    const other = await aHousehold(PLACES.otherTownshipVillage)
    const there = await anEvent(other, people.office)
    await anApplication(other, there, people.secretary, {
      id: drain,
      status: 'APPROVED',
      granted_fen: 100_000,
      level: 'TOWNSHIP',
      applied_by: people.secretary.userId,
      applied_on: '2026-03-01',
      approved_by: people.clerk.userId,
      approved_on: '2026-03-01',
    })
    expect(BUDGET).toBeGreaterThan(0)
    expect(await step(people.office, drain, 'disburseRelief', '2026-03-15')).toEqual([
      'relief.fundShort',
      { left: '0' },
    ])
    expect((await applicationRow(drain)).status).toBe('APPROVED')
  })
})
