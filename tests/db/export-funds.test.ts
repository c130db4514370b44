import { afterAll, beforeAll, expect, test } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { listCycles } from '@/lib/relief/queries/cycles'
import { getFunds } from '@/lib/relief/queries/funds'
import { closeOwner, PLACES } from '../support/builders'
import { ask, cellsOf, takeOut } from '../support/exports'
import { payoutsOf } from '../support/payout-cycle'
import { layRelief, type ReliefPeople } from '../support/relief'

let people: ReliefPeople

beforeAll(async () => {
  people = await layRelief({ 3: '100000' })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const { approved, collected, answer } = payoutsOf(() => people)
const HERE = `region=${PLACES.township}`

async function rowsOf(kind: string, query: string) {
  const [, heads = [], ...rows] = await cellsOf((await takeOut(people.office, { kind, query })).body)
  return rows.slice(0, -1).map((row) => Object.fromEntries(heads.map((head, at) => [String(head), row[at] ?? null])))
}

test('the journal of the funds and the cycles leave as their pages show them, both sides of an entry named', async () => {
  const paid = await approved(50_000)
  const cycle = await collected()
  expect(await answer(cycle, [[paid.no, 500, 'PAID']])).toBe('done')
  const funds = await withScope(people.office, (ctx) => getFunds(ctx, { region: PLACES.township }))
  const entries = await rowsOf('FUND_ENTRIES', HERE)
  expect(entries.map((row) => row.凭证号)).toEqual(funds.entries.map(({ no }) => no))
  expect(entries.map((row) => row['凭证金额（元）'])).toEqual(funds.entries.map(({ fen }) => fen / 100))
  expect(entries.find((row) => row.凭证类型 === '发放')).toMatchObject({ '凭证金额（元）': 500, 冲销的凭证: null })
  for (const row of entries)
    expect([row.借方账户, row.贷方账户].map((text) => String(text).length > 4)).toEqual([true, true])
  const page = await withScope(people.office, (ctx) => listCycles(ctx, PLACES.township))
  const cycles = await rowsOf('PAYOUT_CYCLES', HERE)
  expect(cycles.map((row) => row.批次号)).toEqual(page.cycles.map(({ no }) => no))
  expect(cycles[0]).toMatchObject({ 笔数: 1, '合计（元）': 500 })
})

test('a year that is none is refused, a foreign region is missing, and who keeps no money gets nothing', async () => {
  expect(await ask(people.office, { kind: 'FUND_ENTRIES', query: `${HERE}&year=x` })).toMatchObject({
    code: 'exports.notUnderstood',
  })
  for (const kind of ['FUND_ENTRIES', 'PAYOUT_CYCLES']) {
    const query = `region=${PLACES.otherCountyVillage}`
    expect([kind, await ask(people.office, { kind, query })]).toMatchObject([kind, { ok: false, kind: 'notFound' }])
    expect([kind, await ask(people.secretary, { kind, query: HERE })]).toMatchObject([kind, { ok: false }])
  }
})
