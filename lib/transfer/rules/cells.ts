import type { Column, Shape } from '@/lib/households/catalogue/ledgers/column'
import { readDisabilityCard } from '@/lib/households/rules/disability-card'
import { type IdNumberFault, readIdNumber } from '@/lib/households/rules/id-number'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import {
  DATE_END,
  DATE_MARKS,
  ETHNIC_ENDING,
  ETHNIC_GROUPS,
  LEDGER_CODES,
  LIST_MARKS,
  NUMBER_ENDINGS,
} from '@/prisma/catalogue/ledger-layout'
import type { LedgerCode } from '@/prisma/catalogue/register-codes'
import type { FaultCode } from '../schema'

export type Cell<T> = { value: T } | { code: FaultCode; params?: Record<string, string | number> }

const TABLES = new Map<string, Map<string, string>>()
for (const [group, codes] of Object.entries(LEDGER_CODES)) {
  const table = new Map<string, string>()
  for (const entry of codes as readonly LedgerCode[]) {
    for (const label of entry.labels) table.set(plain(label), entry.value)
    for (const code of entry.codes ?? []) {
      table.set(code, entry.value)
      table.set(code.padStart(2, '0'), entry.value)
      if (!table.has(String(Number(code)))) table.set(String(Number(code)), entry.value)
      for (const label of entry.labels) table.set(code + plain(label), entry.value)
    }
  }
  TABLES.set(group, table)
}
const ETHNIC = new Set(ETHNIC_GROUPS)
const HIGHEST_YUAN = 10_000_000

const ID_FAULTS: Record<IdNumberFault, FaultCode> = {
  EMPTY: 'required',
  SCIENTIFIC: 'idScientific',
  LENGTH: 'idLength',
  CHARACTERS: 'idCharacters',
  ADDRESS: 'idAddress',
  BIRTH_DATE: 'idBirthDate',
  BIRTH_FUTURE: 'idBirthFuture',
  BIRTH_TOO_OLD: 'idBirthTooOld',
  CHECK_DIGIT: 'idCheckDigit',
}
const DISABILITY_CARD_LENGTHS = new Set([20, 22])

/** Half-width, without blanks or control characters at the ends. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\ufeff\u200b-\u200d]/g, '')
    .toUpperCase()
}

export function readText(raw: string, limit: number): Cell<string> {
  const value = raw
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  return [...value].length > limit ? { code: 'tooLong', params: { n: limit } } : { value }
}

/** A code or a label of a coded column, or both written together; the answer is our own name for it. */
export function readCode(group: string, raw: string): Cell<string> {
  const value = TABLES.get(group)?.get(plain(raw).replace(/^(\d{1,2})[.:-]/, '$1'))
  return value === undefined ? { code: 'unknownCode' } : { value }
}

/** Several codes or labels in one cell, without repeats. */
export function readCodes(group: string, raw: string): Cell<string[]> {
  const values = new Set<string>()
  for (const part of raw.normalize('NFKC').split(LIST_MARKS)) {
    if (part === '') continue
    const one = readCode(group, part)
    if ('code' in one) return one
    values.add(one.value)
  }
  return { value: [...values].sort() }
}

export function readEthnicity(raw: string): Cell<string> {
  const name = plain(raw)
  const short = name.endsWith(ETHNIC_ENDING) && name.length > 1 ? name.slice(0, -1) : name
  return ETHNIC.has(short) ? { value: short + ETHNIC_ENDING } : { code: 'unknownCode' }
}

/** A day written with or without marks; a month alone means its first day when `mayBeMonth`. */
export function readDay(raw: string, mayBeMonth: boolean): Cell<string> {
  const text = plain(raw).replace(DATE_END, '').replace(DATE_MARKS, '-').replace(/-$/, '').replace(/T.*$/, '')
  const whole = /^(\d{4})-?(\d{1,2})-?(\d{1,2})$/.exec(text)
  const month = mayBeMonth ? /^(\d{4})-?(\d{1,2})$/.exec(text) : null
  const isPlainMonth = month !== null && (text.length === 6 || text.includes('-')) && text.split('-').length <= 2
  const found = isPlainMonth ? month : whole
  if (!found) return { code: 'notADate' }
  const [year, mon, day] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)]
  const date = new Date(Date.UTC(year, mon - 1, day))
  if (year < 1900 || date.getUTCMonth() !== mon - 1 || date.getUTCDate() !== day) return { code: 'notADate' }
  return { value: date.toISOString().slice(0, 10) }
}

export function readYear(raw: string, from: number, to: number): Cell<number> {
  const found = /^(\d{4})(\d{2}|-\d{1,2}.*)?$/.exec(plain(raw).replace(NUMBER_ENDINGS, '').replace(DATE_MARKS, '-'))
  if (!found) return { code: 'notAYear' }
  const year = Number(found[1])
  return year < from || year > to ? { code: 'outOfRange', params: { from, to } } : { value: year }
}

export function readNumber(raw: string, from: number, to: number, decimals: number): Cell<number> {
  const text = plain(raw)
    .replace(NUMBER_ENDINGS, '')
    .replace(/,(?=\d{3})/g, '')
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { code: 'notANumber' }
  const value = Number(text)
  if (value < from || value > to) return { code: 'outOfRange', params: { from, to } }
  if (decimals === 0 && !Number.isInteger(value)) return { code: 'notANumber' }
  return { value }
}

export function readPhone(raw: string): Cell<string> {
  const text = plain(raw).replace(/[-()]/g, '')
  return /^(1\d{10}|0\d{9,11})$/.test(text) ? { value: text } : { code: 'badPhone' }
}

export function readBankAccount(raw: string): Cell<string> {
  const text = plain(raw).replace(/^'/, '')
  return /^\d{10,25}$/.test(text) ? { value: text } : { code: 'badBankAccount' }
}

/** An identity number, or a disability card, whose first eighteen characters are one. Demo and real numbers never mix. */
export function readId(raw: string, today: string, isDemo: boolean) {
  const text = plain(raw)
  const read = readIdNumber(DISABILITY_CARD_LENGTHS.has(text.length) ? text.slice(0, 18) : raw, today)
  if (read.kind === 'INVALID') return { code: ID_FAULTS[read.reason] }
  if (isDemo && read.kind === 'VALID') return { code: 'idRealInDemo' as const }
  if (!isDemo && read.kind === 'FICTITIOUS') return { code: 'idFictitiousInReal' as const }
  return { value: read }
}

/** The card of a person of this county; what its number says of an identity is compared elsewhere. */
export function readCard(raw: string, today: string): Cell<string> {
  const card = readDisabilityCard(raw, today)
  return card.kind === 'INVALID' ? { code: 'badCard' } : { value: card.cardNo }
}

export function readYuan(raw: string, from: number): Cell<number> {
  const cell = readNumber(raw, from, HIGHEST_YUAN, 2)
  return 'value' in cell ? { value: Math.round(cell.value * 100) } : cell
}

/** What a cell says in its column, as the register keeps it: fen, days, codes, true or false. Identity numbers are read by `readId`. */
export function readCell(shape: Shape, raw: string, today: string): Cell<unknown> {
  switch (shape.as) {
    case 'text':
      return readText(raw, shape.limit)
    case 'code':
      return readCode(shape.group, raw)
    case 'codes':
      return readCodes(shape.group, raw)
    case 'flag': {
      const cell = readCode('yesNo', raw)
      return 'value' in cell ? { value: cell.value === 'true' } : cell
    }
    case 'day':
      return readDay(raw, shape.mayBeMonth)
    case 'year':
      return readYear(raw, shape.from, Number(today.slice(0, 4)))
    case 'number':
      return readNumber(raw, shape.from, shape.to, shape.decimals)
    case 'yuan':
      return readYuan(raw, shape.from)
    case 'card':
      return readCard(raw, today)
    case 'phone':
      return readPhone(raw)
    case 'account':
      return readBankAccount(raw)
    case 'ethnicity':
      return readEthnicity(raw)
    case 'id':
      return readText(raw, 30)
  }
}

/** What a report may show of a cell. */
export function maskCell({ field, shape }: Pick<Column, 'field' | 'shape'>, raw: string): string {
  const text = raw.replace(/\p{Cc}+/gu, ' ').trim()
  const kept = [...text].slice(0, 40).join('')
  if (shape.as === 'id' || shape.as === 'card') return maskIdNumber(kept, 'FIRST6_LAST4')
  if (shape.as === 'phone') return maskPhone(kept, 'FIRST3_LAST4')
  if (shape.as === 'account') return maskBankAccount(kept, 'LAST4')
  if (field === 'name' || field === 'headName') return maskName(kept, 'SURNAME')
  if (field === 'address') return maskName(kept, 'HIDDEN')
  return kept
}
