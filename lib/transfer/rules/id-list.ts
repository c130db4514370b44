import en from '@/lib/i18n/en/support'
import zh from '@/lib/i18n/zh-CN/support'
import type { Brought } from '@/lib/support/rules/id-list'
import { plainHead } from '@/lib/transfer/rules/heads'
import type { SheetRow } from '../schema'

/** How bureaus head the column of ID numbers. */
const HEADS = [zh, en].flatMap(({ lists }) => lists.heads.split('|')).map(plainHead)
const LONG = /^'?\d{15}(\d{2}[\dXx])?$/

/** The numbers of the first sheet that has a column of them, by its head or, without heads, because its first column holds nothing else; and its heads. */
export function listedIn(sheet: readonly SheetRow[]): Brought | null {
  const isHead = (cell: string) => HEADS.includes(plainHead(cell))
  const top = sheet.findIndex(({ cells }) => cells.some(isHead))
  const head = sheet[top]
  const first = sheet[0]
  if (!head && !LONG.test(first?.cells[0]?.trim() ?? '')) return null
  const at = head ? head.cells.findIndex(isHead) : 0
  const name = (head ?? first)?.sheet
  const listed = sheet.slice(top + 1).flatMap(({ sheet: of, row, cells }) => {
    const text = cells[at]?.trim() ?? ''
    return of === name && text !== '' ? [{ row, text }] : []
  })
  const columns = head ? head.cells.map((cell) => cell.trim()).filter(Boolean) : []
  return { columns, column: head?.cells[at]?.trim() ?? null, listed }
}
