import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { getApplication, getPayoutOf } from '@/lib/relief/queries/application'
import { recordMeasure } from '@/lib/support/commands/record'
import { confirmMeasure } from '@/lib/support/commands/step'
import { readMeasureTypes, readReliefMeasures } from '@/prisma/catalogue/read'
import { aHousehold, type BuiltHousehold, closeOwner, owner } from '../support/builders'
import { anEvent, applicationRow, layRelief, type ReliefPeople, reliefDeeds } from '../support/relief'

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

const { take, upTo, answered } = reliefDeeds(() => ({ people, eventId, id }))

const measures = async () =>
  (
    await owner().query(
      `SELECT id, type_code, status::text, amount_fen::int AS fen, form, fund_source, scale, delivered_by, version, cancel_note
       FROM support_measure WHERE household_id = $1 ORDER BY recorded_at, id`,
      [household.id],
    )
  ).rows
const revoke = (recoveredYuan: string) => take('clerk', 'revokeRelief', '2026-03-20', { recoveredYuan })
const inHand = (over: object = {}) =>
  execute(
    people.cadre,
    recordMeasure,
    {
      id: randomUUID(),
      householdId: household.id,
      typeCode: 'NET_RELIEF',
      unit: '镇政府',
      responsible: '李',
      plannedOn: '2026-03-15',
      deliveredOn: '2026-03-15',
      amount: '500',
      fundSource: 'COUNTY',
      ...over,
    },
    { id: randomUUID() },
  )

test('a payout is a measure of the household, delivered by whoever paid, and each shows the other', async () => {
  await upTo('disburseRelief', 3, '2800')
  const [measure, ...others] = await measures()
  expect(others).toEqual([])
  expect(measure).toMatchObject({
    type_code: 'NET_RELIEF',
    status: 'DELIVERED',
    fen: 280_000,
    form: 'CASH',
    fund_source: 'COUNTY',
    delivered_by: people.office.userId,
  })
  const view = await withScope(people.clerk, (ctx) => getApplication(ctx, id))
  expect(view.measure).toEqual({ id: measure.id, status: 'DELIVERED' })
  const payout = await withScope(people.clerk, (ctx) => getPayoutOf(ctx, measure.id))
  expect(payout).toMatchObject({ id, line: 3, recoveredFen: null })
})

test('goods are a measure in kind, a welfare post one without money', async () => {
  await upTo('disburseRelief', 3, '600', { manner: 'GOODS', goods: '面粉4袋' })
  id = randomUUID()
  await answered(1, 2, 4, 5)
  await upTo('disburseRelief', 6, '', { manner: 'POST', postTitle: '村道保洁员' })
  const found = (await measures()).map(({ type_code, form, fen, scale }) => [type_code, form, fen, scale])
  expect(found.sort()).toEqual([
    ['NET_RELIEF_GOODS', 'GOODS', 60_000, '面粉4袋'],
    ['POST_FUND', 'SERVICE', 0, '村道保洁员'],
  ])
})

test('the same payout twice makes one measure, also where somebody recorded it by hand before', async () => {
  await upTo('approveRelief', 3, '500')
  expect(await inHand()).toMatchObject({ ok: true })
  const command = randomUUID()
  const { version } = await applicationRow(id)
  expect(await take('office', 'disburseRelief', '2026-03-15', { version }, command)).toBe('done')
  expect(await take('office', 'disburseRelief', '2026-03-15', { version }, command)).toBe('done')
  const all = await measures()
  expect(all).toHaveLength(1)
  expect((await applicationRow(id)).measure_id).toBe(all[0].id)
})

test('two payouts of the same sum on the same day are two measures', async () => {
  await upTo('disburseRelief', 3, '500')
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await upTo('disburseRelief', 3, '500')
  expect(await measures()).toHaveLength(2)
})

test('what was recovered whole cancels the measure with the reason', async () => {
  await upTo('confirmRelief', 3, '900')
  expect(await revoke('900')).toBe('done')
  expect(await measures()).toEqual([expect.objectContaining({ status: 'CANCELLED', cancel_note: '重复申报' })])
  const { record } = await withScope(people.clerk, (ctx) => getApplication(ctx, id))
  expect(record.at(-1)?.record).toMatchObject({ measure: 'CANCELLED', recoveredFen: 90_000 })
})

test('what the household keeps in part or signed for stays a measure, marked with what was recovered', async () => {
  await upTo('disburseRelief', 3, '900')
  expect(await revoke('400')).toBe('done')
  const [kept] = await measures()
  expect(kept).toMatchObject({ status: 'DELIVERED', fen: 90_000 })
  expect(await withScope(people.clerk, (ctx) => getPayoutOf(ctx, kept.id))).toMatchObject({ recoveredFen: 40_000 })
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await upTo('disburseRelief', 3, '700')
  const { measure_id: measureId } = await applicationRow(id)
  const signed = { measureId, version: 1, on: '2026-03-16', signer: '王守田' }
  expect(await execute(people.clerk, confirmMeasure, signed, { id: randomUUID() })).toMatchObject({ ok: true })
  expect(await revoke('700')).toBe('done')
  expect((await measures()).map(({ status }) => status)).toEqual(['DELIVERED', 'CONFIRMED_BY_HOUSEHOLD'])
  const { record } = await withScope(people.clerk, (ctx) => getApplication(ctx, id))
  expect(record.at(-1)?.record).toMatchObject({ measure: 'KEPT' })
})

test('no type in force and a household that left never stop a payout', async () => {
  await upTo('approveRelief', 3, '600', { manner: 'GOODS', goods: '面粉4袋' })
  await owner().query(`UPDATE measure_type SET valid_to = '2026-03-14' WHERE code = 'NET_RELIEF_GOODS'`)
  expect(await take('office', 'disburseRelief', '2026-03-15')).toBe('done')
  expect((await measures()).map(({ type_code }) => type_code)).toEqual(['SOC_VISIT'])
  await owner().query(`UPDATE measure_type SET valid_to = '2026-03-14' WHERE code = 'SOC_VISIT'`)
  household = await aHousehold()
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await upTo('disburseRelief', 3, '600', { manner: 'GOODS', goods: '面粉4袋' })
  expect([await measures(), (await applicationRow(id)).status]).toEqual([[], 'DISBURSED'])
  await owner().query(`UPDATE measure_type SET valid_to = NULL WHERE code IN ('NET_RELIEF_GOODS', 'SOC_VISIT')`)
  household = await aHousehold()
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await upTo('approveRelief', 3, '500')
  await owner().query('UPDATE household SET is_active = false WHERE id = $1', [household.id])
  expect(await take('office', 'disburseRelief', '2026-03-15')).toBe('done')
  expect(await withScope(people.clerk, (ctx) => getApplication(ctx, id))).toMatchObject({
    measure: null,
    isPaid: true,
  })
})

test('the database keeps the measure of a payout: of the same household, of one payout, for good', async () => {
  await upTo('disburseRelief', 3, '500')
  const [measure] = await measures()
  const set = (value: string | null, application: string) =>
    owner().query('UPDATE relief_application SET measure_id = $1 WHERE id = $2', [value, application])
  await expect(set(null, id)).rejects.toThrow('its measure is one of this household and stays')
  const first = id
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await upTo('approveRelief', 3, '500')
  await expect(set(measure.id, id)).rejects.toThrow('relief_application_measure_of_a_payout')
  household = await aHousehold()
  eventId = await anEvent(household, people.secretary)
  id = randomUUID()
  await owner().query('DELETE FROM relief_measure_type WHERE line = 3')
  await upTo('disburseRelief', 3, '500')
  await expect(set(measure.id, id)).rejects.toThrow('its measure is one of this household and stays')
  expect((await applicationRow(first)).measure_id).toBe(measure.id)
})

test('every manner of every line has a shipped type', () => {
  const types = new Map(readMeasureTypes().map((type) => [type.code, type]))
  const rows = readReliefMeasures()
  for (const [line, manner] of [
    [2, 'CASH'],
    [3, 'CASH'],
    [3, 'GOODS'],
    [4, 'CASH'],
    [6, 'CASH'],
    [6, 'POST'],
  ])
    expect(rows.some((row) => row.line === line && row.manner === manner && row.rank === 1)).toBe(true)
  for (const { typeCode, manner } of rows) expect(types.get(typeCode)?.form === 'CASH').toBe(manner === 'CASH')
})
