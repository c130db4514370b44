import { expect, test } from 'vitest'
import { dimensionOf, SUBJECT_CODES, subjectOf, UNRECORDED } from '@/lib/tables/catalogue'
import { definitionParts, filtersOf, readDefinition, startOf } from '@/lib/tables/rules/address'
import { recordsBehind } from '@/lib/tables/rules/behind'
import { sideLabel, valueLabel } from '@/lib/tables/rules/labels'
import { lay } from '@/lib/tables/rules/lay'
import { at, pivot } from '@/lib/tables/rules/pivot'
import { coveredCells, figureOf, TOTAL } from '@/lib/tables/rules/small-cells'
import { Definition, type Group } from '@/lib/tables/schema'

let seed = 7
const random = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}
const someGroups = (rows: number, columns: number): Group[] =>
  Array.from({ length: rows * columns }, (_, n) => ({
    r: [`r${n % rows}`],
    c: [`c${Math.floor(n / rows)}`],
    n: random(3) ? random(12) : 0,
    x: random(100),
  })).filter(({ n }) => n > 0)

test('a record with several values stands in each of them, and in every total once', () => {
  const table = pivot(
    [
      { r: ['A', 'B'], c: ['x'], n: 2, x: 20 },
      { r: ['A'], c: ['y'], n: 1, x: 5 },
    ],
    ['B', 'C'],
    [],
  )
  expect([table.rows, table.columns]).toEqual([
    ['B', 'C', 'A'],
    ['x', 'y'],
  ])
  expect([table.cells.get(at('A', 'x')), table.rowTotals.get('A'), table.columnTotals.get('x'), table.total]).toEqual([
    { n: 2, x: 20 },
    { n: 3, x: 25 },
    { n: 2, x: 20 },
    { n: 3, x: 25 },
  ])
})

test('nothing small is shown, and in no line is one figure covered alone', () => {
  for (let n = 0; n < 200; n++) {
    const table = pivot(someGroups(1 + random(5), 1 + random(5)), [], [])
    const covered = coveredCells(table, 5)
    const [rows, columns] = [
      [...table.rows, TOTAL],
      [...table.columns, TOTAL],
    ]
    for (const row of rows)
      for (const column of columns) {
        const { n: figure } = figureOf(table, row, column)
        if (figure > 0 && figure < 5) expect(covered.has(at(row, column))).toBe(true)
        if (figure === 0) expect(covered.has(at(row, column))).toBe(false)
      }
    const alone = (keys: readonly string[], figures: readonly number[]) => {
      const gone = keys.filter((key) => covered.has(key)).length
      // A line of one figure and its total hides both; there is nothing to subtract.
      return gone === 1 && figures.filter((figure) => figure > 0).length > 1
    }
    for (const row of rows)
      expect(
        alone(
          columns.map((column) => at(row, column)),
          columns.map((column) => figureOf(table, row, column).n),
        ),
      ).toBe(false)
    for (const column of columns)
      expect(
        alone(
          rows.map((row) => at(row, column)),
          rows.map((row) => figureOf(table, row, column).n),
        ),
      ).toBe(false)
  }
})

test('every definition stands whole in its address, and every value of the catalogue has a word in both languages', () => {
  const wordless: string[] = []
  for (const subject of SUBJECT_CODES) {
    const filters = Object.fromEntries(
      filtersOf(subject).map((name) => [
        name,
        [...(dimensionOf(subject, name) as { values: string[] }).values, UNRECORDED].slice(-3),
      ]),
    )
    const definition = Definition.parse({ ...startOf(subject), share: 'ROW', filters })
    const read = readDefinition(Object.fromEntries(new URLSearchParams(definitionParts(definition))))
    expect(read).toEqual(definition)
    for (const name of Object.keys(subjectOf(subject).dimensions)) {
      const { values = [], words } = dimensionOf(subject, name) ?? {}
      if (typeof values === 'string' || !words) continue
      for (const value of values)
        for (const locale of ['zh-CN', 'en'] as const)
          if (valueLabel(locale, subject, name, value) === value) wordless.push(`${locale} ${words}.${value}`)
    }
  }
  expect(wordless).toEqual([])
  expect(readDefinition({ subject: 'secrets' })).toBeNull()
  expect(readDefinition({ rows: 'type', 'f.status': ['EXITED', 'RELAPSED'], 'f.type': '' })?.filters).toEqual({
    status: ['EXITED', 'RELAPSED'],
  })
})

const REGION = '130799000000'

test('a figure opens a list with exactly its condition, or none', () => {
  const behind = (definition: object, row: string, column = TOTAL) =>
    recordsBehind(Definition.parse(definition), REGION, row, column)
  const byStatus = { subject: 'households', rows: 'place', columns: 'status' }
  expect(behind(byStatus, '130799100000', 'EXITED')).toBe('/households?region=130799100000&status=EXITED')
  expect(behind(byStatus, TOTAL)).toBe(`/households?region=${REGION}`)
  expect(behind(byStatus, REGION, 'EXITED')).toBeNull()
  expect(behind({ ...byStatus, filters: { type: ['POOR_GENERAL'] } }, TOTAL)).toBe(
    `/households?region=${REGION}&type=POOR_GENERAL`,
  )
  expect(behind({ ...byStatus, filters: { type: ['POOR_GENERAL', 'POOR_DESTITUTE'] } }, TOTAL)).toBeNull()
  expect(behind({ ...byStatus, filters: { status: ['EXITED'] } }, TOTAL, 'RELAPSED')).toBeNull()
  expect(behind({ ...byStatus, columns: 'monitored' }, TOTAL, UNRECORDED)).toBe(
    `/households?region=${REGION}&monitored=NO`,
  )
  expect(behind({ ...byStatus, columns: 'status' }, TOTAL, UNRECORDED)).toBeNull()
  expect(behind({ ...byStatus, columns: 'housing' }, TOTAL, 'A')).toBeNull()
  expect(behind({ subject: 'persons', rows: 'place' }, TOTAL)).toBeNull()
  expect(behind({ subject: 'findings', rows: 'source', columns: 'state' }, 'AUDIT', 'OPEN')).toBe(
    `/findings?region=${REGION}&source=AUDIT&tab=open`,
  )
  expect(behind({ subject: 'findings', rows: 'source', columns: 'state' }, 'AUDIT')).toBeNull()
  expect(behind({ subject: 'visits', rows: 'place', from: '2026-01-01' }, TOTAL)).toBeNull()
})

test('a wide table shows its first columns, says how many more there are, and counts them in the total', () => {
  const groups = Array.from({ length: 40 }, (_, n) => ({ r: [REGION], c: [`20${10 + n}-01`], n: 1, x: 0 }))
  const definition = Definition.parse({ subject: 'visits', rows: 'place', columns: 'month' })
  const laid = lay(definition, groups, { places: [REGION], aspects: [] }, null)
  expect([laid.columns.length, laid.more.columns, laid.totals.total.value]).toEqual([24, 16, 40])
  const names = { places: { [REGION]: { zh: '青岭县', en: 'Qingling' } }, aspects: {} }
  const named = { definition, names, place: { code: REGION, name: '青岭县' } }
  expect(sideLabel('en', { ...named, below: [] }, 'place', REGION)).toBe('Qingling')
  expect(sideLabel('zh-CN', { ...named, below: [{}] }, 'place', REGION)).toBe('青岭县本级')
})
