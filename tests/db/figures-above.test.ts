import { afterAll, beforeAll, expect, test } from 'vitest'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { getAbove } from '@/lib/indicators/queries/above'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { everywhere, layCity, of, TODAY, tally, told } from '../support/above'
import { anActor, closeOwner, owner, PLACES } from '../support/builders'
import { asApp } from '../support/database'

const { village, township, county, city } = PLACES

beforeAll(layCity)
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
  const set = (value: number | null, place = '130799') =>
    owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
       VALUES (gen_random_uuid(), 'figures.smallCell', $2, '2026-01-01', $1, '人', 'x', 'LOW')
       ON CONFLICT (code, applies_to, valid_from) DO UPDATE SET value = EXCLUDED.value`,
      [value, place],
    )
  for (const [value, state] of [
    [21, 'COVERED'],
    [20, 'SHOWN'],
    [null, 'COVERED'],
  ] as const) {
    await set(value)
    expect(of(await told({ scope: village }, village), township, 'remainingPoor')?.state).toBe(state)
  }
  // Whatever is asked within one scope, the limit is one: two questions tell no more than one.
  await set(5)
  await set(21, '1307')
  await set(50, village)
  const scope = township.slice(0, 9)
  for (const [region, top] of [
    [township, 'COUNTY'],
    [village, 'CITY'],
    [PLACES.siblingVillage, 'COUNTY'],
  ] as const)
    expect(of(await told({ scope }, region, top), county, 'remainingPoor')?.state).toBe('COVERED')
  await owner().query(`DELETE FROM policy_parameter WHERE code = 'figures.smallCell' AND applies_to <> ''`)
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
