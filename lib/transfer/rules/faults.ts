import { type LedgerKind, shapes } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'
import type { Fault, FaultCode, Heads, SheetRow } from '../schema'
import { maskCell } from './cells'

type Params = Record<string, string | number>

/** Every bad cell of a file. */
export class FaultList {
  readonly all: Fault[] = []

  /** A bad cell of this row. */
  add(heads: Heads, row: SheetRow, field: string, code: FaultCode, params: Params = {}): void {
    this.put(heads, row.sheet, row.row, field, row.cells[heads.at[field] ?? -1] ?? '', code, params)
  }

  put(heads: Heads, sheet: string, row: number, field: string, raw: string, code: FaultCode, params: Params): void {
    const column = heads.texts[heads.at[field] ?? -1] ?? ''
    this.all.push({ sheet, row, column, value: maskOf(heads.kind, field, raw), code, params })
  }
}

/** A cell as it may be shown, by its field; of an unknown field only what is no number or name. */
export function maskOf(kind: LedgerKind, field: string, raw: string): string {
  return maskCell(columnOf(kind, field) ?? { field, shape: shapes.text(40) }, raw)
}

export function inOrder<F extends Pick<Fault, 'sheet' | 'row'>>(faults: readonly F[]): F[] {
  return [...faults].sort((a, b) => (a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : a.row - b.row))
}
