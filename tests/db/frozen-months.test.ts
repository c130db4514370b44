import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { freezeMonthOf } from '@/lib/indicators/commands/freeze-month'
import { getFrozenMonth, getTrend } from '@/lib/indicators/queries/months'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { addDays } from '@/lib/platform/days'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { onDay, visit } from '../support/past-days'
import { layPolicy } from '../support/policy'

const TODAY = dayOf(now())
const [{ month: LAST, on: ON }, { month: BEFORE, on: ON_BEFORE }] = [1, 2].map((back) => {
  const first = new Date(Date.UTC(Number(TODAY.slice(0, 4)), Number(TODAY.slice(5, 7)) - 1 - back, 1))
    .toISOString()
    .slice(0, 10)
  const next = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 1)).toISOString().slice(0, 10)
  return { month: first, on: addDays(next, -1) }
}) as [{ month: string; on: string }, { month: string; on: string }]
let office: Actor
let cadre: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  household = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED' })
  await aHousehold(PLACES.otherTownshipVillage, { poverty_status: 'NOT_EXITED' })
  await owner().query(`UPDATE household_state SET valid_from = '2014-01-01'`)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const trendOf = async (actor: Actor, region: string) => {
  const { months } = await withScope(actor, (ctx) => getTrend(ctx, region, 'visitCoverage'))
  return Object.fromEntries(months.map((line) => [line.month, line]))
}

test('a month is frozen once, and what is told later is a difference', async () => {
  const missing = await withScope(cadre, (ctx) => getFrozenMonth(ctx, PLACES.village, ON))
  expect(missing?.unfrozen).toEqual({ month: LAST, counties: ['130799'] })
  await freezeMonthOf('130799', LAST)
  await freezeMonthOf('130799', BEFORE)
  await onDay(TODAY, (db) => visit(db, household, office, ON, null))
  await freezeMonthOf('130799', LAST)
  for (const [actor, region, base] of [
    [office, PLACES.county, 2],
    [cadre, PLACES.village, 1],
  ] as const) {
    const line = (await trendOf(actor, region))[LAST]
    expect(line).toMatchObject({ value: 0, isOther: false, isPart: false })
    expect(line?.frozen).toMatchObject({ numerator: 0, denominator: base, version: 1 })
    expect(line?.now).toMatchObject({ numerator: 1, denominator: base })
  }
  const month = await withScope(office, (ctx) => getFrozenMonth(ctx, PLACES.county, ON))
  expect(month?.unfrozen).toBeNull()
  const bases = Object.fromEntries(month?.lines.map(({ code, frozen }) => [code, frozen?.denominator]) ?? [])
  expect(bases).toMatchObject({
    remainingPoor: 2,
    visitCoverage: 2,
    guaranteesNotMet: 0,
    measureCoverage: 0,
    newlyPoor: 2,
  })
  expect(Object.keys(bases)).toHaveLength(INDICATORS.length)
  expect(await withScope(office, (ctx) => getFrozenMonth(ctx, PLACES.county, addDays(ON, -1)))).toBeNull()
})

test('a month of another definition is marked', async () => {
  await owner().query('ALTER TABLE village_tally_month DISABLE TRIGGER month_is_frozen')
  await owner().query('UPDATE village_tally_month SET definition_version = 0 WHERE month = $1', [BEFORE])
  await owner().query('ALTER TABLE village_tally_month ENABLE TRIGGER month_is_frozen')
  const trend = await trendOf(office, PLACES.county)
  expect([trend[BEFORE]?.isOther, trend[LAST]?.isOther]).toEqual([true, false])
  expect(
    (await withScope(office, (ctx) => getFrozenMonth(ctx, PLACES.county, ON_BEFORE)))?.lines[0]?.frozen?.version,
  ).toBe(0)
})

test('by SQL nobody changes a frozen month, freezes one that is not over, or freezes for a county he does not see', async () => {
  const refused = (actor: Actor, sql: string) =>
    withScope(actor, (ctx) => ctx.db.$executeRawUnsafe(sql)).then(
      (n) => n,
      () => 'refused',
    )
  const row = (village: string, month: string) =>
    `INSERT INTO village_tally_month VALUES ('${village.slice(0, 6)}', '${village}', '${month}', 'remainingPoor', 9, 9, 9, 9, 1, now())`
  expect(await refused(office, 'UPDATE village_tally_month SET numerator_households = 0')).toBe('refused')
  expect(await refused(office, 'DELETE FROM village_tally_month')).toBe('refused')
  await expect(owner().query('UPDATE village_tally_month SET numerator_households = 0')).rejects.toThrow(
    'never changes',
  )
  await expect(owner().query('DELETE FROM village_tally_month')).rejects.toThrow('never changes')
  expect(await refused(office, row(PLACES.village, `${TODAY.slice(0, 7)}-01`))).toBe('refused')
  expect(await refused(office, row(PLACES.village, '2020-01-02'))).toBe('refused')
  expect(await refused(office, row(PLACES.otherCountyVillage, '2020-01-01'))).toBe('refused')
  expect(await refused(cadre, row(PLACES.village, '2020-01-01'))).toBe('refused')
  expect(
    await refused(
      cadre,
      "SELECT count(*) FROM village_tally_month HAVING count(*) FILTER (WHERE region_code <> '130799100001') > 0",
    ),
  ).toBe(0)
  for (const table of ['household_visit_day', 'guarantee_span', 'clue_due']) {
    expect(await refused(office, `DELETE FROM ${table}`)).toBe('refused')
    expect(await refused(office, `UPDATE ${table} SET region_code = region_code`)).toBe('refused')
    const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
    expect(await refused(helper, `SELECT FROM ${table}`)).toBe(0)
  }
  expect(await refused(cadre, `DELETE FROM village_tally_day WHERE region_code <> '${PLACES.village}'`)).toBe(0)
  const seen = await withScope(cadre, (ctx) =>
    ctx.db.$queryRawUnsafe<{ c: string }[]>(`SELECT county_code AS c FROM tally_changes('130000', '139999')`),
  )
  expect(seen).toEqual([{ c: '130799' }])
})
