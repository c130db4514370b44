import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { maskName } from '@/lib/households/rules/masks'
import { maskOf } from './faults'

const LONGEST = 24
const LONG_NUMBER = /[\dXx]{6,}/g
const SHOWN = 3
/** A text that may be a person's name: two to four characters of the script, and no word of a code. */
const LIKE_A_NAME = /^\p{Script=Han}{2,4}$/u

/** A value of a column as it may be shown beside its head. What is not known to be harmless is shortened to its beginning. */
export function sampleOf(kind: LedgerKind, field: string | null, raw: string): string {
  if (field) return maskOf(kind, field, raw).slice(0, LONGEST)
  if (LIKE_A_NAME.test(raw)) return maskName(raw, 'SURNAME')
  return raw
    .slice(0, LONGEST)
    .replace(LONG_NUMBER, (digits) => digits.slice(0, SHOWN) + '*'.repeat(digits.length - SHOWN))
}
