import en from '@/lib/i18n/en/relief'
import zhHeads from '@/lib/i18n/zh-CN/exports'
import zh from '@/lib/i18n/zh-CN/relief'
import type { FieldError } from '@/lib/platform/errors'
import { AnswerRow } from '@/lib/relief/schema/cycles'
import type { SheetRow } from '../schema'

const { heads } = zhHeads
const COLUMNS = {
  no: heads.applicationNo,
  amountYuan: heads.payYuan,
  result: heads.bankResult,
  reason: heads.bankReason,
} as const
type Field = keyof typeof COLUMNS
const RESULTS = new Map([
  [zh.cycles.bank.PAID, 'PAID'],
  [zh.cycles.bank.FAILED, 'FAILED'],
  [en.cycles.bank.PAID.toUpperCase(), 'PAID'],
  [en.cycles.bank.FAILED.toUpperCase(), 'FAILED'],
])

/** The column that a field of the answer stands in, as the file names it. */
export const columnOf = (field: string): string => COLUMNS[field as Field] ?? field

export type ReadAnswer = { rows: AnswerRow[]; faults: Record<string, FieldError> }

/** The lines of the bank's return file below the heads; what cannot be read is named by row and column. Null where there are no heads. */
export function readAnswer(sheet: readonly SheetRow[]): ReadAnswer | null {
  const top = sheet.findIndex(({ cells }) => cells.includes(COLUMNS.no) && cells.includes(COLUMNS.result))
  const head = sheet[top]
  if (!head) return null
  const at = (row: SheetRow, field: Field) => (row.cells[head.cells.indexOf(COLUMNS[field])] ?? '').trim()
  const read: ReadAnswer = { rows: [], faults: {} }
  for (const row of sheet.slice(top + 1)) {
    if (row.sheet !== head.sheet || at(row, 'no') === '') continue
    const result = RESULTS.get(at(row, 'result').toUpperCase())
    const parsed = AnswerRow.safeParse({
      row: row.row,
      no: at(row, 'no'),
      amountYuan: at(row, 'amountYuan'),
      result,
      reason: at(row, 'reason'),
    })
    if (parsed.success) read.rows.push(parsed.data)
    else
      for (const { path } of parsed.error.issues) {
        const field = String(path[0])
        read.faults[`row${row.row}.${field}`] = {
          code: field === 'result' ? 'relief.answerResult' : 'relief.answerUnread',
          params: { row: row.row, column: columnOf(field) },
        }
      }
  }
  return read
}
