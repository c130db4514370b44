import type { Group } from '@/lib/tables/schema'

/** Figures of a place in the table: how many records, and the sum of what is added up. */
export type Figure = { n: number; x: number }

/** A table of figures. `cells` is by row and column key; a record with several values stands in several cells and in each total once. */
export type Pivot = {
  rows: string[]
  columns: string[]
  cells: ReadonlyMap<string, Figure>
  rowTotals: ReadonlyMap<string, Figure>
  columnTotals: ReadonlyMap<string, Figure>
  total: Figure
}

/** The key of a cell. */
export const at = (row: string, column: string) => `${row}\n${column}`

function add(to: Map<string, Figure>, key: string, { n, x }: Figure): void {
  const found = to.get(key) ?? { n: 0, x: 0 }
  to.set(key, { n: found.n + n, x: found.x + x })
}

/**
 * Lays groups out as a table. `rows` and `columns` are the keys that stand there whether or not anything falls on them, in their order;
 * what else occurs comes behind them, by its key.
 */
export function pivot(groups: readonly Group[], rows: readonly string[], columns: readonly string[]): Pivot {
  const cells = new Map<string, Figure>()
  const rowTotals = new Map<string, Figure>()
  const columnTotals = new Map<string, Figure>()
  const total = { n: 0, x: 0 }
  for (const group of groups) {
    const [of, by] = [new Set(group.r), new Set(group.c)]
    for (const row of of) for (const column of by) add(cells, at(row, column), group)
    for (const row of of) add(rowTotals, row, group)
    for (const column of by) add(columnTotals, column, group)
    total.n += group.n
    total.x += group.x
  }
  const all = (first: readonly string[], found: ReadonlyMap<string, Figure>) => [
    ...first,
    ...[...found.keys()].filter((key) => !first.includes(key)).sort(),
  ]
  return { rows: all(rows, rowTotals), columns: all(columns, columnTotals), cells, rowTotals, columnTotals, total }
}
