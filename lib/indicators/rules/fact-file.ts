import { parse } from 'csv-parse/sync'
import { isDay } from '@/lib/platform/days'
import { FACT_COLUMNS, QUALIFIER_WORDS } from '@/prisma/catalogue/fact-file'
import { FactInput, type Qualifier, TargetInput, type TargetKind } from '../schema/facts'

type Column = keyof typeof FACT_COLUMNS
export type FileRow = { row: number; cells: Record<Column, string> }
/** A fault by row (the head is row 1) and column; `code` is a key of the messages `errors`. */
export type Fault = { row: number; column: Column; code: string }

/** Where the fields of an input stand in a file. */
const COLUMN_OF: Record<string, Column> = {
  regionCode: 'region_code',
  inputCode: 'indicator_input',
  measure: 'indicator_input',
  value: 'value',
  unit: 'unit',
  qualifiers: 'qualifier',
  asOf: 'as_of',
  periodStart: 'period_start',
  periodEnd: 'period_end',
  source: 'article',
  sourceRef: 'id',
  note: 'note',
}
export const columnOf = (field: string): Column => COLUMN_OF[field] ?? 'kind'

const NEEDED: readonly Column[] = ['region_code', 'indicator_input', 'value', 'article']

/** The rows of a file by its heads, in Chinese or English; null when a head that is needed is not there. */
export function readFactFile(text: string): { rows: FileRow[]; missing: Column[] } {
  const lines: string[][] = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true })
  const heads = (lines[0] ?? []).map((head) => head.trim())
  const columns = Object.keys(FACT_COLUMNS) as Column[]
  const places = columns.map((column) =>
    heads.findIndex((head) => (FACT_COLUMNS[column] as readonly string[]).includes(head)),
  )
  const missing = NEEDED.filter((column) => (places[columns.indexOf(column)] ?? -1) < 0)
  const rows = lines.slice(1).map((line, index) => ({
    row: index + 2,
    cells: Object.fromEntries(columns.map((column, at) => [column, (line[places[at] ?? -1] ?? '').trim()])) as Record<
      Column,
      string
    >,
  }))
  return { rows, missing }
}

/** Codes of the qualifiers in a cell, joined by plus signs; null for a word that is none. */
export function qualifiersOf(cell: string): Qualifier[] | null {
  const words = cell.split('+').map((word) => word.trim())
  const codes = words.flatMap((word) => {
    if (word === '' || word === 'exact') return []
    return [(QUALIFIER_WORDS as Record<string, Qualifier>)[word] ?? null]
  })
  return codes.includes(null) ? null : (codes as Qualifier[])
}

/** A row whose kind is a target: to nought, to be reached in a period, or a value that policy sets. */
function kindOf(cells: FileRow['cells'], qualifiers: readonly Qualifier[]): TargetKind {
  if (!cells.period_start || !cells.period_end) return 'VALUE'
  if (/^0+(\.0+)?$/.test(cells.value)) return 'ZERO'
  return qualifiers.includes('UNDER') ? 'AT_MOST' : 'AT_LEAST'
}

export type ReadRow = { row: number; fact?: FactInput; target?: TargetInput }

/** What the rows of a file say, with an id for each, and what is wrong with them. */
export function inputsOf(
  rows: readonly FileRow[],
  idOf: (row: number) => string,
): { read: ReadRow[]; faults: Fault[] } {
  const read: ReadRow[] = []
  const faults: Fault[] = []
  for (const { row, cells } of rows) {
    const qualifiers = qualifiersOf(cells.qualifier)
    if (!qualifiers) faults.push({ row, column: 'qualifier', code: 'indicators.unknownQualifier' })
    const isTarget = ['TARGET', 'THRESHOLD'].includes(cells.kind.toUpperCase())
    if (!isTarget && !['', 'FACT'].includes(cells.kind.toUpperCase())) {
      faults.push({ row, column: 'kind', code: 'input.wrong' })
      continue
    }
    for (const column of ['as_of', 'period_start', 'period_end'] as const) {
      if (cells[column] !== '' && !isDay(cells[column])) faults.push({ row, column, code: 'input.notADay' })
    }
    const day = (column: Column) => (isDay(cells[column]) ? cells[column] : undefined)
    const same = {
      id: idOf(row),
      regionCode: cells.region_code,
      value: cells.value,
      unit: cells.unit,
      qualifiers: qualifiers ?? [],
      asOf: day('as_of'),
      periodStart: day('period_start'),
      periodEnd: day('period_end'),
      source: cells.article,
      sourceRef: cells.id,
      note: cells.note,
    }
    const parsed = isTarget
      ? TargetInput.safeParse({ ...same, measure: cells.indicator_input, kind: kindOf(cells, qualifiers ?? []) })
      : FactInput.safeParse({ ...same, inputCode: cells.indicator_input })
    if (parsed.success) {
      read.push(isTarget ? { row, target: parsed.data as TargetInput } : { row, fact: parsed.data as FactInput })
      continue
    }
    for (const issue of parsed.error.issues) {
      const column = columnOf(String(issue.path[0]))
      if (faults.some((fault) => fault.row === row && fault.column === column)) continue
      const isMissing = cells[column] === ''
      faults.push({
        row,
        column,
        code: isMissing ? 'input.required' : issue.code === 'custom' ? issue.message : 'input.wrong',
      })
    }
  }
  return { read, faults }
}
