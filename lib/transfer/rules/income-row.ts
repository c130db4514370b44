import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'
import { perHead, sumIncome } from '@/lib/households/rules/income'
import type { Said } from '../schema'

type Values = Readonly<Record<string, unknown>>

const ITEM = 'items/'
const REFERENCE = ['claims_fen', 'self_paid_fen'] as const

export const isItem = (column: string) => column.startsWith(ITEM)

/** A row of income with its items as columns `items/GROUP.ITEM`, as ledgers speak of it. Where it has items, one that is not there is nothing. */
export function flatIncome(row: Values, asked: Iterable<string>): Record<string, unknown> {
  const flat: Record<string, unknown> = { ...row }
  const items = row.items as Values | null
  if (items) for (const column of asked) if (isItem(column)) flat[column] = items[column.slice(ITEM.length)] ?? 0
  return flat
}

/** What a ledger says of income as the columns that it is compared by: items in one, without those that are nothing. */
export function nestedIncome(said: Values): Record<string, unknown> {
  const items: Record<string, unknown> = {}
  const nested: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(said)) {
    if (!isItem(column)) nested[column] = value
    else if (value !== 0) items[column.slice(ITEM.length)] = value
  }
  return Object.keys(said).some(isItem) ? { ...nested, items } : nested
}

/**
 * The whole row of income when these columns change: groups by their items, net income and the figure per head by the formulas (domain 2.4).
 * A figure per head alone stays one. Null when nothing can be divided, for want of residents.
 */
export function incomeRow(ours: Values | null, changes: Values): Record<string, unknown> | null {
  const names = Object.keys(changes)
  if (!names.some(isItem) && !GROUP_SUMS.some(({ column }) => column in changes) && ours?.net_fen == null) {
    const { resident_members: _, ...rest } = changes
    return Object.keys(rest).length > 0 ? rest : null
  }
  const items = { ...((ours?.items as Record<string, number> | null) ?? {}) }
  for (const column of names.filter(isItem)) {
    const item = column.slice(ITEM.length)
    if (changes[column] === 0) delete items[item]
    else items[item] = changes[column] as number
  }
  const hasItems = names.some(isItem) || ours?.items != null
  const sums = sumIncome(items).groups
  const row: Record<string, unknown> = { items: hasItems ? items : null }
  for (const { column, group } of GROUP_SUMS)
    row[column] = hasItems ? sums[group] : Number(changes[column] ?? ours?.[column] ?? 0)
  const fen = (column: string) => row[column] as number
  const net = fen('wage_fen') + fen('business_fen') + fen('property_fen') + fen('transfer_fen') - fen('cost_fen')
  const residents = Number(changes.resident_members ?? ours?.resident_members ?? 0)
  const share = perHead(net, residents)
  if (share === null) return null
  for (const column of REFERENCE) if (column in changes) row[column] = changes[column]
  return { ...row, net_fen: net, resident_members: residents, per_capita_income_fen: share }
}

/** What a row of a year says by the columns of the register. */
export function placed(kind: LedgerKind, said: Said): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(said)) {
    const column = columnOf(kind, field)?.place?.column ?? GROUP_SUMS.find((each) => each.field === field)?.column
    if (column) row[column] = value
  }
  return row
}
