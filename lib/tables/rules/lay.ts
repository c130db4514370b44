import { dimensionOf, subjectOf, UNRECORDED } from '@/lib/tables/catalogue'
import { at, pivot } from '@/lib/tables/rules/pivot'
import { coveredCells, figureOf, TOTAL } from '@/lib/tables/rules/small-cells'
import type { Definition, Group } from '@/lib/tables/schema'

/** A list of values up to this long stands whole in a table; of a longer one only what occurs. */
const WHOLE = 8
export const MOST_COLUMNS = 24
export const MOST_ROWS = 400

/** A figure as it is shown: null where it is covered. `of` is what its share is a share of. */
export type Shown = { value: number | null; of: number | null; isNothing: boolean }
export type Line = { key: string; figures: Shown[]; total: Shown }
export type Laid = {
  columns: string[]
  lines: Line[]
  totals: Line
  /** How many rows and columns there are beyond those shown; the totals count them. */
  more: { rows: number; columns: number }
  /** Below it figures are covered; null where none is. */
  coveredBelow: number | null
  /** Whether a record may stand in several rows or columns. */
  isMany: boolean
}

type Known = { places: readonly string[]; aspects: readonly string[] }

/** The keys of a side that stand there in any case, in their order. */
function keysOf(definition: Definition, name: string | null, groups: readonly string[][], known: Known): string[] {
  const dimension = name === null ? undefined : dimensionOf(definition.subject, name)
  if (!dimension) return []
  const { values } = dimension
  if (values === 'PLACES') return [...known.places]
  const occurs = new Set(groups.flat())
  if (values === 'ASPECTS') return known.aspects.filter((code) => occurs.has(code))
  if (values === 'MONTHS' || values === 'YEARS') return [...occurs].filter((key) => key !== UNRECORDED).sort()
  const asked = name === null ? undefined : definition.filters[name]
  return values.filter((value) => (asked ? asked.includes(value) : values.length <= WHOLE || occurs.has(value)))
}

/**
 * The table of a definition from its groups. `coverBelow`: figures of persons from 1 to one less are covered, and what would tell them by
 * subtraction; null covers nothing.
 */
export function lay(definition: Definition, groups: readonly Group[], known: Known, coverBelow: number | null): Laid {
  const rowKeys = keysOf(
    definition,
    definition.rows,
    groups.map(({ r }) => r),
    known,
  )
  const columnKeys = keysOf(
    definition,
    definition.columns,
    groups.map(({ c }) => c),
    known,
  )
  const table = pivot(groups, rowKeys, columnKeys)
  const figure = definition.value === 'count' ? 'n' : 'x'
  const covered =
    coverBelow === null
      ? new Set<string>()
      : coveredCells(table, coverBelow, definition.value === 'persons' ? 'x' : 'n')
  const base = { NONE: null, ROW: 'row', COLUMN: 'column', TOTAL: 'total' }[definition.share]
  const shown = (row: string, column: string): Shown => {
    const isCovered = covered.has(at(row, column))
    const found = figureOf(table, row, column)
    const [r, c] =
      base === 'row'
        ? [row, TOTAL]
        : base === 'column'
          ? [TOTAL, column]
          : base === 'total'
            ? [TOTAL, TOTAL]
            : [null, '']
    const isBare = isCovered || r === null || covered.has(at(r, c))
    return {
      value: isCovered ? null : found[figure],
      of: isBare ? null : figureOf(table, r as string, c)[figure],
      isNothing: !isCovered && found.n === 0,
    }
  }
  const columns = table.columns.slice(0, MOST_COLUMNS)
  const line = (key: string): Line => ({
    key,
    figures: columns.map((column) => shown(key, column)),
    total: shown(key, TOTAL),
  })
  const isMany = [definition.rows, definition.columns].some(
    (name) => name !== null && dimensionOf(definition.subject, name)?.isMany === true,
  )
  return {
    columns,
    lines: table.rows.slice(0, MOST_ROWS).map(line),
    totals: line(TOTAL),
    more: {
      rows: Math.max(0, table.rows.length - MOST_ROWS),
      columns: Math.max(0, table.columns.length - MOST_COLUMNS),
    },
    coveredBelow: covered.size > 0 ? coverBelow : null,
    isMany,
  }
}

/** Whether small figures of a table are covered for a reader: those of persons without names, those of health without the right to it. */
export function isCovering(definition: Definition, may: { names: boolean; health: boolean }): boolean {
  const ofPersons = subjectOf(definition.subject).isOfPersons === true || definition.value === 'persons'
  const names = [definition.rows, definition.columns, ...Object.keys(definition.filters)]
  const ofHealth = names.some((name) => name !== null && dimensionOf(definition.subject, name)?.isHealth === true)
  return (ofPersons && !may.names) || (ofHealth && !may.health)
}
