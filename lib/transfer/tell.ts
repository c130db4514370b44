import 'server-only'
import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import {
  type Column,
  LEDGER_KINDS,
  type LedgerKind,
  type RegisterTable,
} from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { writeCell } from '@/lib/households/catalogue/ledgers/write'
import { open } from '@/lib/platform/fields'
import type { Origin, Row } from './rows'
import { maskCell } from './rules/cells'
import type { CellDifference, DifferenceKind } from './rules/compare'

export type Table = RegisterTable

/** A difference as it is shown and kept: with masks, by field. `cell` names the very cell of the register. */
export interface ToldDifference {
  kind: DifferenceKind
  from: Origin
  field: string
  year: number | null
  ours: string
  base: string | null
  theirs: string
  cell: string
}

const LONGEST = 120
const HIDDEN = '••••'
const SEALED = new Map([
  ['phone_bidx', 'phone'],
  ['bank_account_bidx', 'bank_account'],
  ['disability_card_bidx', 'disability_card'],
])
/** Groups of a ledger without items stand in columns of their own. */
const SUMS = new Map<string, string>(GROUP_SUMS.map(({ column, field }) => [column, field]))

const BY_PLACE = new Map(
  LEDGER_KINDS.map((kind) => [
    kind,
    new Map(
      ledgerColumns(kind).flatMap((column) =>
        column.place ? [[`${column.place.table}.${column.place.column}`, column]] : [],
      ),
    ),
  ]),
)

export function columnAt(kind: LedgerKind, table: Table, column: string): Column | undefined {
  const sum = SUMS.get(column)
  if (sum) return ledgerColumns(kind).find(({ field }) => field === sum)
  return BY_PLACE.get(kind)?.get(`${table}.${SEALED.get(column) ?? column}`)
}

type Where = { table: Table; id: string; year: number | null; ours: Row; beside: () => Row; from: Origin }

/** Null for what only follows from another cell. */
export function tellDifference(kind: LedgerKind, where: Where, difference: CellDifference): ToldDifference | null {
  const column = columnAt(kind, where.table, difference.column)
  if (!column) return null
  const sealed = SEALED.get(difference.column)
  const show = (value: unknown) => maskCell(column, writeCell(column, value)).slice(0, LONGEST)
  const opened = (row: Row) => show(openOf(where.table, sealed as string, where.id, row[`${sealed}_enc`]))
  const hasBase = difference.base !== undefined
  return {
    kind: difference.kind,
    from: where.from,
    field: column.field,
    year: where.year,
    ours: sealed ? opened(where.ours) : show(difference.ours),
    base: !hasBase ? null : sealed ? HIDDEN : show(difference.base),
    theirs: sealed ? opened(where.beside()) : show(difference.theirs),
    cell: [where.table, where.id, where.year ?? '', column.field].join(':'),
  }
}

function openOf(table: Table, column: string, id: string, sealed: unknown): string {
  if (typeof sealed !== 'string') return ''
  return open(table, column, id, Buffer.from(sealed.replace(/^\\x/, ''), 'hex'))
}
