import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { getAbove } from '@/lib/indicators/queries/above'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'
import { layPolicy } from '../support/policy'

const TODAY = '2026-03-20'
const SMALL = 5
const VILLAGES = [
  PLACES.village,
  PLACES.siblingVillage,
  PLACES.otherTownshipVillage,
  PLACES.otherCountyVillage,
  PLACES.trapCountyVillage,
]
const { village, township, county, city } = PLACES

type Cell = { n: number; d: number }
type Line = { region: string; indicator: string; state: string; n: number | null; d: number | null }
type Figures = Record<string, Record<string, Cell>>

/** Villages of the city that the tests say nothing of: counted, and without households. */
let elsewhere: string[] = []
const filled = new Set<string>()

/** The tallies of every village, put in place of those there are. */
async function tally(figures: Figures, over: { version?: number; staleOn?: string } = {}) {
  const rows = Object.entries(figures).flatMap(([region, of]) =>
    Object.entries(of).map(([indicator, { n, d }]) => ({ region, indicator, n, d })),
  )
  for (const indicator of Object.keys(Object.values(figures)[0] ?? {})) {
    if (filled.has(indicator)) continue
    filled.add(indicator)
    rows.push(...elsewhere.map((region) => ({ region, indicator, n: 0, d: 0 })))
  }
  await owner().query('DELETE FROM village_tally WHERE region_code = ANY ($1)', [VILLAGES])
  await owner().query(
    `INSERT INTO village_tally (county_code, region_code, indicator, numerator_households, numerator_persons, denominator_households,
       denominator_persons, as_of, as_of_day, definition_version, stale_on)
     SELECT left(region, 6), region, indicator, n, n, d, d, '2026-03-19T02:00:00Z', '2026-03-19', $2, $3
     FROM jsonb_to_recordset($1) AS r (region text, indicator text, n int, d int)`,
    [JSON.stringify(rows), over.version ?? 1, over.staleOn ?? '2026-04-01'],
  )
}

type Settings = { scope: string; own?: string }

/** What the application's role is told, with any settings that somebody may forge. */
const told = ({ scope, own = '' }: Settings, region: string, top = 'CITY') =>
  asApp(async (client): Promise<Line[]> => {
    await client.query('BEGIN')
    for (const [name, value] of [
      ['app.scope', scope],
      ['app.own', own],
      ['app.today', TODAY],
    ])
      await client.query('SELECT set_config($1, $2, true)', [name, value])
    const { rows } = await client.query(
      `SELECT region_code AS region, indicator, state, numerator::int AS n, denominator::int AS d FROM figures_above($1, $2)`,
      [region, top],
    )
    return rows as Line[]
  })
const of = (lines: Line[], region: string, indicator: string) =>
  lines.find((line) => line.region === region && line.indicator === indicator)

const everywhere = (cell: (index: number) => Cell): Figures =>
  Object.fromEntries(VILLAGES.map((region, index) => [region, { remainingPoor: cell(index) }]))

beforeAll(async () => {
  await layGround()
  await layPolicy()
  const { rows } = await owner().query<{ code: string }>(
    `SELECT code FROM region WHERE level = 'VILLAGE' AND code LIKE '1307%' AND NOT code = ANY ($1)`,
    [VILLAGES],
  )
  elsewhere = rows.map(({ code }) => code)
  await owner().query('DELETE FROM village_tally')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

test('a place is told the sums of those above it, each by its level', async () => {
  await tally(everywhere(() => ({ n: 20, d: 50 })))
  const lines = await told({ scope: village }, village)
  expect(lines.map(({ region, n, d }) => [region, n, d])).toEqual([
    [village, 20, 50],
    [township, 40, 100],
    [county, 60, 150],
    [city, 100, 250],
  ])
  expect((await told({ scope: village }, village, 'COUNTY')).map(({ region }) => region)).toEqual([
    village,
    township,
    county,
  ])
  expect((await told({ scope: '1307991' }, village)).length).toBe(0)
})

test('nothing of a place that is not in the scope, by name, by level or with forged settings', async () => {
  await tally(everywhere(() => ({ n: 20, d: 50 })))
  for (const region of [
    PLACES.siblingVillage,
    PLACES.otherTownship,
    PLACES.otherTownshipVillage,
    PLACES.otherCounty,
    PLACES.otherCountyVillage,
    PLACES.trapCountyVillage,
    township,
    county,
    city,
    '130799100009',
    '',
    village.slice(0, 9),
    `${village}' OR true --`,
    '%',
  ])
    expect(await told({ scope: village }, region), region).toEqual([])
  for (const scope of ['', '1', '%', '13079910000_', '13%', `${village}x`, "' OR true --", '130799100001 ', '*'])
    expect(await told({ scope }, village), scope).toEqual([])
  expect(await told({ scope: village, own: '1' }, village)).toEqual([])
  expect(await told({ scope: village }, village, 'PROVINCE')).toEqual([])
  const lines = await told({ scope: township.slice(0, 9) }, PLACES.siblingVillage)
  expect([...new Set(lines.map(({ region }) => region))]).toEqual([PLACES.siblingVillage, township, county, city])
  await asApp(async (client) => {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.scope', $1, true)`, [village])
    expect((await client.query('SELECT DISTINCT region_code FROM village_tally')).rows).toEqual([
      { region_code: village },
    ])
  })
  const granted = await owner().query(
    `SELECT has_function_privilege('public', 'figures_above(text, text)', 'EXECUTE') AS everybody`,
  )
  expect(granted.rows).toEqual([{ everybody: false }])
})

test('small cells are covered outside the scope, and places whose rest would tell one', async () => {
  // 4 of 60 in the sibling: the rest of the township is a small cell although the township is not.
  await tally(everywhere((index) => (index === 1 ? { n: 4, d: 60 } : { n: 20, d: 60 })))
  const own = await told({ scope: village }, village)
  expect(own.map(({ region, state }) => [region, state])).toEqual([
    [village, 'SHOWN'],
    [township, 'COVERED'],
    [county, 'SHOWN'],
    [city, 'SHOWN'],
  ])
  expect(of(own, township, 'remainingPoor')).toMatchObject({ n: null, d: null })
  // The township's own office sees its villages and itself.
  expect(of(await told({ scope: township.slice(0, 9) }, village), township, 'remainingPoor')).toMatchObject({ n: 24 })
  // The rest between township and county is small, so one of both stays covered.
  await tally(everywhere((index) => (index === 2 ? { n: 3, d: 60 } : { n: 20, d: 60 })))
  const between = await told({ scope: village }, village)
  expect([township, county, city].map((region) => of(between, region, 'remainingPoor')?.state)).toEqual([
    'SHOWN',
    'COVERED',
    'SHOWN',
  ])
  // All but three.
  await tally(everywhere((index) => (index === 1 ? { n: 57, d: 60 } : { n: 20, d: 60 })))
  expect(of(await told({ scope: village }, village), township, 'remainingPoor')?.state).toBe('COVERED')
  // None at all is no small cell.
  await tally(everywhere(() => ({ n: 0, d: 60 })))
  expect(of(await told({ scope: village }, village), township, 'remainingPoor')).toMatchObject({ n: 0, d: 120 })
})

test('the county may set a higher limit; where a value is missing everything small is covered', async () => {
  await tally(everywhere(() => ({ n: 20, d: 60 })))
  const set = (value: number | null) =>
    owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES (gen_random_uuid(), 'figures.smallCell', '130799', '2026-01-01', $1, '人', 'x', 'LOW')
       ON CONFLICT (code, applies_to, valid_from) DO UPDATE SET value = EXCLUDED.value`,
      [value],
    )
  for (const [value, state] of [
    [21, 'COVERED'],
    [20, 'SHOWN'],
    [null, 'COVERED'],
  ] as const) {
    await set(value)
    expect(of(await told({ scope: village }, village), township, 'remainingPoor')?.state).toBe(state)
  }
  await owner().query(`DELETE FROM policy_parameter WHERE code = 'figures.smallCell' AND applies_to = '130799'`)
})

test('a place of which a village was never counted, or by another definition, has no figure', async () => {
  const { [PLACES.otherTownshipVillage]: _, ...lacking } = everywhere(() => ({ n: 20, d: 60 }))
  await tally(lacking)
  const lines = await told({ scope: village }, village)
  expect(lines.map(({ region, state, n }) => [region, state, n])).toEqual([
    [village, 'SHOWN', 20],
    [township, 'SHOWN', 40],
    [county, 'UNCOUNTED', null],
    [city, 'UNCOUNTED', null],
  ])
  await tally(everywhere(() => ({ n: 20, d: 60 })))
  await owner().query('UPDATE village_tally SET definition_version = 2 WHERE region_code = $1', [PLACES.siblingVillage])
  expect(of(await told({ scope: village }, village), township, 'remainingPoor')?.state).toBe('UNCOUNTED')
})

test('the page reads figures, the average of the others and what is old, by the present definitions', async () => {
  await tally(everywhere(() => ({ n: 20, d: 60 })))
  const clerk = await anActor('VILLAGE_CADRE', village, 'VILLAGE')
  const read = (region: string, top: 'COUNTY' | 'CITY') =>
    withScope(clerk, (ctx) => getAbove(ctx, region, top), { at: new Date(`${TODAY}T02:00:00Z`) })
  const above = await read(village, 'CITY')
  expect(above?.places.map(({ place, asOf }) => [place.code, asOf])).toEqual([
    [township, null],
    [county, null],
    [city, null],
  ])
  expect(above?.siblings).toBe(1)
  expect(above?.lines.map(({ code }) => code)).toEqual(INDICATORS.map(({ code }) => code))
  expect(above?.lines.find(({ code }) => code === 'remainingPoor')).toEqual({
    code: 'remainingPoor',
    own: { numerator: 20, denominator: 60 },
    siblings: { numerator: 20, denominator: 60 },
    above: [
      { numerator: 40, denominator: 120 },
      { numerator: 60, denominator: 180 },
      { numerator: 100, denominator: 300 },
    ],
  })
  expect(above?.lines.find(({ code }) => code === 'relapsed')?.own).toBe('UNCOUNTED')
  await expect(read(PLACES.siblingVillage, 'CITY')).rejects.toBeInstanceOf(NotFoundError)
  await tally(
    everywhere(() => ({ n: 20, d: 60 })),
    { staleOn: TODAY },
  )
  expect((await read(village, 'COUNTY'))?.places.map(({ asOf }) => asOf?.toISOString())).toEqual([
    '2026-03-19T02:00:00.000Z',
    '2026-03-19T02:00:00.000Z',
  ])
  await tally(
    everywhere(() => ({ n: 20, d: 60 })),
    { version: 2 },
  )
  expect((await read(village, 'COUNTY'))?.lines[0]?.above).toEqual(['UNCOUNTED', 'UNCOUNTED'])
})

type Household = { registered: boolean; poor: boolean; open: boolean; had: boolean; failed: boolean; food: boolean }
const share = (percent: number) => fc.integer({ min: 0, max: 99 }).map((at) => at < percent)
const aHouse = fc.record<Household>({
  registered: share(70),
  poor: share(30),
  open: share(30),
  had: share(30),
  failed: share(30),
  food: share(60),
})
const SETS: Record<string, (h: Household) => [counted: boolean, base: boolean]> = {
  remainingPoor: (h) => [h.poor, h.registered],
  monitored: (h) => [h.open, h.registered || h.open],
  guaranteesNotMet: (h) => [h.failed, true],
  unmetFood: (h) => [h.failed && h.food, true],
  measureCoverage: (h) => [h.food, h.open],
  riskRemoved: (h) => [!h.open, h.open || h.had],
  monitoredShare: (h) => [h.open, true],
}
const counted = (houses: Household[]) =>
  Object.fromEntries(
    Object.entries(SETS).map(([code, set]) => {
      const base = houses.map(set).filter(([, isBase]) => isBase)
      return [code, { n: base.filter(([is]) => is).length, d: base.length }]
    }),
  )

test('whatever a reader subtracts from what he is shown, no small cell outside his scope comes out', async () => {
  let shown = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(aHouse, { maxLength: 40 }), { minLength: VILLAGES.length, maxLength: VILLAGES.length }),
      fc.constantFrom(village, township.slice(0, 9), county.slice(0, 6)),
      async (houses, scope) => {
        await tally(Object.fromEntries(VILLAGES.map((region, index) => [region, counted(houses[index] ?? [])])))
        const lines = await told({ scope }, village)
        const own = scope.padEnd(12, '0')
        const outside = [township, county, city].filter((region) => !region.startsWith(scope))
        const isSmall = (value: number) => value > 0 && value < SMALL
        const cells = (region: string) =>
          new Map(
            lines.flatMap(({ region: at, indicator, state, n, d }) =>
              at === region && state === 'SHOWN' && n !== null && d !== null ? [[indicator, { n, d }]] : [],
            ),
          )
        const seen = new Map([own, ...outside].map((region) => [region, cells(region)]))
        outside.forEach((above, index) => {
          const here = seen.get(above) as Map<string, Cell>
          shown += here.size
          for (const { n, d } of here.values()) expect([n, d, d - n].filter(isSmall)).toEqual([])
          for (const below of [own, ...outside.slice(0, index)]) {
            const there = seen.get(below) as Map<string, Cell>
            const rest = [...here].flatMap(([code, cell]) => {
              const under = there.get(code)
              return under ? [{ code, n: cell.n - under.n, d: cell.d - under.d }] : []
            })
            for (const { n, d } of rest) expect([n, d, d - n].filter(isSmall)).toEqual([])
            // Two figures beside each other: bases within bases, and a part within the whole that it is a part of.
            for (const a of rest)
              for (const b of rest) {
                if (a === b) continue
                expect([Math.abs(a.d - b.d), Math.abs(a.n - b.d), Math.abs(a.d - a.n - b.d)].filter(isSmall)).toEqual(
                  [],
                )
                if (a.code === 'unmetFood' && b.code === 'guaranteesNotMet') expect(isSmall(b.n - a.n)).toBe(false)
              }
          }
        })
      },
    ),
    { numRuns: 40 },
  )
  expect(shown).toBeGreaterThan(0)
})
