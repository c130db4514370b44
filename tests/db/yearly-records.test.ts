import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { INCOME_FIELDS, itemField, LIVING_FIELDS, LIVING_SECTIONS } from '@/lib/households/catalogue/record-fields'
import { recordIncome } from '@/lib/households/commands/record-income'
import { recordLiving } from '@/lib/households/commands/record-living'
import { getWholeHousehold } from '@/lib/households/queries/whole'
import { incomeOf } from '@/lib/households/rules/income'
import { namesOf, yuanText } from '@/lib/households/rules/record-fields'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import {
  aHousehold,
  anActor,
  anIncome,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { incomeInput, livingInput, readIncome, readLiving } from '../support/register-forms'

const HOUSEHOLDS_OF_INCOMES = 60

let clerk: Actor
let cadre: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

const living = (actor: Actor, input: unknown, id: string = randomUUID()) => execute(actor, recordLiving, input, { id })
const income = (actor: Actor, input: unknown, id: string = randomUUID()) => execute(actor, recordIncome, input, { id })
const row = async (table: 'household' | 'living_condition' | 'household_income', year?: number) =>
  (
    await owner().query(
      table === 'household'
        ? 'SELECT * FROM household WHERE id = $1'
        : `SELECT * FROM ${table} WHERE household_id = $1 AND year = $2`,
      table === 'household' ? [household.id] : [household.id, year],
    )
  ).rows[0]

test('every field of the living conditions is asked in some section', () => {
  expect(Object.values(LIVING_SECTIONS).flat().sort()).toEqual(namesOf(LIVING_FIELDS).sort())
})

test('living conditions are recorded for a year, and the next year starts from them', async () => {
  const typed = {
    arableMu: '12.50',
    houseGrade: 'B',
    waterSource: 'PURIFIED_TAP',
    isWaterSafe: 'true',
    appraisedOn: '2025-05-01',
  }
  const outcome = await living(clerk, livingInput(await readLiving(clerk, household, 2025), typed))
  expect(outcome).toMatchObject({ ok: true, data: { year: 2025, version: 1 } })
  expect(await row('living_condition', 2025)).toMatchObject({
    arable_mu: '12.50',
    house_grade: 'B',
    is_water_safe: true,
    source: 'FORM',
  })
  const next = await readLiving(clerk, household, 2026)
  expect(next).toMatchObject({ version: 0, prefill: { year: 2025, texts: { arableMu: '12.5', houseGrade: 'B' } } })
  expect(next.texts.arableMu).toBe('')
})

test('the grade of the household is that of the newest recorded year', async () => {
  await living(clerk, livingInput(await readLiving(clerk, household, 2025), { houseGrade: 'B' }))
  expect((await row('household')).housing_grade).toBe('B')
  await living(clerk, livingInput(await readLiving(clerk, household, 2024), { houseGrade: 'D' }))
  expect((await row('household')).housing_grade).toBe('B')
  await living(clerk, livingInput(await readLiving(clerk, household, 2026), { houseGrade: 'C' }))
  expect((await row('household')).housing_grade).toBe('C')
})

test('wrong values are refused beside their fields: letters, too many decimals, a year to come, a day that is none', async () => {
  const form = await readLiving(clerk, household, 2025)
  const outcome = await living(
    clerk,
    livingInput(form, {
      arableMu: 'x',
      roadKm: '1.234',
      waterLitresPerDay: '3.5',
      appraisedOn: '2025-02-30',
      roadType: 'GOLD',
    }),
  )
  expect(outcome).toMatchObject({
    kind: 'input',
    errors: {
      arableMu: { code: 'register.notADecimal' },
      roadKm: { code: 'register.notADecimal' },
      waterLitresPerDay: { code: 'register.notAWhole' },
      appraisedOn: { code: 'input.notADay' },
      roadType: { code: 'input.wrong' },
    },
  })
  expect(await living(clerk, { ...livingInput(form, { arableMu: '1' }), year: 2099 })).toMatchObject({
    kind: 'input',
    errors: { year: { code: 'register.yearAhead' } },
  })
  expect(await row('living_condition', 2025)).toBeUndefined()
})

test('an appraised house without a grade is refused', async () => {
  const outcome = await living(
    clerk,
    livingInput(await readLiving(clerk, household, 2025), { appraisedOn: '2025-05-01' }),
  )
  expect(outcome).toMatchObject({ kind: 'input', errors: { houseGrade: { code: 'quality.R47' } } })
})

test('two people record one year: the second is shown base, mine and theirs, and sending twice records once', async () => {
  const [mine, theirs] = [await readLiving(clerk, household, 2025), await readLiving(cadre, household, 2025)]
  const id = randomUUID()
  const input = livingInput(theirs, { arableMu: '5', roadType: 'CEMENT' })
  expect(await living(cadre, input, id)).toMatchObject({ ok: true, replayed: false })
  expect(await living(cadre, input, id)).toMatchObject({ ok: true, replayed: true })
  expect(await living(clerk, livingInput(mine, { arableMu: '6', fuel: 'COAL' }))).toMatchObject({
    kind: 'conflict',
    merges: [{ field: 'arableMu', base: '', mine: '6', theirs: '5' }],
    version: 1,
    changedBy: 'VILLAGE_CADRE',
  })
  const settled = livingInput(
    { ...mine, version: 1, texts: { ...mine.texts, arableMu: '5' } },
    { arableMu: '6', fuel: 'COAL', choose: { arableMu: 'mine' } },
  )
  expect(await living(clerk, settled)).toMatchObject({ ok: true, data: { version: 2, merged: ['roadType'] } })
  expect(await row('living_condition', 2025)).toMatchObject({
    arable_mu: '6.00',
    road_type: 'CEMENT',
    fuel: 'COAL',
    version: 2,
  })
})

test('income is recorded by item, its sums are reckoned, and the household follows its newest year', async () => {
  await anIncome(household, 2024, 7_000)
  const form = await readIncome(clerk, household, 2025)
  const typed = {
    WAGE_WORK: '12,000',
    BUSINESS_LIVESTOCK: '9000.50',
    COST_LIVESTOCK: '4000',
    residentMembers: '3',
    claims: '5000',
    selfPaid: '11000',
  }
  expect(await income(clerk, incomeInput(form, typed))).toMatchObject({ ok: true, data: { year: 2025, version: 1 } })
  expect(await row('household_income', 2025)).toMatchObject({
    items: { 'WAGE.WORK': 1_200_000, 'BUSINESS.LIVESTOCK': 900_050, 'COST.LIVESTOCK': 400_000 },
    net_fen: '1700050',
    per_capita_income_fen: '566683',
    claims_fen: '500000',
    self_paid_fen: '1100000',
    version: 1,
  })
  expect(await row('household')).toMatchObject({ per_capita_income_fen: '566683', income_year: 2025 })
  const whole = await withScope(clerk, (ctx) => getWholeHousehold(ctx, household.countyCode, household.id))
  expect(whole.incomes.map(({ income: { year }, result }) => [year, result?.referencePerCapitaFen ?? null])).toEqual([
    [2025, 366_683],
    [2024, null],
  ])
})

test('a year known per head only is replaced by its items; an item taken away is gone', async () => {
  await anIncome(household, 2025, 7_000)
  await income(
    clerk,
    incomeInput(await readIncome(clerk, household, 2025), {
      WAGE_WORK: '100',
      PROPERTY_LAND: '50',
      residentMembers: '1',
    }),
  )
  const form = await readIncome(clerk, household, 2025)
  expect(form).toMatchObject({ texts: { WAGE_WORK: '100', PROPERTY_LAND: '50', residentMembers: '1' } })
  await income(clerk, incomeInput(form, { PROPERTY_LAND: '' }))
  expect(await row('household_income', 2025)).toMatchObject({
    items: { 'WAGE.WORK': 10_000 },
    property_fen: '0',
    per_capita_income_fen: '10000',
  })
})

test('without residents, below zero and with letters income is refused beside its field', async () => {
  const form = await readIncome(clerk, household, 2025)
  expect(
    await income(clerk, incomeInput(form, { WAGE_WORK: '-5', TRANSFER_PENSION: '很多', residentMembers: '0' })),
  ).toMatchObject({
    kind: 'input',
    errors: {
      WAGE_WORK: { code: 'visits.notAnAmount' },
      TRANSFER_PENSION: { code: 'visits.notAnAmount' },
      residentMembers: { code: 'input.tooSmall' },
    },
  })
  expect(await income(clerk, incomeInput(form, { WAGE_WORK: '5' }))).toMatchObject({
    kind: 'input',
    errors: { residentMembers: { code: 'input.required' } },
  })
  expect(await row('household_income', 2025)).toBeUndefined()
})

test('two people record one income: what differs is shown, what does not is kept', async () => {
  const [mine, theirs] = [await readIncome(clerk, household, 2025), await readIncome(cadre, household, 2025)]
  await income(cadre, incomeInput(theirs, { WAGE_WORK: '100', BUSINESS_CROPS: '40', residentMembers: '2' }))
  expect(await income(clerk, incomeInput(mine, { WAGE_WORK: '90', residentMembers: '2' }))).toMatchObject({
    kind: 'conflict',
    merges: [{ field: 'WAGE_WORK', base: '', mine: '90', theirs: '100' }],
    version: 1,
    changedBy: 'VILLAGE_CADRE',
  })
})

test('the database refuses sums that are not those of the items, whoever writes them', async () => {
  const key = [household.countyCode, household.id, household.regionCode]
  const insert = (items: string, wage: number, net: number, head: number) =>
    owner().query(
      `INSERT INTO household_income (county_code, household_id, region_code, year, per_capita_income_fen, source, items, wage_fen, business_fen,
         property_fen, transfer_fen, cost_fen, net_fen, resident_members) VALUES ($1, $2, $3, 2023, $7, 'FORM', $4, $5, 0, 0, 0, 0, $6, 2)`,
      [...key, items, wage, net, head],
    )
  await expect(insert('{"WAGE.WORK": 500}', 400, 400, 200)).rejects.toThrow('household_income_groups_are_sums')
  await expect(insert('{"WAGE.WORK": 500}', 500, 600, 300)).rejects.toThrow('household_income_net_by_formula')
  await expect(insert('{"WAGE.WORK": 500}', 500, 500, 249)).rejects.toThrow('household_income_per_capita_by_formula')
})

test('whatever the items and residents, the sums of the form are those that the database takes', async () => {
  const games = fc.sample(
    fc.tuple(
      fc.dictionary(fc.constantFrom(...INCOME_ITEM_VALUES), fc.integer({ min: 0, max: 9_999_999 }), { minKeys: 1 }),
      fc.integer({ min: 1, max: 60 }),
    ),
    { numRuns: HOUSEHOLDS_OF_INCOMES, seed: 20261125 },
  )
  for (const [year, [items, heads]] of games.entries()) {
    if (year % 12 === 0) household = await aHousehold()
    const form = await readIncome(clerk, household, 2014 + (year % 12))
    const typed = Object.fromEntries(
      Object.entries(items).map(([item, fen]) => [itemField(item as never), yuanText(fen)]),
    )
    const outcome = await income(clerk, incomeInput(form, { ...typed, residentMembers: String(heads) }))
    expect(outcome).toMatchObject({ ok: true })
    const result = incomeOf(items, heads)
    expect(await row('household_income', form.year)).toMatchObject({
      net_fen: String(result?.netFen),
      per_capita_income_fen: String(result?.perCapitaFen),
    })
  }
  expect(namesOf(INCOME_FIELDS)).toHaveLength(INCOME_ITEM_VALUES.length + 3)
}, 60_000)
