import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { percent } from '@/lib/i18n/format'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { insure, reportFigures, withdrawFigure } from '@/lib/relief/commands/figures'
import { getFigures } from '@/lib/relief/queries/figures'
import { eachFen, type Ratio } from '@/lib/relief/rules/figures'
import type { Line } from '@/lib/relief/schema/lines'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { anApplication, anEvent, say } from '../support/relief'

let office: Actor
let leader: Actor

beforeAll(async () => {
  await layGround()
  await layPolicy()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const send = async (command: unknown, input: object) => {
  const outcome = await execute(office, command as Command, { id: randomUUID(), ...input }, { id: randomUUID() })
  if (outcome.ok) return 'done'
  return outcome.kind === 'rule' ? outcome.code : outcome.kind === 'input' ? outcome.errors : outcome.kind
}
const SOURCE = { regionCode: PLACES.county, source: '六道防线报道（2020-12）' }
const FIVE_YEARS = { fromOn: '2016-01-01', toOn: '2020-12-31' }
const read = () => withScope(leader, (ctx) => getFigures(ctx, { from: '2016-01-01', to: '2020-12-31' }))
const lineOf = async (line: Line) => {
  const found = (await read()).lines.find((each) => each.line === line)
  if (!found) throw new Error('no such line')
  return found
}
const reported = async (line: Line) =>
  Object.fromEntries((await lineOf(line)).measures.map(({ measure, reported }) => [measure, reported]))
const shown = (ratios: readonly Ratio[]) =>
  Object.fromEntries(
    ratios.map((ratio) => [
      ratio.code,
      ratio.as === 'SHARE' ? percent(ratio.numerator, ratio.denominator) : eachFen(ratio),
    ]),
  )

it('the article’s figures are entered through the product’s own commands and read back with numerator and denominator', async () => {
  const tell = (line: string, figures: object, over: object = {}) =>
    send(reportFigures, { line, ...FIVE_YEARS, ...SOURCE, ...figures, ...over })
  // Rows 71–73: visits, total and policy-scope cost, reimbursed.
  expect(await tell('1', { VISITS: '9402', TOTAL: '35,100,000', POLICY: '29360000', REIMBURSED: '26483000' })).toBe(
    'done',
  )
  // Row 74: premium for 4,176 persons in 2018 and 2019, payout.
  const insured = { insurer: '商业保险公司', fromOn: '2018-01-01', toOn: '2019-12-31', ...SOURCE }
  expect(await send(insure, { line: '2', premiumYuan: '1980000', insuredPersons: 4176, ...insured })).toBe('done')
  expect(await tell('2', { PAID: '1500000' })).toBe('done')
  // Row 75: person-times and sum of temporary relief.
  expect(await tell('3', { TIMES: '411', PAID: '580000' })).toBe('done')
  // Row 77: more than two million of premium, 70 households, 910,000.
  const about = { ...insured, insurer: '人保财险', isApproximate: true }
  expect(await send(insure, { line: '4', premiumYuan: '2000000', ...about, fromOn: '2018-01-01' })).toBe('done')
  expect(await tell('4', { HOUSEHOLDS: '70', PAID: '910000' })).toBe('done')
  // Row 80: contributions, bonus, households, persons.
  expect(await tell('5', { CONTRIBUTED: '2570000', BONUS: '257000', HOUSEHOLDS: '764', PERSONS: '935' })).toBe('done')

  expect(await reported(1)).toEqual({
    VISITS: 9402,
    TOTAL: 3_510_000_000,
    POLICY: 2_936_000_000,
    REIMBURSED: 2_648_300_000,
  })
  expect(shown((await lineOf(1)).reportedRatios)).toEqual({ POLICY_SHARE: '83.6%', REIMBURSEMENT: '90.2%' })
  expect((await lineOf(1)).reportedRatios[1]).toMatchObject({ numerator: 2_648_300_000, denominator: 2_936_000_000 })
  const second = await lineOf(2)
  expect([second.premium, second.insured]).toEqual([198_000_000, 4176])
  expect(shown(second.reportedRatios)).toEqual({ PREMIUM_EACH: 47_414, LOSS: '75.8%' })
  expect(await reported(3)).toEqual({ TIMES: 411, PAID: 58_000_000 })
  expect(shown((await lineOf(3)).reportedRatios)).toEqual({ AVERAGE_TIME: 141_119 })
  const fourth = await lineOf(4)
  expect([fourth.premium, fourth.premiumIsApproximate]).toEqual([200_000_000, true])
  expect(shown(fourth.reportedRatios)).toMatchObject({ AVERAGE_HOUSEHOLD: 1_300_000 })
  expect(await reported(5)).toEqual({ CONTRIBUTED: 257_000_000, BONUS: 25_700_000, HOUSEHOLDS: 764, PERSONS: 935 })
  expect(shown((await lineOf(5)).reportedRatios)).toEqual({ BONUS_SHARE: '10.0%' })
  expect((await lineOf(6)).reportedRatios).toEqual([])
})

it('a figure stands once a period, is withdrawn with a reason and told anew, and bad ones are named beside their field', async () => {
  const tell = (over: object) =>
    send(reportFigures, { line: '3', fromOn: '2015-01-01', toOn: '2015-12-31', ...SOURCE, ...over })
  expect(await tell({ TIMES: '1.5', PAID: 'viel' })).toEqual({
    TIMES: { code: 'input.wrong' },
    PAID: { code: 'relief.notAnAmount' },
  })
  expect(await tell({})).toEqual({ TIMES: { code: 'input.required' } })
  expect(await tell({ TIMES: '3', source: '' })).toMatchObject({ source: { code: 'input.required' } })
  expect(await tell({ TIMES: '3', toOn: '2014-12-31' })).toMatchObject({ toOn: { code: 'relief.termBackwards' } })
  expect(await tell({ TIMES: '3' })).toBe('done')
  expect(await tell({ TIMES: '4' })).toBe('relief.reportedAlready')
  const { rows } = await owner().query(`SELECT id FROM relief_figure WHERE from_on = '2015-01-01'`)
  await expect(owner().query('UPDATE relief_figure SET value = 4 WHERE id = $1', [rows[0].id])).rejects.toThrow(
    'withdrawn, not changed',
  )
  const withdraw = () => send(withdrawFigure, { figureId: rows[0].id, reason: '填错' })
  expect(await withdraw()).toBe('done')
  expect(await withdraw()).toBe('relief.changed')
  expect(await tell({ TIMES: '4' })).toBe('done')
})

it('what the system counts by itself stands beside the reported figures, not in them', async () => {
  const household = await aHousehold()
  const eventId = await anEvent(household, office, { happened_on: '2020-05-01' })
  await say(office, 'settle', { id: randomUUID(), eventId, kind: 'BASIC', amountYuan: '9000', settledOn: '2020-06-01' })
  await anApplication(household, eventId, leader, {
    status: 'DISBURSED',
    granted_fen: 100_000,
    level: 'TOWNSHIP',
    applied_by: leader.userId,
    applied_on: '2020-06-02',
    approved_by: randomUUID(),
    approved_on: '2020-06-03',
    disbursed_by: randomUUID(),
    disbursed_on: '2020-06-04',
    last_step_on: '2020-06-04',
  })
  const first = await lineOf(1)
  expect(shown(first.countedRatios)).toEqual({ POLICY_SHARE: '90.0%', REIMBURSEMENT: '50.0%' })
  expect(first.measures.find(({ measure }) => measure === 'VISITS')).toMatchObject({ reported: 9402, counted: 1 })
  expect((await lineOf(3)).measures).toMatchObject([
    { measure: 'TIMES', reported: 411, counted: 1 },
    { measure: 'PAID', reported: 58_000_000, counted: 100_000 },
  ])
})
