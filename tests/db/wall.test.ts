import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { idsBehind, listBehind } from '@/lib/indicators/queries/behind'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import { householdsOf } from '@/lib/indicators/rules/shown'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { ownPrefix } from '@/lib/regions/rules'
import {
  aClue,
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { countSlowly } from '../support/wall-oracle'

const AT = new Date('2026-03-26T08:00:00+08:00')
const STATUSES = ['NEVER_POOR', 'NOT_EXITED', 'EXIT_PLANNED', 'EXITED', 'EXITED_STABLE', 'RELAPSED']
const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]
let office: Actor
let city: Actor
let township: Actor

beforeAll(async () => {
  await layGround()
  for (const [key, months] of [
    ['notExited', 1],
    ['monitored', 1],
    ['exited', 3],
    ['removed', 3],
  ] as const) {
    await owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES ($1, $2, '', '2010-01-01', $3, 'months', 'test', 'HIGH') ON CONFLICT DO NOTHING`,
      [randomUUID(), `visit.periodMonths.${key}`, months],
    )
  }
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
})

afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function wallOf(actor: Actor, region: string, at = AT): Promise<Wall> {
  for (;;) {
    const wall = await withScope(actor, (ctx) => getWall(ctx, region), { at })
    if (wall) return wall
  }
}

async function agrees(wall: Wall, today = '2026-03-26') {
  const slow = await countSlowly(ownPrefix(wall.region.code), today)
  for (const { code } of INDICATORS) {
    const { numerator, numeratorPersons, denominator, denominatorPersons } = wall.figures[code]
    expect({ code, n: numerator, np: numeratorPersons, d: denominator, dp: denominatorPersons }).toEqual({
      code,
      ...slow[code],
    })
  }
  expect(wall.figures.openClues.overdue).toBe(slow.overdueClues?.n)
}

async function aCase(household: BuiltHousehold, status = 'MONITORED') {
  await owner().query(
    `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, status, identified_on, plan_by, removed_on)
     VALUES ($1, $2, $3, $4, $5, 'MARGINAL', '{ILLNESS}', 'VISIT', $6, '2026-01-05', '2026-01-15', $7)`,
    [
      household.countyCode,
      randomUUID(),
      household.regionCode,
      household.id,
      randomUUID().slice(0, 18),
      status,
      status === 'RISK_REMOVED' ? '2026-03-01' : null,
    ],
  )
}

const guarantee = (household: BuiltHousehold, result: string) =>
  owner().query(
    `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on)
     VALUES ($1, $2, 'WATER', $3, $4, 'dry', '2026-03-01') ON CONFLICT (county_code, household_id, item) DO UPDATE SET result = EXCLUDED.result`,
    [household.countyCode, household.id, household.regionCode, result],
  )
const visited = (household: BuiltHousehold, day: string | null) =>
  owner().query('UPDATE household SET last_visited_on = $2 WHERE id = $1', [household.id, day])

test('a region without households shows noughts, not an error', async () => {
  const wall = await wallOf(city, PLACES.otherCounty)
  expect(wall.figures.remainingPoor).toMatchObject({ numerator: 0, denominator: 0, assessment: { kind: 'none' } })
})

test('every write moves the next reading: household, visit, guarantee, clue, case, removal', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', member_count: 3 })
  await agrees(await wallOf(office, PLACES.county))
  await visited(household, '2026-03-02')
  expect((await wallOf(office, PLACES.county)).figures.visitCoverage).toMatchObject({
    numerator: 1,
    numeratorPersons: 3,
  })
  await guarantee(household, 'FAIL')
  expect((await wallOf(office, PLACES.county)).figures.guaranteesNotMet.numerator).toBe(1)
  await aClue(household, office)
  expect((await wallOf(office, PLACES.county)).figures.openClues).toMatchObject({ numerator: 1, overdue: 0 })
  await aCase(household)
  expect((await wallOf(office, PLACES.county)).figures.monitored.numerator).toBe(1)
  await owner().query('UPDATE household SET is_active = false WHERE id = $1', [household.id])
  const wall = await wallOf(office, PLACES.county)
  expect(wall.figures.monitored.numerator).toBe(0)
  await agrees(wall)
})

test('a month that ends and a deadline that passes change the figures without any write', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED', last_visited_on: '2026-03-05' })
  await aClue(household, office)
  const march = await wallOf(office, PLACES.village)
  expect(march.figures.openClues.overdue).toBe(0)
  const overdue = await wallOf(office, PLACES.village, new Date('2026-03-30T08:00:00+08:00'))
  expect(overdue.figures.openClues.overdue).toBe(march.figures.openClues.overdue + 1)
  const april = await wallOf(office, PLACES.village, new Date('2026-04-01T08:00:00+08:00'))
  expect(april.figures.visitCoverage.numerator).toBe(march.figures.visitCoverage.numerator - 1)
  await agrees(april, '2026-04-01')
  await agrees(await wallOf(office, PLACES.village))
})

test('a changed visit interval counts every village again', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'EXITED', last_visited_on: '2026-02-05' })
  const before = (await wallOf(office, PLACES.county)).figures.visitCoverage.numerator
  const set = (months: number) =>
    owner().query(
      `UPDATE policy_parameter SET value = $1 WHERE code = 'visit.periodMonths.exited' AND applies_to = ''`,
      [months],
    )
  await set(1)
  expect((await wallOf(office, PLACES.county)).figures.visitCoverage.numerator).toBe(before - 1)
  await set(3)
  expect((await wallOf(office, PLACES.county)).figures.visitCoverage.numerator).toBe(before)
  await owner().query('UPDATE household SET is_active = false WHERE id = $1', [household.id])
})

test('moving a household takes its figures from one village to the other', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'RELAPSED', member_count: 4 })
  const poor = async (region: string) => (await wallOf(office, region)).figures.remainingPoor.numerator
  const [from, to] = [await poor(PLACES.village), await poor(PLACES.otherTownshipVillage)]
  await owner().query('UPDATE person SET region_code = $2 WHERE id = $1', [household.headId, PLACES.village])
  await owner().query('DELETE FROM membership WHERE household_id = $1', [household.id])
  await owner().query('UPDATE household SET region_code = $2 WHERE id = $1', [
    household.id,
    PLACES.otherTownshipVillage,
  ])
  expect([await poor(PLACES.village), await poor(PLACES.otherTownshipVillage)]).toEqual([from - 1, to + 1])
})

test('a county is the sum of its townships, a township of its villages, a village of its households', async () => {
  for (let each = 0; each < 12; each++) {
    const household = await aHousehold(VILLAGES[each % 3], {
      poverty_status: STATUSES[each % 6],
      member_count: 1 + (each % 5),
    })
    if (each % 2) await visited(household, '2026-03-10')
    if (each % 3 === 0) await guarantee(household, each % 2 ? 'FAIL' : 'PASS')
    if (each % 4 === 0) await aCase(household, each % 8 ? 'MONITORED' : 'RISK_REMOVED')
  }
  for (const region of [PLACES.city, PLACES.county, PLACES.township]) {
    const wall = await wallOf(city, region)
    for (const { code } of INDICATORS) {
      for (const key of ['numerator', 'numeratorPersons', 'denominator', 'denominatorPersons'] as const) {
        expect(wall.children.reduce((sum, child) => sum + child.figures[code][key], 0)).toBe(wall.figures[code][key])
      }
    }
  }
  for (const village of VILLAGES) {
    const wall = await wallOf(city, village)
    for (const { code } of INDICATORS) {
      const { counted, missing } = householdsOf(code, wall.figures[code])
      const behind = (part: 'counted' | 'missing') =>
        withScope(city, (ctx) => listBehind(ctx, village, code, { part }), { at: AT })
      const listed = await behind('counted')
      expect([listed.total, listed.rows.length]).toEqual([counted, counted])
      expect((await behind('missing')).total).toBe(missing)
    }
  }
  const ids = await withScope(
    office,
    async (ctx) => ctx.db.$queryRawUnsafe<unknown[]>(await idsBehind(ctx, PLACES.county, 'remainingPoor')),
    { at: AT },
  )
  expect(ids.length).toBe((await wallOf(office, PLACES.county)).figures.remainingPoor.numerator)
})

test('outside the scope is the same as nowhere', async () => {
  const refusal = (region: string) => wallOf(township, region).catch((error) => error)
  for (const region of [
    PLACES.county,
    PLACES.city,
    PLACES.otherTownship,
    PLACES.otherCountyVillage,
    '130799100999',
    'nonsense',
    '130799',
  ]) {
    expect(await refusal(region)).toBeInstanceOf(NotFoundError)
  }
  const own = await wallOf(township, PLACES.township)
  expect(own.path.map(({ code }) => code)).toEqual([PLACES.township])
})

test('with writers and readers in any order, the last reading equals a full recount', async () => {
  const households: BuiltHousehold[] = []
  for (let each = 0; each < 12; each++)
    households.push(await aHousehold(VILLAGES[each % 3], { poverty_status: 'EXITED' }))
  const pick = <T>(list: readonly T[]) => list[randomInt(list.length)] as T
  const steps = [
    () => visited(pick(households), pick(['2026-03-20', '2026-01-02', null])),
    () => guarantee(pick(households), pick(['PASS', 'FAIL'])),
    () =>
      owner().query('UPDATE household SET poverty_status = $2::"PovertyStatus" WHERE id = $1', [
        pick(households).id,
        pick(STATUSES),
      ]),
    () =>
      owner()
        .query('UPDATE household SET is_active = NOT is_active WHERE id = ANY($1)', [
          [pick(households).id, pick(households).id].sort(),
        ])
        .catch(() => undefined),
    () => aClue(pick(households), office).catch(() => undefined),
  ]
  const writer = async () => {
    for (let step = 0; step < 30; step++) await pick(steps)()
  }
  const days = [AT, new Date('2026-03-30T08:00:00+08:00'), new Date('2026-04-02T08:00:00+08:00')]
  const reader = async () => {
    for (let step = 0; step < 10; step++) {
      const [actor, region] = pick([
        [city, PLACES.city],
        [city, PLACES.county],
        [office, PLACES.county],
        [township, PLACES.township],
        [office, PLACES.village],
      ] as const)
      await wallOf(actor, region, pick(days))
    }
  }
  await Promise.all([writer(), writer(), writer(), writer(), reader(), reader(), reader(), reader()])
  for (const region of [PLACES.county, PLACES.township, ...VILLAGES]) await agrees(await wallOf(city, region))
  expect((await owner().query('SELECT count(*)::int AS n FROM tally_mark')).rows[0].n).toBe(0)
}, 120_000)

test('a write that commits while a reading runs is in the next reading', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'EXITED' })
  const before = (await wallOf(office, PLACES.village)).figures.remainingPoor.numerator
  const writer = await owner().connect()
  await writer.query('BEGIN')
  await writer.query(`UPDATE household SET poverty_status = 'RELAPSED' WHERE id = $1`, [household.id])
  expect((await wallOf(office, PLACES.village)).figures.remainingPoor.numerator).toBe(before)
  await writer.query('COMMIT')
  writer.release()
  expect((await wallOf(office, PLACES.village)).figures.remainingPoor.numerator).toBe(before + 1)
})
