import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsOf } from '@/lib/exports/rules/view'
import { listLoans } from '@/lib/loans/queries/list'
import type { LoanTab } from '@/lib/loans/schema'
import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { getMonth } from '@/lib/worklogs/queries/month'
import { listPeople } from '@/lib/worklogs/queries/people'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { ask, overAllPages, rowsTaken, takeOut } from '../support/exports'
import { aLoan, anExtension } from '../support/loans'
import { layPolicy } from '../support/policy'
import { aLeave, aLog } from '../support/worklogs'

const KINDS = ['LOANS', 'ATTENDANCE'] as const
const HERE = `region=${PLACES.county}`
const MONTH = `${HERE}&month=2020-02`
const LONG = '130799100002000009'
const ROLES = ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'] as const
let office: Actor
let householdId: string
let today: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  today = await withScope(office, async (ctx) => ctx.today)
  const household = await aHousehold(PLACES.village, { head_name: '=金丝雀' })
  householdId = household.id
  await owner().query(`UPDATE person SET name = '=金丝雀' WHERE id = $1`, [household.headId])
  const other = await aHousehold(PLACES.otherTownshipVillage)
  for (let n = 0; n < 51; n++) await aLoan(other, { due_on: addDays('2020-07-01', n % 7) })
  await aLoan(household, { bank: '=1+1', contract_no: LONG, purpose: 'OTHER', purpose_note: '买网箱' })
  await anExtension(await aLoan(household), household)
  const putOff = { decision: 'GRANTED', decided_on: '2020-03-11', decided_by: randomUUID() }
  await anExtension(await aLoan(household), household, putOff)
  await aLoan(household, { due_on: addDays(today, 500) })
  await aLoan(household, { repaid_on: '2020-06-01', repaid_fen: 3_150_050, repaid_by: randomUUID() })
  await aLoan(await aHousehold(PLACES.otherCountyVillage))

  const posted = (role: 'FIRST_SECRETARY' | 'VILLAGE_CADRE', place: string) => anActor(role, place, 'VILLAGE')
  const [busy, idle] = [
    await posted('FIRST_SECRETARY', PLACES.village),
    await posted('FIRST_SECRETARY', PLACES.village),
  ]
  await owner().query(`UPDATE app_user SET name = '=2+2' WHERE id = $1`, [idle.userId])
  for (let n = 0; n < 20; n++) await aLog(busy, addDays('2020-02-01', n))
  await aLog(idle, '2020-02-03', { presence: 'ELSEWHERE', place: '县里开会' })
  await aLog(idle, '2020-02-04', { written_at: '2020-02-09T12:00:00Z' })
  const granted = { decision: 'GRANTED', decided_at: '2020-02-01T02:00:00Z', decided_by: randomUUID() }
  await aLeave({ user_id: idle.userId, from_on: '2020-01-30', to_on: '2020-02-04', ...granted }, idle)
  // Leave of this month reaches beyond today: what is to come is no gap and hides none.
  await aLeave({ user_id: idle.userId, from_on: today, to_on: addDays(today, 3), ...granted }, idle)
  for (let n = 0; n < 51; n++) await posted('VILLAGE_CADRE', PLACES.otherTownshipVillage)
  await posted('FIRST_SECRETARY', PLACES.otherCountyVillage)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const day = (cell: unknown) => (cell === null ? null : (cell as Date).toISOString().slice(0, 10))

const rowsOf = (actor: Actor, kind: string, query: string) => rowsTaken(actor, { kind, query })

const loansOf = (actor: Actor, tab: LoanTab, household?: string) =>
  overAllPages(actor, async (ctx, after) => {
    const { loans: lines, next } = await listLoans(ctx, { region: PLACES.county, tab, household, after })
    return { lines, next }
  })

test('loans leave as their list has them, over all pages, names covered as there, for every role that may', async () => {
  for (const role of ROLES) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    for (const [tab, rows] of [
      ['open', 55],
      ['repaid', 1],
    ] as const) {
      const told = await loansOf(actor, tab)
      expect(told).toHaveLength(rows)
      expect(
        (await rowsOf(actor, 'LOANS', `${HERE}&tab=${tab}`)).map((row) => [
          row.借款人,
          row.户主姓名,
          row.银行,
          row['贷款金额（元）'],
          day(row.放款日期),
          day(row.原定到期),
          day(row.现在到期),
          row.逾期天数,
          day(row.还清日期),
        ]),
      ).toEqual(
        told.map((loan) => [
          loan.borrower,
          loan.head,
          loan.bank,
          loan.amountFen / 100,
          loan.lentOn,
          loan.firstDueOn,
          loan.dueOn,
          tab === 'open' && loan.days < 0 ? -loan.days : null,
          loan.repaidOn,
        ]),
      )
    }
    const ofOne = await rowsOf(actor, 'LOANS', `${HERE}&household=${householdId}`)
    expect(ofOne.map((row) => row.借款人)).toEqual(Array(4).fill(role === 'AUDITOR' ? '=***' : '=金丝雀'))
    expect(ofOne[3]).toMatchObject({ 贷款情况: '未到期', 逾期天数: null, 还清日期: null })
    expect(ofOne.find((row) => row.合同号 === LONG)).toMatchObject({ 银行: '=1+1', 具体用途: '买网箱', 展期次数: 0 })
  }
  const [paid] = await rowsOf(office, 'LOANS', `${HERE}&tab=repaid`)
  expect(paid).toMatchObject({ '还清金额（元）': 31_500.5, 贷款情况: '已还清', 逾期天数: null })
  const asked = await rowsOf(office, 'LOANS', `${HERE}&tab=asked`)
  expect(asked.map((row) => [day(row.待批展期到), row.展期次数, row.贷款情况])).toEqual([
    ['2020-12-30', 0, '逾期，要上门核实'],
  ])
  const putOff = await rowsOf(office, 'LOANS', `${HERE}&tab=extended`)
  expect(putOff.map((row) => [day(row.原定到期), day(row.现在到期), row.展期次数, row.待批展期到])).toEqual([
    ['2020-06-30', '2020-12-30', 1, null],
  ])
})

test('attendance leaves as the list of its month has it, over all pages, gaps as the month of each has them', async () => {
  for (const role of ROLES) {
    const actor = await anActor(role, PLACES.county, 'COUNTY')
    const told = await overAllPages(actor, async (ctx, after) => {
      const { people: lines, next } = await listPeople(ctx, { region: PLACES.county, month: '2020-02', after })
      return { lines, next }
    })
    expect(told).toHaveLength(53)
    const rows = await rowsOf(actor, 'ATTENDANCE', MONTH)
    expect(
      rows.map((row) => [row.行政区划代码, row.姓名, row.在村天数, row.在外天数, row.请假天数, day(row.最近日志日期)]),
    ).toEqual(told.map((each) => [each.regionCode, each.name, each.present, each.elsewhere, each.leave, each.lastOn]))
    expect(rows.find((row) => row.姓名 === '=2+2')).toMatchObject({
      月份: '2020-02',
      没有记录天数: 25,
      要求在村天数: 20,
      考勤: '不足 20 天',
      补写日志: 1,
    })
    expect(rows.find((row) => row.岗位 === '村干部')).toMatchObject({ 要求在村天数: null, 考勤: '不考核' })
    expect(rows.find((row) => row.在村天数 === 20)).toMatchObject({ 没有记录天数: 9, 考勤: '已达 20 天' })
  }
  // The month that runs, with leave beyond today, and one to come.
  for (const month of [today.slice(0, 7), '2020-01', '2098-01']) {
    const { people } = await withScope(office, (ctx) => listPeople(ctx, { region: PLACES.village, month }))
    for (const { userId, gap, leave } of people) {
      const { counts } = await withScope(office, (ctx) => getMonth(ctx, userId, month))
      expect([month, gap, leave]).toEqual([month, counts.gap, counts.leave])
    }
  }
})

test('what begins like a formula and what is long stays a text', async () => {
  const csv = async (kind: string, query: string) =>
    (await takeOut(await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'), { kind, query, format: 'CSV_UTF8' })).body
      .toString('utf8')
      .replace(/[\u200b-\u200d\u2060]/g, '')
  const loans = await csv('LOANS', HERE)
  expect(loans).toContain("'=1+1,")
  expect(loans).toContain("'=金丝雀,")
  expect(loans).not.toContain(`${LONG},`)
  expect(await csv('ATTENDANCE', MONTH)).toContain("'=2+2,")
})

test('a tab or a month that there is not is refused, and nobody without the right or from elsewhere gets a file', async () => {
  const stranger = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  const clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  const asker = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  for (const [kind, odd] of [
    ['LOANS', 'tab=x'],
    ['LOANS', 'household=x'],
    ['ATTENDANCE', 'month=2020-13'],
  ]) {
    const answer = await ask(asker, { kind, query: `${HERE}&${odd}` })
    expect([odd, answer]).toMatchObject([odd, { ok: false, code: 'exports.notUnderstood' }])
  }
  for (const kind of KINDS) {
    const query = kind === 'LOANS' ? HERE : MONTH
    expect([kind, await ask(stranger, { kind, query })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
    expect([kind, await ask(clerk, { kind, query })]).toMatchObject([kind, { ok: false, kind: 'forbidden' }])
    expect(kindsOf('LINE_DEPARTMENT')).not.toContain(kind)
  }
  const own = `region=${PLACES.otherCounty}`
  expect(await rowsOf(stranger, 'LOANS', own)).toHaveLength(1)
  expect(await rowsOf(stranger, 'ATTENDANCE', `${own}&month=2020-02`)).toHaveLength(1)
})
