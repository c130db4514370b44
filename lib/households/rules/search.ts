import { readIdNumber } from '@/lib/households/rules/id-number'
import { normaliseName } from '@/lib/households/rules/names'

/** What a search text means. An identity number is looked for whole or not at all. */
export type Search =
  | { kind: 'NONE' }
  | { kind: 'ID_NUMBER'; idNumber: string }
  | { kind: 'NAME'; text: string }
  | { kind: 'PINYIN'; text: string }
  | { kind: 'NUMBER'; texts: string[] }

const LONGEST = 40

/** Reads a search text: identity number, household number, pinyin or initials, else a fragment of a name. `today` is a day. */
export function readSearch(raw: string, today: string): Search {
  const typed = raw.normalize('NFKC').trim().slice(0, LONGEST)
  const text = normaliseName(typed)
  if (text === '') return { kind: 'NONE' }
  const id = readIdNumber(typed, today)
  if (id.kind !== 'INVALID') return { kind: 'ID_NUMBER', idNumber: id.idNumber }
  const latin = text.replace(/['\u2019-]/g, '')
  if (/^[a-z]+$/.test(latin)) return { kind: 'PINYIN', text: latin }
  if (/^[a-z0-9_/-]+$/.test(text)) return { kind: 'NUMBER', texts: [...new Set([typed, typed.toUpperCase()])] }
  return { kind: 'NAME', text }
}

/** The first text after all texts that begin with `prefix`, in byte order; `prefix` is lower-case ASCII. */
export function afterPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}
