import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'

/** A column of a ledger as it is headed there. */
export function headOf(kind: LedgerKind, field: string): string {
  return columnOf(kind, field)?.heads[0] ?? field
}
