import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { listCycles } from '@/lib/relief/queries/cycles'
import { importBankAnswer } from '@/lib/transfer/commands/bank-answer'
import { closeOwner, owner, PLACES } from '../support/builders'
import { ask, cellsOf, takeOut } from '../support/exports'
import { ACCOUNT, type Line, payoutsOf } from '../support/payout-cycle'
import { applicationRow, balances, codeOf, layRelief, type ReliefPeople, say, step } from '../support/relief'

let people: ReliefPeople

beforeAll(async () => {
  people = await layRelief({ 3: '100000' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  await owner().query(
    `UPDATE relief_application a SET status = 'REVOKED', recovered_fen = 0, ended_on = last_step_on WHERE status = 'APPROVED'
     AND NOT EXISTS (SELECT FROM payout_item i WHERE i.application_id = a.id AND i.status = 'WAITING')`,
  )
})

const { approved, collect, collected, view, answer } = payoutsOf(() => people)

async function send(cycleId: string, file: File, who: Actor = people.office) {
  const { version } = await view(cycleId)
  const outcome = await execute(
    who,
    importBankAnswer,
    { cycleId, version, on: '2026-03-12', file },
    { id: randomUUID() },
  )
  if (outcome.ok) return 'done'
  if (outcome.kind === 'input')
    return Object.entries(outcome.errors).map(([name, { code, params }]) => [name, code, params])
  return outcome.kind === 'rule' ? [outcome.code, outcome.field] : outcome.kind
}
const HEADS = ['申请编号', '金额（元）', '处理结果', '失败原因']
const csv = (lines: readonly Line[]) =>
  new File([[HEADS, ...lines].map((line) => line.join(',')).join('\n')], 'return.csv')
async function xlsx(lines: readonly Line[]) {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('回盘').addRows([['某银行回盘'], HEADS, ...lines])
  return new File([(await book.xlsx.writeBuffer()) as ArrayBuffer], 'return.xlsx')
}

test('a cycle collects what is approved, has an account and was not approved by whoever collects; the rest waits and says why', async () => {
  const [first, without, own] = [
    await approved(50_000),
    await approved(60_000, { account: null }),
    await approved(70_000, { by: people.office }),
  ]
  const cycle = await collected()
  const { items, no } = await view(cycle)
  expect(items.map((item) => [item.applicationId, item.fen, item.status])).toEqual([[first.id, 50_000, 'WAITING']])
  expect(codeOf((await collect()).answer)).toBe('relief.nothingToPay')
  const { back, payable } = await withScope(people.clerk, (ctx) => listCycles(ctx, undefined))
  expect([back.map((each) => [each.id, each.reason]), payable.n]).toEqual([[[without.id, null]], 1])
  const second = await collected(people.secondClerk)
  expect((await view(second)).items.map(({ applicationId }) => applicationId)).toEqual([own.id])
  expect(await step(people.office, first.id, 'disburseRelief', '2026-03-12')).toEqual(['relief.atBank', { no }])
  expect(await step(people.clerk, first.id, 'revokeRelief', '2026-03-12')).toEqual(['relief.atBank', { no }])
  await expect(
    owner().query(
      `UPDATE relief_application SET status = 'REVOKED', recovered_fen = 0, ended_on = '2026-03-12' WHERE id = $1`,
      [first.id],
    ),
  ).rejects.toThrow('is with the bank')
  expect(await answer(cycle, [[first.no, 500, 'FAILED', 'x']])).toBe('done')
  expect(await answer(second, [[own.no, 700, 'FAILED', 'x']])).toBe('done')
})

test('what the bank paid is disbursed with its entry and its measure; what failed goes back, is put right and paid in the next cycle', async () => {
  const [paid, failed] = [await approved(50_000), await approved(80_000)]
  const before = await balances(PLACES.township, 3)
  const cycle = await collected()
  expect(
    await send(
      cycle,
      await xlsx([
        [paid.no, 500, '成功'],
        [failed.no, 800, '失败', '账号户名不符'],
      ]),
    ),
  ).toBe('done')
  expect(await applicationRow(paid.id)).toMatchObject({
    status: 'DISBURSED',
    paid_last4: ACCOUNT.slice(-4),
    disbursed_by: people.office.userId,
    measure_id: expect.any(String),
  })
  expect((await applicationRow(failed.id)).status).toBe('APPROVED')
  const shown = await view(cycle)
  expect([shown.status, shown.items.map(({ status, reason }) => [status, reason]).sort()]).toEqual([
    'ANSWERED',
    [
      ['FAILED', '账号户名不符'],
      ['PAID', ''],
    ],
  ])
  const { back } = await withScope(people.office, (ctx) => listCycles(ctx, PLACES.township))
  expect(back.map((each) => [each.id, each.reason])).toEqual([[failed.id, '账号户名不符']])
  const next = await collected()
  expect(await send(next, csv([[failed.no, '800.00', '成功']]))).toBe('done')
  expect((await applicationRow(failed.id)).status).toBe('DISBURSED')
  const after = await balances(PLACES.township, 3)
  expect((before.BUDGET ?? 0) - (after.BUDGET ?? 0)).toBe(130_000)
})

test('what does not fit in the file is named by row and column, and then nothing of it is recorded', async () => {
  const [one, two, mine] = [await approved(50_000), await approved(80_000), await approved(90_000)]
  const cycle = await collected()
  expect(
    await send(
      cycle,
      csv([
        [one.no, 500, '大概'],
        [two.no, '很多', '成功'],
      ]),
    ),
  ).toEqual([
    ['row2.result', 'relief.answerResult', { row: 2, column: '处理结果' }],
    ['row3.amountYuan', 'relief.answerUnread', { row: 3, column: '金额（元）' }],
  ])
  const faulty = await xlsx([
    [one.no, 500, '成功'],
    [one.no, 500, '成功'],
    [two.no, 801, '成功'],
    [mine.no, 900, '失败'],
    ['JZ-1', 1, '成功'],
  ])
  expect(await send(cycle, faulty)).toEqual([
    ['rows[1].no', 'relief.answerTwice', { row: 4, no: one.no }],
    ['rows[2].amountYuan', 'relief.answerAmount', { row: 5, no: two.no, yuan: '800' }],
    ['rows[3].reason', 'relief.answerNeedsReason', { row: 6, no: mine.no }],
    ['rows[4].no', 'relief.answerUnknown', { row: 7, no: 'JZ-1' }],
  ])
  expect((await send(cycle, csv([[one.no, 500, '成功']]), people.clerk))[0]).toMatchObject([
    'rows[0].no',
    'relief.answerOwnApproval',
    { row: 2 },
  ])
  expect((await applicationRow(one.id)).status).toBe('APPROVED')
  expect(await send(cycle, new File(['a,b\n1,2'], 'x.csv'))).toEqual(['relief.answerHeads', 'file'])
  expect(await send(cycle, new File([HEADS.join(',')], 'x.csv'))).toEqual(['relief.answerEmpty', 'file'])
  expect(await send(cycle, new File([Buffer.from([0xd0, 0xcf, 0x11, 0xe0])], 'x.xls'))).toEqual([
    'relief.answerNoSheet',
    'file',
  ])
  expect(await answer(cycle, [[one.no, 500, 'PAID']], people.neighbour)).toBe('forbidden')
  const part: Line[] = [
    [one.no, 500, 'PAID'],
    [two.no, 800, 'FAILED', 'x'],
  ]
  expect(await answer(cycle, part)).toBe('done')
  expect((await view(cycle)).status).toBe('AT_BANK')
  expect(await answer(cycle, [[one.no, 500, 'PAID']])).toMatchObject({
    'rows[0].no': { code: 'relief.answeredBefore' },
  })
  expect(await answer(cycle, [[mine.no, 900, 'PAID']])).toBe('done')
  expect((await view(cycle)).status).toBe('ANSWERED')
})

test('eight answers at once pay once, and two collectors never take the same payout', async () => {
  const one = await approved(40_000)
  const both = await Promise.all([collect(people.office), collect(people.secondOffice), collect(people.secondClerk)])
  expect(both.map(({ answer: each }) => codeOf(each)).sort()).toEqual([
    'done',
    'relief.nothingToPay',
    'relief.nothingToPay',
  ])
  const cycle = both.find(({ answer: each }) => each === 'done')?.id as string
  const answers = await Promise.all(Array.from({ length: 8 }, () => answer(cycle, [[one.no, 400, 'PAID']])))
  expect(answers.filter((each) => each === 'done')).toHaveLength(1)
  const { rowCount } = await owner().query('SELECT FROM fund_entry WHERE application_id = $1', [one.id])
  expect(rowCount).toBe(1)
})

test('the payment list leaves by the rules of exports: masked, and in full only after a second person', async () => {
  const one = await approved(45_000)
  const cycle = await collected()
  const query = `region=${PLACES.township}&cycle=${cycle}`
  const cells = await cellsOf((await takeOut(people.office, { kind: 'PAYMENTS', query })).body)
  const text = JSON.stringify(cells).replace(/[\u200b-\u200d\u2060]/g, '')
  expect(text).toContain(one.no)
  expect(text).toContain(ACCOUNT.slice(-4))
  expect(text).not.toContain(ACCOUNT)
  const heads = cells.find((row) => row.includes('处理结果'))
  for (const head of HEADS) expect(heads).toContain(head)
  expect(await ask(people.office, { kind: 'PAYMENTS', query, unmasked: true })).toMatchObject({
    ok: false,
    code: 'users.stepUpNeeded',
  })
  expect(await ask(people.cadre, { kind: 'PAYMENTS', query })).toMatchObject({ ok: false })
  expect(await ask(people.office, { kind: 'PAYMENTS', query: 'cycle=x' })).toMatchObject({
    ok: false,
    code: 'exports.notUnderstood',
  })
  expect(await answer(cycle, [[one.no, 450, 'FAILED', 'x']])).toBe('done')
})

test('a sample of those who were paid is drawn and called by somebody else; what was said stays', async () => {
  const all = [await approved(30_000), await approved(31_000), await approved(32_000)]
  const cycle = await collected()
  const sample = async (count: number) =>
    say(people.office, 'samplePayouts', {
      cycleId: cycle,
      version: (await view(cycle)).version,
      on: '2026-03-13',
      count,
    })
  expect(await sample(2)).toBe('relief.nobodyToCall')
  const lines = all.map(({ no }, index): Line => [no, 300 + 10 * index, 'PAID'])
  expect(await answer(cycle, lines)).toBe('done')
  expect(await sample(2)).toBe('done')
  const drawn = (await view(cycle)).items.filter(({ isSampled }) => isSampled)
  expect(drawn).toHaveLength(2)
  const call = (who: Actor, itemNo: number, result: string, over: object = {}) =>
    say(who, 'recordCall', { cycleId: cycle, itemNo, on: '2026-03-14', result, ...over })
  const [a, b] = drawn.map(({ itemNo }) => itemNo) as [number, number]
  const other = [1, 2, 3].find((no) => no !== a && no !== b) as number
  expect(await call(people.office, a, 'RECEIVED')).toBe('relief.payerCalls')
  expect(await call(people.clerk, other, 'RECEIVED')).toBe('relief.notSampled')
  expect(await call(people.clerk, a, 'NOT_RECEIVED')).toMatchObject({ note: { code: 'relief.callNeedsNote' } })
  expect(codeOf(await call(people.clerk, a, 'RECEIVED', { on: '2026-03-12' }))).toBe('relief.beforeLast')
  expect(await call(people.clerk, a, 'NOT_REACHED')).toBe('done')
  expect(await call(people.clerk, a, 'OTHER_AMOUNT', { note: '只收到 200 元' })).toBe('done')
  expect(await call(people.clerk, a, 'RECEIVED')).toBe('relief.calledAlready')
  expect((await view(cycle)).items.find(({ itemNo }) => itemNo === a)).toMatchObject({
    call: 'OTHER_AMOUNT',
    callNote: '只收到 200 元',
  })
  const change = (set: string) =>
    owner().query(`UPDATE payout_item SET ${set} WHERE cycle_id = $1 AND item_no = ${a}`, [cycle])
  await expect(change(`call_result = 'RECEIVED'`)).rejects.toThrow('what was answered stays')
  await expect(
    owner().query(
      `UPDATE payout_item SET called_on = '2026-03-14', called_by = answered_by, called_by_name = 'x', call_result = 'RECEIVED' WHERE cycle_id = $1 AND item_no = $2`,
      [cycle, b],
    ),
  ).rejects.toThrow('payout_item_four_eyes')
  await expect(change(`status = 'FAILED', reason = 'x'`)).rejects.toThrow('what was answered stays')
})
