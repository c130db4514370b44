import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { cancelContribution } from '@/lib/relief/commands/filial-cancel'
import { getFilial } from '@/lib/relief/queries/filial'
import { countFilial } from '@/lib/relief/sql'
import { aHousehold, type BuiltHousehold, closeOwner, insert, owner, PLACES } from '../support/builders'
import { balances, codeOf, fill, layRelief, type ReliefPeople, say } from '../support/relief'

let people: ReliefPeople
let household: BuiltHousehold

beforeAll(async () => {
  people = await layRelief()
  for (const over of [
    { regionCode: PLACES.county },
    { regionCode: PLACES.township },
    { regionCode: PLACES.village },
    { regionCode: PLACES.county, source: 'DONATION' },
  ])
    await fill(people.office, 5, '10000', { year: 2025, ...over })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

type Person = keyof ReliefPeople

const give = async (yuan: string, paidOn = '2025-08-01', id: string = randomUUID(), childName = '王小川') => {
  const input = { id, householdId: household.id, parentId: household.headId, childName, amountYuan: yuan, paidOn }
  expect(await say(people.cadre, 'contributeFilial', input)).toBe('done')
  return id
}
const cancel = (contributionId: string, over: object = {}, who: Person = 'cadre') =>
  say(people[who], 'cancelContribution', {
    id: randomUUID(),
    contributionId,
    on: '2026-01-10',
    reason: '金额记错',
    ...over,
  })
const prepare = async () => {
  const id = randomUUID()
  const input = { id, regionCode: PLACES.village, year: 2025, half: '2', on: '2026-01-05' }
  expect(await say(people.cadre, 'prepareFilialList', input)).toBe('done')
  return id
}
const listRow = async (id: string) => (await owner().query('SELECT * FROM filial_list WHERE id = $1', [id])).rows[0]
const carry = async (who: Person, name: string, listId: string, over: object = {}) =>
  say(people[who], name, { listId, version: (await listRow(listId)).version, on: '2026-01-12', ...over })
const rowsOf = async (id: string) =>
  (
    await owner().query(
      `SELECT amount_fen::int AS fen, bonus_fen::int AS bonus, list_id, reason FROM filial_contribution WHERE id = $1 OR reverses = $1 ORDER BY amount_fen DESC`,
      [id],
    )
  ).rows
const deposit = async () => (await balances(PLACES.village, 5, 2025)).DEPOSIT ?? 0

test('a wrong contribution is taken back by its contrary, bonus and deposit with it, and given anew', async () => {
  const before = await deposit()
  const id = await give('1200')
  expect(await deposit()).toBe(before + 120_000)
  expect(await cancel(id)).toBe('done')
  expect(await rowsOf(id)).toEqual([
    { fen: 120_000, bonus: 12_000, list_id: null, reason: '' },
    { fen: -120_000, bonus: -12_000, list_id: null, reason: '金额记错' },
  ])
  expect(await deposit()).toBe(before)
  const shown = await withScope(people.cadre, (ctx) => getFilial(ctx, { half: '2025-2' }))
  expect([shown.waiting, shown.unpaid]).toEqual([[], []])
  const counted = await withScope(people.cadre, (ctx) =>
    countFilial(ctx, PLACES.village, `${PLACES.village}~`, '2025-07-01', '2025-12-31'),
  )
  expect(counted).toEqual({ contributed: 0, bonus: 0, households: 0, persons: 0 })
  const again = await give('1500')
  expect(codeOf(await cancel(id))).toBe('relief.reversedAlready')
  expect(await cancel(again)).toBe('done')
})

test('a list loses it and is checked anew; with none left it is cancelled', async () => {
  const [wrong, right] = [await give('1000'), await give('500', '2025-08-01', randomUUID(), '王小海')]
  const list = await prepare()
  expect(await carry('clerk', 'checkFilialList', list)).toBe('done')
  expect(await cancel(wrong)).toBe('done')
  expect(await listRow(list)).toMatchObject({
    status: 'PREPARED',
    checked_by: null,
    contributions: 1,
    total_fen: '50000',
    bonus_fen: '5000',
    county_fen: '2500',
    township_fen: '750',
    village_fen: '500',
    donation_fen: '1250',
  })
  expect(await carry('office', 'payFilialList', list, { document: '批次' })).toBe('relief.notNow')
  expect(await cancel(right)).toBe('done')
  expect(await listRow(list)).toMatchObject({ status: 'CANCELLED', contributions: 0, total_fen: '0', bonus_fen: '0' })
  expect(await carry('clerk', 'checkFilialList', list)).toBe('relief.notNow')
})

test('once its half-year is paid out it stays, and the reason is said; also past the rules', async () => {
  const id = await give('800')
  const list = await prepare()
  expect(await carry('clerk', 'checkFilialList', list)).toBe('done')
  expect(await carry('office', 'payFilialList', list, { document: '批次' })).toBe('done')
  const { list_no: no } = await listRow(list)
  expect(await cancel(id, { on: '2026-01-13' })).toEqual(['relief.paidOutAlready', { no, day: '2026-01-12' }])
  await expect(contraryOf(id)).rejects.toThrow('its half-year is paid out')
  expect((await withScope(people.cadre, (ctx) => getFilial(ctx, { half: '2025-2' }))).unpaid).toEqual([])
})

/** Writes the contrary of a contribution past the commands. */
async function contraryOf(id: string, over: Record<string, unknown> = {}) {
  const { rows } = await owner().query('SELECT * FROM filial_contribution WHERE id = $1', [id])
  const { amount_fen, bonus_fen, paid_on, ...row } = rows[0]
  return insert('filial_contribution', {
    ...row,
    id: randomUUID(),
    paid_on: '2025-08-01',
    amount_fen: -amount_fen,
    bonus_fen: -bonus_fen,
    reverses: id,
    reversed_on: '2026-01-10',
    reason: 'x',
    ...over,
  })
}

test('the database takes only the exact contrary, once, and lists nothing that was taken back', async () => {
  const id = await give('700')
  await expect(contraryOf(id, { amount_fen: -69_000 })).rejects.toThrow('not the contrary')
  await expect(contraryOf(id, { bonus_fen: -6_999 })).rejects.toThrow('not the contrary')
  await expect(contraryOf(id, { reason: '' })).rejects.toThrow('contrary_has_reason')
  await expect(give('700')).rejects.toThrow('contributedAlready')
  await expect(
    contraryOf(id, { amount_fen: 70_000, bonus_fen: 7_000, reverses: null, reversed_on: null, reason: '' }),
  ).rejects.toThrow('this child paid for this parent and half-year')
  expect(await cancel(id)).toBe('done')
  await expect(contraryOf(id)).rejects.toThrow('filial_contribution_county_code_reverses_key')
  const other = await give('300')
  const list = await prepare()
  await expect(owner().query('UPDATE filial_contribution SET list_id = $1 WHERE id = $2', [list, id])).rejects.toThrow(
    'on no list',
  )
  await expect(owner().query('UPDATE filial_list SET total_fen = 1 WHERE id = $1', [list])).rejects.toThrow('no step')
  await expect(contraryOf(other)).rejects.toThrow('is not the sum of its contributions')
  expect(await cancel(other)).toBe('done')
})

test('asked eight times at once it is taken back once, and the answer to the same form is the same', async () => {
  const before = await deposit()
  const id = await give('600')
  const once = { contributionId: id, on: '2026-01-10', reason: '重复' }
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () =>
      execute(people.cadre, cancelContribution, { ...once, id: randomUUID() }, { id: randomUUID() }),
    ),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await deposit()).toBe(before)
  const [command, contrary, next] = [randomUUID(), randomUUID(), await give('650')]
  for (const replayed of [false, true]) {
    const input = { ...once, contributionId: next, id: contrary }
    expect(await execute(people.cadre, cancelContribution, input, { id: command })).toMatchObject({
      ok: true,
      replayed,
    })
  }
})

test('says what is wrong beside its field; nobody else takes it back', async () => {
  const id = await give('400')
  expect(await cancel(id, { reason: '' })).toMatchObject({ reason: { code: 'input.required' } })
  expect(codeOf(await cancel(id, { on: '2025-07-31' }))).toBe('relief.beforeLast')
  expect(await cancel(id, { on: '2027-01-01' })).toBe('input.inTheFuture')
  expect(await cancel(id, {}, 'neighbour')).toBe('notFound')
  expect(await cancel(id, {}, 'office')).toBe('forbidden')
  expect(await cancel(randomUUID())).toBe('notFound')
  expect(await cancel(id)).toBe('done')
})
