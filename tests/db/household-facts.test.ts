import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsFor, getHouseholdFacts } from '@/lib/households/queries/facts'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { blindIndex, seal } from '@/lib/platform/fields'
import {
  aHousehold,
  anActor,
  anIncome,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'

const ID = '990799195403120017'
let clerk: Actor
let cadre: Actor
let viewer: Actor
let helper: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  clerk = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
  household = await aHousehold()
  await owner().query(
    `UPDATE person SET id_number_enc = $2, id_number_bidx = $3, health = '{CHRONIC}', labour = 'WEAK', schooling = NULL, education = 'PRIMARY',
       work_months = 4, values_year = 2024 WHERE id = $1`,
    [household.headId, seal('person', 'id_number', household.headId, ID), blindIndex('idNumber', ID)],
  )
  await owner().query(`UPDATE person SET values_year = 2026, work_months = 9, health = '{HEALTHY}' WHERE id = $1`, [
    household.headId,
  ])
  await anIncome(household, 2024, 7_000)
  await anIncome(household, 2026, 9_000)
  await owner().query(
    `INSERT INTO living_condition (county_code, household_id, year, region_code, arable_mu, house_grade, source) VALUES ($1, $2, 2025, $3, 12.5, 'B', 'FORM')`,
    [household.countyCode, household.id, household.regionCode],
  )
  await aPairing(household, helper)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const of = async (actor: Actor, options = {}) =>
  (await withScope(actor, (ctx) => getHouseholdFacts(ctx, { ids: [household.id] }, options)))[0]

test('a household is known whole: members, incomes and conditions newest first, helpers', async () => {
  const facts = await of(clerk)
  expect(facts).toMatchObject({
    id: household.id,
    householdType: 'POOR_GENERAL',
    povertyStatus: 'EXITED',
    memberCount: 1,
    isActive: true,
  })
  expect(facts?.members).toMatchObject([
    {
      relation: 'HEAD',
      name: '王守田',
      health: ['HEALTHY'],
      workMonths: 9,
      valuesYear: 2026,
      hasIdNumber: true,
      idNumber: null,
    },
  ])
  expect(facts?.incomes.map(({ year, perCapitaFen }) => [year, perCapitaFen])).toEqual([
    [2026, 900_000],
    [2024, 700_000],
  ])
  expect(facts?.livings).toMatchObject([{ year: 2025, arableMu: 12.5, houseGrade: 'B' }])
  expect(facts?.helpers).toMatchObject([{ userId: helper.userId, name: 'PAIRED_HELPER' }])
})

test('of an earlier day it tells what was known for that year', async () => {
  const facts = await of(clerk, { asOf: '2025-06-30' })
  expect(facts?.members).toMatchObject([{ workMonths: 4, health: ['CHRONIC'], education: 'PRIMARY', valuesYear: 2024 }])
  expect(facts?.incomes.map(({ year }) => year)).toEqual([2024])
  expect(facts?.livings).toHaveLength(1)
  expect((await of(clerk, { asOf: '2013-06-30' }))?.members).toEqual([])
})

test('numbers are opened only when asked and only for who may read them whole', async () => {
  expect((await of(cadre, { open: true }))?.members[0]?.idNumber).toBe(ID)
  expect((await of(cadre))?.members[0]?.idNumber).toBeNull()
  expect((await of(viewer, { open: true }))?.members[0]?.idNumber).toBeNull()
})

test('who may not read health gets no health', async () => {
  const hidden = await withScope(viewer, async (ctx) => {
    const [facts] = await getHouseholdFacts(ctx, { ids: [household.id] })
    return facts && factsFor(ctx, facts)
  })
  expect(hidden?.members).toMatchObject([{ health: [], labour: null, workMonths: 9 }])
})

test('a household of another county and one not paired are not there, and a village lists its own', async () => {
  expect(await of(neighbour)).toBeUndefined()
  const foreign = await aHousehold()
  expect(await withScope(helper, (ctx) => getHouseholdFacts(ctx, { ids: [foreign.id] }))).toEqual([])
  const gone = await aHousehold(PLACES.siblingVillage, { is_active: false })
  const listed = await withScope(clerk, (ctx) => getHouseholdFacts(ctx, { villages: [PLACES.siblingVillage] }))
  expect(listed.map(({ id }) => id)).not.toContain(gone.id)
  expect(await withScope(clerk, (ctx) => getHouseholdFacts(ctx, { ids: [gone.id, randomUUID()] }))).toHaveLength(1)
})
