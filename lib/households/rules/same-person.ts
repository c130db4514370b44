import { normaliseName } from '@/lib/households/rules/names'
import { isDay } from '@/lib/platform/days'
import { COMPOUND_SURNAMES, USUAL_FORMS } from '@/prisma/catalogue/name-forms'

/** What the measure reads of a person. `idIndex` is the fingerprint of the identity number as text, null without one; days are 'YYYY-MM-DD'. */
export type Person = {
  name: string
  /** Without tones, as it stands in the register; empty when not known. */
  pinyin: string
  initials: string
  /** Null while it has not been typed. */
  birthDate: string | null
  sex: 'M' | 'F' | null
  village: string
  idIndex: string | null
}

export const REASON_CODES = [
  'idSame',
  'idDiffers',
  'nameSame',
  'nameVariant',
  'nameSound',
  'nameOneOff',
  'birthSame',
  'birthSwapped',
  'villageSame',
  'sexSame',
  'sexDiffers',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** Why two records may be one: what speaks for it (or, below zero, against it) and how strongly. */
export type Reason = { code: ReasonCode; points: number }

export type Level = 'SURE' | 'POSSIBLE'
/** From these sums of points on two records are called duplicates, or possibly so; policy values. */
export type Thresholds = { sure: number; possible: number }
export type Likeness = { score: number; level: Level | null; reasons: Reason[] }

/**
 * Points of each finding; everything alike makes 100. One differing character weighs little, because twins are named like that: born on one
 * day in one house, one character apart.
 */
const POINTS: Record<ReasonCode, number> = {
  idSame: 100,
  idDiffers: -25,
  nameSame: 40,
  nameVariant: 38,
  nameSound: 32,
  nameOneOff: 15,
  birthSame: 35,
  birthSwapped: 25,
  villageSame: 20,
  sexSame: 5,
  sexDiffers: -15,
}

/** Surname and given name, other written forms of a character made the usual one. A surname has two characters when it is a known one (复姓). */
export function splitName(name: string): { surname: string; given: string } {
  const letters = [...normaliseName(name)].map((letter) => USUAL_FORMS.get(letter) ?? letter)
  const isCompound = letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join(''))
  const cut = isCompound ? 2 : 1
  return { surname: letters.slice(0, cut).join(''), given: letters.slice(cut).join('') }
}

/** The day with day and month changed about, where that is a day: 1985-03-07 → 1985-07-03. */
export function swappedDay(day: string): string | null {
  const [year, month, date] = day.split('-')
  const swapped = `${year}-${date}-${month}`
  return month !== date && isDay(swapped) ? swapped : null
}

/**
 * How likely two records are one person. An equal identity number decides alone. Otherwise the surname must be the same, the given name the
 * same, in another written form, alike in sound, or one character apart, and the birth date the same or with day and month changed about;
 * village and sex add to it. Symmetric, and the same for the same input. Lunar and solar dates are not compared: nearly every pair of days
 * would then be alike.
 */
export function likeness(a: Person, b: Person, thresholds: Thresholds): Likeness {
  if (a.idIndex !== null && a.idIndex === b.idIndex) return rated(['idSame'], thresholds)
  const name = namesAlike(a, b)
  const birth = birthsAlike(a.birthDate, b.birthDate)
  if (!name || !birth) return { score: 0, level: null, reasons: [] }
  const codes: ReasonCode[] = [name, birth]
  if (a.village === b.village) codes.push('villageSame')
  if (a.sex && b.sex) codes.push(a.sex === b.sex ? 'sexSame' : 'sexDiffers')
  if (a.idIndex !== null && b.idIndex !== null) codes.push('idDiffers')
  return rated(codes, thresholds)
}

function rated(codes: readonly ReasonCode[], { sure, possible }: Thresholds): Likeness {
  const reasons = codes.map((code) => ({ code, points: POINTS[code] }))
  const score = Math.max(
    0,
    reasons.reduce((sum, { points }) => sum + points, 0),
  )
  return { score, level: score >= sure ? 'SURE' : score >= possible ? 'POSSIBLE' : null, reasons }
}

function namesAlike(a: Person, b: Person): ReasonCode | null {
  const [x, y] = [splitName(a.name), splitName(b.name)]
  if (x.surname === '' || x.surname !== y.surname) return null
  if (x.given === y.given) return normaliseName(a.name) === normaliseName(b.name) ? 'nameSame' : 'nameVariant'
  const [s, t] = [[...x.given], [...y.given]]
  if (s.length !== t.length) return null
  if (a.pinyin !== '' && a.pinyin === b.pinyin && a.initials === b.initials) return 'nameSound'
  // A given name of one character that differs is another name.
  return s.length > 1 && s.filter((letter, index) => letter !== t[index]).length === 1 ? 'nameOneOff' : null
}

function birthsAlike(a: string | null, b: string | null): ReasonCode | null {
  if (a === null || b === null) return null
  if (a === b) return 'birthSame'
  return swappedDay(a) === b ? 'birthSwapped' : null
}
