import { wordOf } from '@/lib/exports/rules/trace'
import type { Cell, Column } from '@/lib/exports/schema'
import { looksLikeFormula } from '@/lib/households/rules/trace-marks'

const LONG_DIGITS = /^\d{11,}$/

/** Puts the hidden trace into the carrying cells of a row; empty ones stay empty. */
export function tracedCells(
  columns: readonly Column[],
  cells: readonly Cell[],
  row: number,
  words: readonly string[],
): Cell[] {
  let carrier = 0
  return cells.map((cell, index) =>
    columns[index]?.carries && typeof cell === 'string' && cell !== '' ? cell + wordOf(words, row, carrier++) : cell,
  )
}

/** One line of a CSV file. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`
}

/**
 * A cell as a field of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it, what it would round as a number
 * a tab behind it; our own reader takes both away again.
 */
export function csvField(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = typeof cell === 'string' ? cell : cell.day
  const safe = looksLikeFormula(text) ? `'${text}` : LONG_DIGITS.test(text) ? `${text}\t` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
