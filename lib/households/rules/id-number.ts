/** Why a resident identity number is refused. */
export type IdNumberFault =
  | 'EMPTY'
  | 'SCIENTIFIC'
  | 'LENGTH'
  | 'CHARACTERS'
  | 'ADDRESS'
  | 'BIRTH_DATE'
  | 'BIRTH_FUTURE'
  | 'BIRTH_TOO_OLD'
  | 'CHECK_DIGIT'

export type Sex = 'M' | 'F'

export interface IdNumberFacts {
  idNumber: string
  addressCode: string
  birthDate: string
  sex: Sex
}

/** FICTITIOUS: province digits 99, which no living person can hold. */
export type IdNumberResult =
  | { kind: 'INVALID'; reason: IdNumberFault }
  | ({ kind: 'FICTITIOUS' | 'VALID' } & IdNumberFacts)

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const FICTITIOUS_PROVINCE = '99'
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)
const OLDEST_YEARS = 120

/** The 18th character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkDigit(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] as number)
  return CHECKS[sum % 11] as string
}

/** Half-width, upper-case, without blanks or a leading apostrophe; nothing is guessed. */
export function normaliseIdNumber(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/^['\u2019`]/, '')
    .toUpperCase()
}

/**
 * Reads a resident identity number: 18 characters, or the old 15 digits, which become 18.
 * A number that a spreadsheet turned into scientific notation has lost digits and is refused.
 * `today` is a day (YYYY-MM-DD).
 */
export function readIdNumber(raw: string, today: string): IdNumberResult {
  const text = normaliseIdNumber(raw)
  if (text === '') return invalid('EMPTY')
  if (/^[+-]?\d+(\.\d+)?E[+-]?\d+$/.test(text) || /^\d+\.\d+$/.test(text)) return invalid('SCIENTIFIC')
  if (text.length !== 18 && text.length !== 15) return invalid('LENGTH')
  if (!/^(\d{17}[\dX]|\d{15})$/.test(text)) return invalid('CHARACTERS')
  const first17 = text.length === 15 ? `${text.slice(0, 6)}19${text.slice(6)}` : text.slice(0, 17)
  const province = text.slice(0, 2)
  if (province !== FICTITIOUS_PROVINCE && !PROVINCES.has(province)) return invalid('ADDRESS')
  const birthDate = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`
  if (!isDay(birthDate)) return invalid('BIRTH_DATE')
  if (birthDate > today) return invalid('BIRTH_FUTURE')
  if (Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) > OLDEST_YEARS) return invalid('BIRTH_TOO_OLD')
  const idNumber = first17 + checkDigit(first17)
  if (text.length === 18 && text !== idNumber) return invalid('CHECK_DIGIT')
  return {
    kind: province === FICTITIOUS_PROVINCE ? 'FICTITIOUS' : 'VALID',
    idNumber,
    addressCode: first17.slice(0, 6),
    birthDate,
    sex: (first17.charCodeAt(16) - 48) % 2 === 1 ? 'M' : 'F',
  }
}

function invalid(reason: IdNumberFault): IdNumberResult {
  return { kind: 'INVALID', reason }
}

function isDay(day: string): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  if (month < 1 || month > 12 || date < 1) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return date <= (days[month - 1] as number)
}
