import { randomInt } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS, TALLIES } from '@/lib/indicators/catalogue'
import { freezeMonthOf } from '@/lib/indicators/commands/freeze-month'
import { endedMonths, monthEnd } from '@/lib/indicators/rules/past'
import { selectMonths } from '@/lib/indicators/sql/months'
import { selectWall } from '@/lib/indicators/sql/wall'
import type { Actor } from '@/lib/platform/actor'
import { dayOf, now } from '@/lib/platform/clock'
import { unscoped, withScope } from '@/lib/platform/db'
import { ownPrefix } from '@/lib/regions/rules'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { pick } from '../support/past-days'
import { layPolicy } from '../support/policy'
import { monthsByRows, wallByRows, wrongDays, wrongMonths, wrongSums } from '../support/tallies-by-rows'

const ALL = [
  PLACES.village,
  PLACES.siblingVillage,
  PLACES.otherTownshipVillage,
  PLACES.otherCountyVillage,
  PLACES.trapCountyVillage,
]
const NEW_VILLAGE = `${PLACES.township.slice(0, 9)}009`
const READ = [PLACES.province, PLACES.city, PLACES.county, PLACES.otherCounty, PLACES.township, PLACES.village]
const TODAY = dayOf(now())
const CODES = [...TALLIES.map(({ code }) => code), 'of.old']
const VERSIONS = `CASE i ${TALLIES.map(({ code, definitionVersion }) => `WHEN '${code}' THEN ${definitionVersion}`).join(' ')} ELSE 1 END`
const COLUMNS =
  'numerator_households, numerator_persons, denominator_households, denominator_persons, as_of, as_of_day, stale_on, definition_version'
let viewer: Actor
let office: Actor
let township: Actor
let cadre: Actor

beforeAll(async () => {
  await layGround()
  await layPolicy()
  viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.province, 'PROVINCE')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** Tallies of some villages that hold today, with random figures. */
const counted = (villages: readonly string[], codes: readonly string[] = CODES.slice(0, -1)) =>
  `INSERT INTO village_tally (county_code, region_code, indicator, ${COLUMNS}) SELECT left(v, 6), v, i, random() * 1e8, random() * 9, random() * 1e8, random() * 9, now(), DATE '${TODAY}', DATE '${TODAY}' + 9, ${VERSIONS}
   FROM unnest('{${villages.join(',')}}'::text[]) v CROSS JOIN unnest('{${codes.join(',')}}'::text[]) i ORDER BY 1, 2, 3
   ON CONFLICT (county_code, region_code, indicator) DO UPDATE SET numerator_households = EXCLUDED.numerator_households, recounted_at = clock_timestamp()`
const some = () => `region_code = '${pick(ALL)}'${randomInt(2) ? ` AND indicator = '${pick(CODES)}'` : ''}`

/** Anything that may happen to tallies by SQL. */
const CHANGES: readonly (() => string)[] = [
  () => counted(ALL.filter(() => randomInt(2) === 0)),
  () => counted([pick(ALL)], [pick(CODES)]),
  () => counted([`${pick(ALL).slice(0, 9)}999`]),
  () => `UPDATE village_tally SET numerator_persons = numerator_persons + 1, denominator_persons = 7 WHERE ${some()}`,
  () => `UPDATE village_tally SET stale_on = DATE '${TODAY}' + ${randomInt(-1, 3)} WHERE ${some()}`,
  () => `UPDATE village_tally SET as_of_day = DATE '${TODAY}' + ${randomInt(-1, 2)} WHERE ${some()}`,
  () => `UPDATE village_tally SET definition_version = definition_version + ${randomInt(-1, 2)} WHERE ${some()}`,
  () => `UPDATE village_tally SET indicator = indicator || '.was' WHERE ${some()} AND indicator NOT LIKE '%.was'`,
  () => `DELETE FROM village_tally WHERE ${some()}`,
  () => `DELETE FROM village_tally WHERE region_code LIKE '${pick(ALL).slice(0, pick([6, 9]))}%'`,
  () =>
    `INSERT INTO tally_mark (county_code, region_code) SELECT left(v, 6), v FROM unnest('{${pick(ALL)}}'::text[]) v`,
  () => 'DELETE FROM tally_mark',
  () =>
    `INSERT INTO region (code, level, name, parent_code) VALUES ('${NEW_VILLAGE}', 'VILLAGE', 'new', '${PLACES.township}')`,
  () => `UPDATE region SET level = '${pick(['VILLAGE', 'TOWNSHIP'])}' WHERE code = '${NEW_VILLAGE}'`,
  () => `DELETE FROM region WHERE code = '${NEW_VILLAGE}'`,
  () => `UPDATE village_tally SET region_code = '${PLACES.township.slice(0, 9)}777' WHERE region_code = '${PLACES.otherTownshipVillage}'
    AND NOT EXISTS (SELECT FROM village_tally WHERE region_code = '${PLACES.township.slice(0, 9)}777')`,
]

const refusedTwice = (error: { code?: string }) => expect(error.code).toBe('23505')

async function agrees(actor: Actor, region: string) {
  await withScope(actor, async (ctx) => {
    const wall = await selectWall(ctx, region)
    const byRows = await wallByRows(ctx, region)
    const key = ({ child, indicator }: { child: string; indicator: string }) => `${child}${indicator}`
    expect(wall?.sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
      byRows.sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    )
    expect(wall?.staleCounties).toEqual(byRows.staleCounties)
  })
}

test('whatever happens to tallies, the sums of places follow and every wall says what its villages say', async () => {
  const seen = new Set<number>()
  for (let round = 0; round < 25; round++) {
    if (round % 5 === 0)
      await owner().query(
        `DELETE FROM tally_mark; DELETE FROM region WHERE code = '${NEW_VILLAGE}'; DELETE FROM village_tally; ${counted(ALL)}`,
      )
    else await owner().query(pick(CHANGES)()).catch(refusedTwice)
    expect(await wrongSums()).toEqual([])
    for (const region of READ) await agrees(viewer, region)
    await agrees(office, PLACES.county)
    await agrees(township, PLACES.township)
    await agrees(cadre, PLACES.village)
    seen.add((await withScope(viewer, (ctx) => wallByRows(ctx, PLACES.county))).staleCounties.length)
  }
  expect([...seen].toSorted()).toEqual(expect.arrayContaining([0, 1]))
  await owner().query('TRUNCATE village_tally')
  expect(await wrongSums()).toEqual([])
})

test('sessions that write at the same moment leave exact sums', async () => {
  const clients = await Promise.all(
    [1, 2, 3].map(async () => {
      const client = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL })
      await client.connect()
      return client
    }),
  )
  await owner().query(counted(ALL))
  for (let round = 0; round < 6; round++) {
    await Promise.all(
      clients.map(async (client, index) => {
        for (let step = 0; step < 4; step++) {
          try {
            await client.query(index === 2 ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN')
            for (let n = randomInt(1, 3); n > 0; n--) await client.query(pick(CHANGES)())
            await client.query(randomInt(5) ? 'COMMIT' : 'ROLLBACK')
          } catch (error) {
            await client.query('ROLLBACK')
            // Who lost a race is told so and has changed nothing.
            expect(['25000', '40001', '40P01', '23505']).toContain((error as { code: string }).code)
          }
        }
      }),
    )
    expect(await wrongSums()).toEqual([])
  }
  await Promise.all(clients.map((client) => client.end()))
})

test('frozen months of every place are the sums of its villages, with what the records say now', async () => {
  await owner().query('DELETE FROM tally_mark')
  const months = endedMonths(TODAY, 3)
  const [last, before] = months as [string, string]
  const codes = INDICATORS.map(({ code }) => code)
  const same = async () => {
    expect([await wrongMonths(), await wrongDays()]).toEqual([[], []])
    for (const [actor, region] of [
      ...READ.map((each) => [viewer, each] as const),
      [office, PLACES.county] as const,
      [township, PLACES.township] as const,
      [cadre, PLACES.village] as const,
    ]) {
      await withScope(actor, async (ctx) => {
        const { lines, unfrozen } = await selectMonths(ctx, region, codes, months)
        const key = (line: { month: string; indicator: string }) => `${line.month}${line.indicator}`
        const byRows = await monthsByRows(ctx, region, codes, months)
        expect(lines.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
          byRows.lines.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
        )
        expect(unfrozen).toEqual(byRows.unfrozen)
      })
    }
  }
  await same()
  await freezeMonthOf(ownPrefix(PLACES.county), last)
  await same()
  const { lines } = await withScope(office, (ctx) => selectMonths(ctx, PLACES.county, codes, [last]))
  expect(lines.every((line) => line.frozen && line.now)).toBe(true)
  await freezeMonthOf(ownPrefix(PLACES.otherCounty), last)
  await freezeMonthOf(ownPrefix(PLACES.county), before)
  await owner().query(`UPDATE village_tally_day SET numerator_households = random() * 1e6, counted_at = now() + interval '1 hour'
    WHERE day = '${monthEnd(last)}'`)
  await owner().query(
    `INSERT INTO village_tally_month SELECT left(v, 6), v, '${before}', i, random() * 1e9, 1, random() * 1e9, 2, 1 + (random() * 2)::int, now()
     FROM unnest('{${PLACES.otherCountyVillage},${PLACES.village.slice(0, 9)}888}'::text[]) v CROSS JOIN unnest('{${codes.join(',')}}'::text[]) i`,
  )
  await same()
})

test('by SQL nobody but the database writes sums, and nobody sees those of a place above his own', async () => {
  await owner().query(counted(ALL))
  const tried = (actor: Actor, sql: string) =>
    withScope(actor, (ctx) => ctx.db.$queryRawUnsafe<{ c: string }[]>(sql)).then(
      (rows) => rows.map(({ c }) => c),
      () => 'refused',
    )
  const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  for (const table of ['place_tally', 'place_tally_month', 'place_tally_day']) {
    const places = `SELECT DISTINCT region_code AS c FROM ${table} ORDER BY 1`
    expect(await tried(office, places)).toEqual(['130799', '130799100', '130799101'])
    expect(await tried(township, places)).toEqual(['130799100'])
    expect(await tried(cadre, places)).toEqual([])
    expect(await tried(helper, places)).toEqual([])
    for (const sql of [
      `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 0`,
      `UPDATE ${table} SET numerator_households = 0`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ])
      expect(await tried(office, sql)).toBe('refused')
  }
  expect(await tried(office, `SELECT sum_places('{130799100}')::text AS c`)).toBe('refused')
  expect(await tried(office, `SELECT sum_place_months('{130799100}', '{2026-01-01}', '{x}')::text AS c`)).toBe(
    'refused',
  )
})
