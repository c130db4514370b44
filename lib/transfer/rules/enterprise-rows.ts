import en from '@/lib/i18n/en/resumption'
import zh from '@/lib/i18n/zh-CN/resumption'
import type { ErrorCode, FieldErrors } from '@/lib/platform/errors'
import { ENTERPRISE_TYPES, EnterpriseRow, type EnterpriseType } from '@/lib/resumption/schema'
import type { SheetRow } from '../schema'

type Field = keyof typeof zh.importing.heads
const FIELDS = Object.keys(zh.importing.heads) as Field[]
const NEEDED: readonly Field[] = ['name', 'type', 'regionCode']
const headsOf = (field: Field): readonly string[] => [zh.importing.heads[field], en.importing.heads[field]]

const TYPES = new Map<string, EnterpriseType>(
  ENTERPRISE_TYPES.flatMap((type) => [
    [type, type],
    [zh.types[type], type],
    [en.types[type].toUpperCase(), type],
  ]),
)

export type ReadEnterprises = { rows: EnterpriseRow[]; faults: FieldErrors }

/** The rows of a file of enterprises below its heads, in either language; what is wrong is named by row and column. Null where heads are missing. */
export function readEnterprises(sheet: readonly SheetRow[]): ReadEnterprises | null {
  const isHead = ({ cells }: SheetRow) =>
    NEEDED.every((field) => headsOf(field).some((head) => cells.some((cell) => cell.trim() === head)))
  const top = sheet.findIndex(isHead)
  const head = sheet[top]
  if (!head) return null
  const columns = new Map(
    FIELDS.map((field) => [field, head.cells.findIndex((cell) => headsOf(field).includes(cell.trim()))]),
  )
  const at = (row: SheetRow, field: Field) => (row.cells[columns.get(field) ?? -1] ?? '').trim()
  const read: ReadEnterprises = { rows: [], faults: {} }
  for (const row of sheet.slice(top + 1)) {
    if (row.sheet !== head.sheet || FIELDS.every((field) => at(row, field) === '')) continue
    const cells = Object.fromEntries(FIELDS.map((field) => [field, at(row, field)]))
    const type = TYPES.get(at(row, 'type').toUpperCase())
    const parsed = EnterpriseRow.safeParse({ ...cells, row: row.row, type })
    if (parsed.success) read.rows.push(parsed.data)
    else
      for (const { path, code, message } of parsed.error.issues) {
        const field = String(path[0]) as Field
        const fault: ErrorCode =
          at(row, field) === '' ? 'input.required' : code === 'custom' ? (message as ErrorCode) : 'input.wrong'
        read.faults[`row${row.row}.${field}`] ??= { code: fault }
      }
  }
  return read
}
