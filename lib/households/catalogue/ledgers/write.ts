import { ledgerLabel } from '@/lib/households/catalogue/codes'
import { YES_NO } from '@/prisma/catalogue/register-codes'
import type { Column } from './column'

const FEN = 100
const LIST_MARK = ','

/**
 * The text that a ledger has for a value of the register; reading it gives the value again. A value that is not known is an empty cell.
 * Sealed values are handed over opened or masked by the caller.
 */
export function writeCell({ shape }: Pick<Column, 'shape'>, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (shape.as) {
    case 'code':
      return ledgerLabel(shape.group, String(value))
    case 'codes':
      return (value as readonly string[]).map((each) => ledgerLabel(shape.group, each)).join(LIST_MARK)
    case 'flag':
      return YES_NO[value ? 0 : 1].labels[0]
    case 'yuan':
      return writeYuan(Number(value))
    case 'day':
      return String(value).slice(0, 10)
    default:
      return String(value)
  }
}

function writeYuan(fen: number): string {
  const yuan = fen / FEN
  return Number.isInteger(yuan) ? String(yuan) : yuan.toFixed(2)
}
