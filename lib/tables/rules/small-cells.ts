import { at, type Figure, type Pivot } from '@/lib/tables/rules/pivot'

/** The key of a total in place of a row or a column. */
export const TOTAL = '\t'

const NOTHING: Figure = { n: 0, x: 0 }

/** The figures of a cell; TOTAL in place of a row or a column, or of both, is their total. */
export function figureOf({ cells, rowTotals, columnTotals, total }: Pivot, row: string, column: string): Figure {
  if (row === TOTAL && column === TOTAL) return total
  if (row === TOTAL) return columnTotals.get(column) ?? NOTHING
  if (column === TOTAL) return rowTotals.get(row) ?? NOTHING
  return cells.get(at(row, column)) ?? NOTHING
}

/**
 * The cells and totals to cover so that no figure of 1 to `below` - 1 is shown or follows by subtraction: in a row or column where only one
 * is covered, the next smallest is covered with it. Keys are those of `at`, with TOTAL for a total. `read` is the figure that counts persons.
 */
export function coveredCells(table: Pivot, below: number, read: keyof Figure = 'n'): Set<string> {
  const { rows, columns } = table
  const covered = new Set<string>()
  const figure = (row: string, column: string): number => figureOf(table, row, column)[read]
  const [down, across] = [
    [...rows, TOTAL],
    [...columns, TOTAL],
  ]
  for (const row of down)
    for (const column of across) {
      const n = figure(row, column)
      if (n > 0 && n < below) covered.add(at(row, column))
    }
  const lines = [
    ...down.map((row) => across.map((column) => [row, column] as const)),
    ...across.map((column) => down.map((row) => [row, column] as const)),
  ]
  for (let isMore = covered.size > 0; isMore; ) {
    isMore = false
    for (const line of lines) {
      if (line.filter(([row, column]) => covered.has(at(row, column))).length !== 1) continue
      const open = line
        .filter(([row, column]) => !covered.has(at(row, column)) && figure(row, column) > 0)
        .sort(([a, b], [c, d]) => figure(a, b) - figure(c, d))
      const [next] = open
      if (!next) continue
      covered.add(at(...next))
      isMore = true
    }
  }
  return covered
}
