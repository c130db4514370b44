import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listHouseholdIds } from '@/lib/households/queries/list'
import { readListParams } from '@/lib/households/rules/list-params'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { dimensionOf, SUBJECT_CODES, type SubjectCode, subjectOf } from '@/lib/tables/catalogue'
import { copyTable, editTable, endTable, saveTable } from '@/lib/tables/commands'
import { listSaved } from '@/lib/tables/queries/saved'
import { countTable, type Table } from '@/lib/tables/queries/table'
import { readDefinition, startOf } from '@/lib/tables/rules/address'
import { TOTAL } from '@/lib/tables/rules/small-cells'
import { Definition } from '@/lib/tables/schema'
import {
  aHousehold,
  anActor,
  anIncome,
  aVisit,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aFinding } from '../support/findings'
import { aCase, aMeasure, layTypes, tryTo } from '../support/measures'
import { oracleCell } from '../support/table-oracle'

let city: Actor
let office: Actor
let township: Actor
let seed = 20261128
const random = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}
const one = <T>(of: readonly T[]): T => of[random(of.length)] as T
const today = '2026-11-28'
const at = new Date(`${today}T02:00:00Z`)
const VILLAGES = [PLACES.village, PLACES.siblingVillage, PLACES.otherTownshipVillage, PLACES.otherCountyVillage]
const day = () =>
  `202${5 + random(2)}-${String(1 + random(11)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`

async function someRecords() {
  const household = await aHousehold(one(VILLAGES), {
    poverty_status: one(['NOT_EXITED', 'EXITED', 'EXITED_STABLE', 'RELAPSED']),
    household_type: one(['POOR_GENERAL', 'POOR_SUBSISTENCE', 'POOR_DESTITUTE']),
    main_cause: one(['ILLNESS', 'DISABILITY', null]),
    housing_grade: one(['A', 'C', null]),
    is_relocated: one([true, false, null]),
    last_visited_on: one([null, '2026-11-01', '2026-10-01', '2026-07-01', '2025-01-01']),
    member_count: one([0, 1, 3, 6, 8]),
    income_year: 2025,
    is_active: random(8) > 0,
    left_on: null,
  })
  await anIncome(household, 2025, 5_000 + random(9_000))
  await owner().query(
    'UPDATE person SET sex = $2, birth_date = $3, labour = $4, education = $5, medical_insured = $6 WHERE id = $1',
    [
      household.headId,
      one(['M', 'F']),
      one(['2021-11-28', '2010-11-29', '1966-11-28', '1951-11-28', '1940-01-01']),
      one(['ORDINARY', 'NONE', null]),
      one(['PRIMARY', 'SENIOR', null]),
      one([true, false, null]),
    ],
  )
  for (const item of ['HOUSING', 'WATER', 'MEDICAL'])
    if (random(2))
      await insert('guarantee_state', {
        county_code: household.countyCode,
        household_id: household.id,
        item,
        region_code: household.regionCode,
        ...one([{ result: 'PASS' }, { result: 'FAIL', fail_reason: 'A' }]),
        checked_on: '2026-03-01',
      })
  await aVisit(household, office, day())
  if (random(2))
    await aCase(household, { identified_on: day(), risks: one([['ILLNESS', 'SCHOOLING'], ['ILLNESS'], ['SCHOOLING']]) })
  await aMeasure(household, office, one(['PLANNED', 'DELIVERED']), { amount_fen: 100 * random(90_000) })
  if (random(2)) await aFinding({ household, by: office, status: one(['REGISTERED', 'RECTIFYING']) })
}

beforeAll(async () => {
  await layGround()
  await layTypes()
  city = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  for (let n = 0; n < 40; n++) await someRecords()
}, 60_000)
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const count = (who: Actor, definition: Definition, region?: string) =>
  withScope(who, (ctx) => countTable(ctx, definition, region), { at })

async function counted(who: Actor, definition: Definition, region?: string): Promise<Table> {
  const table = await count(who, definition, region)
  if (table.problem !== null) throw new Error(table.problem)
  return table
}

/** A definition of anything by anything, narrowed to anything that the catalogue offers. */
function anyDefinition(subject: SubjectCode): Definition {
  const { dimensions, sums, hasDay } = subjectOf(subject)
  const names = Object.keys(dimensions)
  const rows = one(names)
  const columns = one([null, ...names.filter((name) => name !== rows)])
  const filters: Record<string, string[]> = {}
  for (let n = random(3); n > 0; n--) {
    const name = one(names)
    const values = dimensionOf(subject, name)?.values
    if (values && typeof values !== 'string')
      filters[name] = [...new Set([one(values), one([...values, 'UNRECORDED'])])]
  }
  return Definition.parse({
    subject,
    rows,
    columns,
    value: one(['count', ...sums]),
    filters,
    from: hasDay ? one([null, '2025-06-01']) : null,
    to: hasDay ? one([null, '2026-06-30']) : null,
  })
}

test('every figure of any table equals an independent count, at three levels', async () => {
  const wrong: string[] = []
  let cells = 0
  for (let n = 0; n < 60; n++) {
    const definition = anyDefinition(SUBJECT_CODES[n % SUBJECT_CODES.length] as SubjectCode)
    const who = one([office, township, city])
    const region = who === city ? one([PLACES.county, PLACES.village]) : undefined
    const { laid, place } = await counted(who, definition, region)
    if (laid.coveredBelow !== null) continue
    const key = (text: string) => (text === TOTAL ? null : text)
    for (const line of [...laid.lines, laid.totals])
      for (const [column, shown] of [
        ...laid.columns.map((each, index) => [each, line.figures[index]] as const),
        [TOTAL, line.total] as const,
      ]) {
        const expected = await oracleCell(definition, { region: place.code, today }, key(line.key), key(column))
        cells++
        if (shown?.value !== expected)
          wrong.push(
            `${JSON.stringify(definition)} ${place.code} ${line.key} ${column}: ${shown?.value}, not ${expected}`,
          )
      }
  }
  console.log(`tables: ${cells} cells`)
  expect(wrong).toEqual([])
  expect(cells).toBeGreaterThan(300)
}, 60_000)

test('a household by place and status opens the same households, and one who sees no names opens none', async () => {
  const definition = startOf('households')
  const { laid, records } = await counted(office, definition)
  const line = laid.lines[0]
  const index = line?.figures.findIndex(({ value }) => value) ?? -1
  const address = new URL(records(line?.key ?? '', laid.columns[index] ?? '') ?? '', 'http://x')
  expect(address.pathname).toBe('/households')
  const { filter, ignored } = readListParams(Object.fromEntries(address.searchParams), office.scope)
  expect(ignored).toEqual([])
  const ids = await withScope(office, (ctx) => listHouseholdIds(ctx, filter, 1_000), { at })
  expect(ids.length).toBe(line?.figures[index]?.value)
  expect((await counted(city, definition, PLACES.county)).records(TOTAL, TOTAL)).toBeNull()
})

test('small numbers of persons are covered for whoever sees no names, and nothing tells them by subtraction', async () => {
  const definition = Definition.parse({ subject: 'persons', rows: 'place', columns: 'age' })
  const seen = await counted(office, definition)
  const { laid } = await counted(city, definition, PLACES.county)
  expect([seen.laid.coveredBelow, laid.coveredBelow]).toEqual([null, 5])
  const all = (table: typeof laid) => [...table.lines, table.totals].map(({ figures, total }) => [...figures, total])
  const [open, covered] = [all(seen.laid), all(laid)]
  open.forEach((line, row) => {
    line.forEach(({ value }, column) => {
      const shown = covered[row]?.[column]?.value
      if (value !== null && value > 0 && value < 5) expect(shown).toBeNull()
      if (shown !== null) expect(shown).toBe(value)
    })
    expect(covered[row]?.filter(({ value }) => value === null).length).not.toBe(1)
  })
  covered[0]?.forEach((_, column) => {
    const gone = covered.filter((line) => line[column]?.value === null).length
    expect(gone).not.toBe(1)
  })
})

test('nothing but names of the catalogue becomes part of a statement', async () => {
  const evil = ["x'; DROP TABLE household; --", 'poverty_status', '__proto__', 'constructor', 'place) OR (true', '']
  for (const name of evil) {
    expect(Definition.safeParse({ subject: 'households', rows: name }).success).toBe(false)
    expect(Definition.safeParse({ subject: 'households', rows: 'place', columns: name }).success).toBe(false)
    const narrowed = Definition.safeParse({ subject: 'households', rows: 'place', filters: { [name]: ['A'] } })
    expect(narrowed.success ? narrowed.data.filters : {}).toEqual({})
    expect(Definition.safeParse({ subject: name, rows: 'place' }).success).toBe(false)
    expect(Definition.safeParse({ subject: 'households', rows: 'place', value: name }).success).toBe(false)
    expect(readDefinition({ subject: 'households', rows: 'place', 'f.status': name || "'" })).toBeNull()
  }
  expect(
    Definition.safeParse({ subject: 'households', rows: 'place', filters: { place: [PLACES.city] } }).success,
  ).toBe(false)
  const quoted = Definition.parse({ subject: 'findings', rows: 'place', filters: { aspect: ['NONE.OF-THEM'] } })
  expect((await counted(office, quoted)).laid.totals.total.value).toBe(0)
  // Past the schema a value is still a value.
  const forced = { ...quoted, filters: { aspect: ["') OR true --"] } }
  expect((await counted(office, forced)).laid.totals.total.value).toBe(0)
  await expect(count(office, startOf('households'), PLACES.otherCounty)).rejects.toThrow()
})

test('a table that takes too long is given up, says so, and names the places below', async () => {
  const other = await owner().connect()
  try {
    await other.query('BEGIN; LOCK TABLE finding IN ACCESS EXCLUSIVE MODE')
    const table = await withScope(office, async (ctx) => ({
      ...(await countTable(ctx, startOf('findings'), undefined, 50)),
      goesOn: await ctx.db.region.count(),
    }))
    expect(table.problem).toBe('TOO_LARGE')
    expect(table.below.map(({ code }) => code)).toContain(PLACES.township)
    expect(table.goesOn).toBeGreaterThan(0)
  } finally {
    await other.query('ROLLBACK')
    other.release()
  }
})

test('a saved table is its owner’s: shared, changed, copied and ended by the rules, and never its figures', async () => {
  const [colleague, leader] = [
    await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', 'A'),
    await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', 'B'),
  ]
  const mine = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', 'A')
  const village = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  const neighbour = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY', 'A')
  const everybody = { mine, colleague, leader, village, neighbour, city }
  const id = randomUUID()
  const input = { id, name: 'A', shared: 'ME', definition: JSON.stringify(startOf('households')) }
  const sending = randomUUID()
  expect(await tryTo(mine, saveTable, input, sending)).toBe('done')
  expect(await tryTo(mine, saveTable, input, sending)).toBe('replayed')
  const readers = async () => {
    const found: string[] = []
    for (const [name, who] of Object.entries(everybody))
      if ((await withScope(who, listSaved)).some((row) => row.id === id)) found.push(name)
    return found.join(' ')
  }
  expect(await readers()).toBe('mine')
  const edit = (version: number, shared: string) => ({ ...input, tableId: id, version, shared })
  expect(await tryTo(mine, editTable, edit(1, 'OFFICE'))).toBe('done')
  expect(await readers()).toBe('mine colleague')
  expect(await tryTo(mine, editTable, edit(1, 'BELOW'))).toBe('conflict')
  expect(await tryTo(mine, editTable, edit(2, 'BELOW'))).toBe('done')
  expect(await readers()).toBe('mine colleague leader village')
  for (const who of [colleague, village, neighbour]) expect(await tryTo(who, editTable, edit(3, 'ME'))).toBe('notFound')
  expect(await tryTo(village, copyTable, { id: randomUUID(), tableId: id })).toBe('done')
  expect(await tryTo(neighbour, copyTable, { id: randomUUID(), tableId: id })).toBe('notFound')
  expect((await withScope(village, listSaved)).filter(({ isOwn }) => isOwn)).toHaveLength(1)
  const [seen] = (await owner().query('SELECT definition FROM saved_table WHERE id = $1', [id])).rows
  expect(seen.definition).toEqual(startOf('households'))
  expect(await tryTo(mine, endTable, { tableId: id, version: 3 })).toBe('done')
  expect(await readers()).toBe('')
  for (const sql of [
    `UPDATE saved_table SET ended_at = NULL, version = version + 1 WHERE id = '${id}'`,
    `UPDATE saved_table SET owner_id = '${colleague.userId}' WHERE id = '${id}'`,
    `DELETE FROM saved_table WHERE id = '${id}'`,
    `INSERT INTO saved_table (county_code, id, region_code, name, definition, shared, owner_id, owner_name, saved_at)
       VALUES ('130799', gen_random_uuid(), '${PLACES.county}', 'A', '{}', 'BELOW', '${colleague.userId}', 'A', now())`,
  ])
    await expect(
      withScope(mine, (ctx) => ctx.db.$executeRawUnsafe(sql)),
      sql,
    ).rejects.toThrow()
  const foreign = `UPDATE saved_table SET name = 'B', version = version + 1 WHERE owner_id = '${village.userId}'`
  expect(await withScope(office, (ctx) => ctx.db.$executeRawUnsafe(foreign))).toBe(0)
  expect(await tryTo(mine, saveTable, { ...input, id: randomUUID(), definition: '{"subject":"secrets"}' })).not.toBe(
    'done',
  )
  expect(await tryTo(mine, saveTable, { ...input, id: randomUUID(), definition: '{' })).toBe('tables.notUnderstood')
})
