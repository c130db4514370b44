import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWallOn, isUncounted, readPast, type Uncounted } from '@/lib/indicators/queries/past'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import { householdsOf } from '@/lib/indicators/rules/shown'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { ownPrefix } from '@/lib/regions/rules'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layTypes } from '../support/measures'
import { onDay, pick, something, visit } from '../support/past-days'
import { layPolicy } from '../support/policy'
import { countSlowly, type Line } from '../support/wall-oracle'

const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage]
const REGIONS = [PLACES.county, PLACES.township, ...VILLAGES]
/** Across a 29 February, the end of a month and that of a quarter. */
const DAYS = [
  '2024-01-31',
  '2024-02-15',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-04',
  '2024-03-31',
  '2024-04-01',
]
let office: Actor
let city: Actor
let cadre: Actor
const households: BuiltHousehold[] = []
/** What the present rows said at the end of each day, counted by a slow statement that knows nothing of lib/. */
const then = new Map<string, Record<string, Line>>()

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  for (let each = 0; each < 24; each++)
    households.push(await aHousehold(VILLAGES[each % 3], { poverty_status: 'EXITED' }))
  await owner().query(`UPDATE household_state SET valid_from = '2014-01-01'`)
  for (const day of DAYS) {
    await onDay(day, async (db) => {
      for (let step = 0; step < 40; step++) await something(db, pick(households), office, day)
    })
    for (const region of REGIONS) then.set(`${day} ${region}`, await countSlowly(ownPrefix(region), day))
  }
}, 120_000)
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

async function wallOn(actor: Actor, region: string, on: string, at?: Date): Promise<Wall> {
  for (;;) {
    const found = await readPast<(Wall & Partial<Uncounted>) | Uncounted>((since) =>
      withScope(actor, (ctx) => getWallOn(ctx, region, on, since), { at }),
    )
    if (!isUncounted(found)) return found
  }
}

const linesOf = ({ figures }: Wall) =>
  Object.fromEntries([
    ...INDICATORS.map(({ code }) => {
      const { numerator, numeratorPersons, denominator, denominatorPersons } = figures[code]
      return [code, { n: numerator, np: numeratorPersons, d: denominator, dp: denominatorPersons }]
    }),
    ['overdue', figures.openClues.overdue],
  ])
const told = ({ overdueClues, ...lines }: Record<string, Line>) => ({ ...lines, overdue: overdueClues?.n })

test('every past day says what the register said that evening, in county, township and village', async () => {
  for (const day of DAYS) {
    for (const region of REGIONS) {
      expect([day, region, linesOf(await wallOn(city, region, day))]).toEqual([
        day,
        region,
        told(then.get(`${day} ${region}`) ?? {}),
      ])
    }
  }
})

test('on the day itself both forms of the facts say the same, to the last instant before midnight in Shanghai', async () => {
  const last = DAYS.at(-1) as string
  for (const at of [new Date('2024-04-01T00:00:00+08:00'), new Date('2024-04-01T23:59:59.999+08:00')]) {
    for (const region of REGIONS) {
      let wall: Wall | null = null
      while (!wall) wall = await withScope(city, (ctx) => getWall(ctx, region), { at })
      expect(wall.today).toBe(last)
      expect(linesOf(wall)).toEqual(linesOf(await wallOn(city, region, last)))
    }
  }
  const instant = { at: new Date('2024-03-31T23:59:59.999+08:00') }
  expect(await withScope(city, async (ctx) => ctx.today, instant)).toBe('2024-03-31')
})

test('the households behind a past figure are as many as it counts, and a day before the records has none', async () => {
  for (const day of [DAYS[0], DAYS[3], DAYS[7]] as string[]) {
    const wall = await wallOn(city, PLACES.county, day)
    for (const { code } of INDICATORS) {
      const { counted, missing } = householdsOf(code, wall.figures[code])
      const behind = (part: 'counted' | 'missing') =>
        withScope(city, (ctx) => listBehind(ctx, PLACES.county, code, { part, on: day }))
      expect([day, code, (await behind('counted')).total]).toEqual([day, code, counted])
      expect((await behind('missing')).rows).toHaveLength(missing)
    }
  }
  const before = await wallOn(city, PLACES.county, '2013-12-31')
  expect(INDICATORS.filter(({ code }) => before.figures[code].denominator > 0)).toEqual([])
})

test('a figure does not depend on who asks first, and a village sees only its own', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED' })
  await owner().query(`UPDATE household_state SET valid_from = '2014-01-01' WHERE household_id = $1`, [household.id])
  const asked = '2024-05-01'
  const before = (await wallOn(office, PLACES.village, asked)).figures.remainingPoor.numerator
  await onDay('2024-06-01', async (db) => {
    await db.query('BEGIN; SET CONSTRAINTS ALL DEFERRED')
    await db.query('UPDATE person SET region_code = $2 WHERE id = $1', [household.headId, PLACES.otherTownshipVillage])
    await db.query('UPDATE household SET region_code = $2 WHERE id = $1', [household.id, PLACES.otherTownshipVillage])
    await db.query('COMMIT')
  })
  const wall = await wallOn(cadre, PLACES.village, asked)
  expect(wall.figures.remainingPoor.numerator).toBe(before)
  const seen = await withScope(cadre, (ctx) => listBehind(ctx, PLACES.village, 'remainingPoor', { on: asked }))
  expect(seen.rows.some(({ id }) => id === household.id)).toBe(false)
  for (const region of [PLACES.county, PLACES.siblingVillage, '130799100999', 'nonsense']) {
    expect(await wallOn(cadre, region, asked).catch((error) => error)).toBeInstanceOf(NotFoundError)
  }
})

test('a visit told late changes the days since it and no other, at the next question', async () => {
  const household = await aHousehold(PLACES.village, { poverty_status: 'NOT_EXITED' })
  await owner().query(`UPDATE household_state SET valid_from = '2014-01-01' WHERE household_id = $1`, [household.id])
  const read = async (day: string) => {
    const { visitCoverage, guaranteesNotMet } = (await wallOn(office, PLACES.village, day)).figures
    return [visitCoverage.numerator, guaranteesNotMet.numerator, guaranteesNotMet.denominator]
  }
  await onDay('2024-02-20', (db) => visit(db, household, office, '2024-02-20', null))
  const days = ['2024-02-04', '2024-02-05', '2024-02-19', '2024-02-20', '2024-02-29']
  const first: number[][] = []
  for (const day of days) first.push(await read(day))
  await onDay('2024-03-10', (db) => visit(db, household, office, '2024-02-05', 'WATER'))
  const more = [
    [0, 0, 0],
    [1, 1, 1],
    [1, 1, 1],
    [0, 0, 0],
    [0, 0, 0],
  ]
  for (const [at, day] of days.entries()) {
    expect([day, await read(day)]).toEqual([day, first[at]?.map((n, key) => n + (more[at]?.[key] ?? 0))])
  }
})

test('with writers in between, what is read is never older than the last write before the question', async () => {
  const many = households.slice(0, 6)
  const on = '2024-07-01'
  let writing = true
  const writer = async () => {
    while (writing) await onDay(on, (db) => something(db, pick(many), office, on)).catch(() => undefined)
  }
  const reader = async () => {
    for (let step = 0; step < 6; step++) await wallOn(office, pick(VILLAGES), pick([on, ...DAYS]))
  }
  const writers = [writer(), writer()]
  await Promise.all([reader(), reader()])
  writing = false
  await Promise.all(writers)
  for (const region of REGIONS)
    expect(linesOf(await wallOn(city, region, on))).toEqual(told(await countSlowly(ownPrefix(region), on)))
}, 60_000)
