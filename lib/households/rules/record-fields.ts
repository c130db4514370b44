import type { CodeGroup } from '@/lib/households/catalogue/codes'

export type SealedKind = 'phone' | 'bankAccount' | 'idNumber' | 'disabilityCard'

/** What a field of a record may hold. As a text: a code by its name, several by commas, yes and no as true and false, money in yuan. */
export type FieldKind =
  | { kind: 'text'; max: number; required?: true; digits?: true; blank?: '' }
  | { kind: 'code'; group: CodeGroup; required?: true }
  | { kind: 'codes'; group: CodeGroup; most: number }
  | { kind: 'flag' }
  | { kind: 'whole'; from: number; to: number; required?: true }
  | { kind: 'decimal'; to: number }
  | { kind: 'yuan' }
  | { kind: 'day'; required?: true }
  | { kind: 'sealed'; holds: SealedKind }

export type RecordFields = Readonly<Record<string, FieldKind>>

export type NamesOf<R extends RecordFields> = keyof R & string

export function namesOf<R extends RecordFields>(fields: R): NamesOf<R>[] {
  return Object.keys(fields) as NamesOf<R>[]
}

export function sealedNames(fields: RecordFields): string[] {
  return namesOf(fields).filter((name) => fields[name]?.kind === 'sealed')
}

/** The name of the box that takes a sealed value away. */
export function clearName(field: string): string {
  return `clear${field.charAt(0).toUpperCase()}${field.slice(1)}`
}

/** The column of a field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Yuan as a form shows and takes it, from whole fen: 1200050 is "12000.50". */
export function yuanText(fen: number): string {
  const all = Math.abs(fen)
  const cents = all % 100
  const whole = `${fen < 0 ? '-' : ''}${Math.floor(all / 100)}`
  return cents === 0 ? whole : `${whole}.${String(cents).padStart(2, '0')}`
}

/** A number without needless zeros; null when it is none or has more than two decimals. */
export function plainDecimal(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '')
  if (!/^\d{1,9}(\.\d{0,2})?$/.test(text)) return null
  return String(Number(text))
}

export function plainWhole(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  return /^\d{1,9}$/.test(text) ? String(Number(text)) : null
}
