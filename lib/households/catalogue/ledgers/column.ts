import type { CodeGroup } from '@/lib/households/catalogue/codes'

export const LEDGER_KINDS = ['HOUSEHOLDS', 'INCOMES', 'LIVING', 'MEMBERS'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

export type RegisterTable = 'household' | 'person' | 'membership' | 'household_income' | 'living_condition'

/** How the cells of a column are read and written. Yuan become fen; a month alone is its first day. */
export type Shape =
  | { as: 'text'; limit: number }
  | { as: 'code' | 'codes'; group: CodeGroup }
  | { as: 'flag' | 'id' | 'card' | 'phone' | 'account' | 'ethnicity' }
  | { as: 'yuan'; from: number }
  | { as: 'day'; mayBeMonth: boolean }
  | { as: 'year'; from: number }
  | { as: 'number'; from: number; to: number; decimals: number }

/** Where a value stands in the register. `column` of an income item is `items/GROUP.ITEM`; sealed values stand in `column`_enc and _bidx. */
export interface Place {
  table: RegisterTable
  column: string
}

/**
 * One column of a ledger: its name among us, the heads it is known by (the first is the one that we write), how it is read and written, and
 * where it stands in the register; null for what only helps to find or check.
 */
export interface Column {
  field: string
  heads: readonly string[]
  required: boolean
  shape: Shape
  place: Place | null
}

const text = (limit: number): Shape => ({ as: 'text', limit })
const code = (group: CodeGroup): Shape => ({ as: 'code', group })
const codes = (group: CodeGroup): Shape => ({ as: 'codes', group })
const number = (from: number, to: number, decimals = 0): Shape => ({ as: 'number', from, to, decimals })
const day = (mayBeMonth = false): Shape => ({ as: 'day', mayBeMonth })
const year = (from: number): Shape => ({ as: 'year', from })
const flag: Shape = { as: 'flag' }
const yuan = (from: number): Shape => ({ as: 'yuan', from })
export const shapes = { text, code, codes, number, day, year, flag, yuan }
