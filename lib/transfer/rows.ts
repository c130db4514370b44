import 'server-only'
import type { Column } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'
import type { RegisterMark } from '@/lib/households/catalogue/ledgers/mark'
import { namePinyin } from '@/lib/households/rules/names'
import { type BlindKind, blindIndex, seal } from '@/lib/platform/fields'
import type { Said } from './schema'

export type Row = Record<string, unknown>

/** A household or person that the register has, and what the ledger says of it, by columns of the register. */
export interface Wanted {
  id: string
  said: Row
  /** Written along with what is said, never compared: sealed values, spellings. Made only where something is written or shown. */
  beside: () => Row
  /** Where in the file, and of whom, for the list of differences. */
  from: Origin
}

export interface Origin {
  householdId: string
  personId: string | null
  householdNo: string
  name: string
  row: number
  mark: RegisterMark | null
}

const SEALED: Readonly<Record<string, { table: 'household' | 'person'; kind: BlindKind }>> = {
  phone: { table: 'household', kind: 'phone' },
  bank_account: { table: 'household', kind: 'bankAccount' },
  disability_card: { table: 'person', kind: 'disabilityCard' },
}

/** What a ledger says as columns of one table of the register: sealed values by their blind index, the sealed form beside. */
export function columnsOf(said: Said, table: Column['place'], id: string): { said: Row; beside: () => Row } {
  const row: Row = {}
  const open: [column: string, table: 'household' | 'person', text: string][] = []
  for (const [field, value] of Object.entries(said)) {
    const place = columnOf('HOUSEHOLDS', field)?.place
    if (!place || place.table !== table?.table) continue
    const sealed = SEALED[place.column]
    if (sealed) {
      const text = String(value)
      row[`${place.column}_bidx`] = bytes(blindIndex(sealed.kind, text))
      open.push([place.column, sealed.table, text])
    } else row[place.column] = value
  }
  const beside = () =>
    Object.fromEntries(open.map(([column, of, text]) => [`${column}_enc`, bytes(seal(of, column, id, text))]))
  return { said: row, beside }
}

/** Yearly values that shut each other out, and what follows from them. `ours` is what the register has; empty for a new person. */
export function completed(said: Row, ours: Row): Row {
  const row: Row = { ...said }
  if (row.education != null && row.schooling === undefined) row.schooling = null
  if (row.schooling != null && row.education === undefined) row.education = null
  const [resident, employee] = [
    row.resident_medical ?? ours.resident_medical,
    row.employee_medical ?? ours.employee_medical,
  ]
  if (resident != null || employee != null) row.medical_insured = Boolean(resident) || Boolean(employee)
  return row
}

export interface Moment {
  countyCode: string
  today: string
  nextId: () => string
}

export function spelling(name: string): Row {
  const spelled = namePinyin(name)
  return { name_pinyin: spelled.full, name_initials: spelled.initials }
}

export function bytes(buffer: Buffer): string {
  return `\\x${buffer.toString('hex')}`
}
