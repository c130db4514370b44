import { daysBetween } from '@/lib/platform/days'
import { type IndicatorCode, indicatorOf } from '../catalogue'
import { EPOCH } from '../catalogue/more'
import type { Counts } from '../schema'
import { halfUp } from './schedule'

const TENTHS = 10
const HUNDRED = 100

/** How a figure reads: households that are counted, a share of them, or days on average since something. */
export type Look = 'COUNT' | 'RATE' | 'MEAN'

export function lookOf(code: IndicatorCode): Look {
  const { sum, direction } = indicatorOf(code)
  if (sum) return 'MEAN'
  return direction === 'RATE' ? 'RATE' : 'COUNT'
}

/** A share in per cent to a tenth, rounded half up on the exact fraction. Null without a base. */
export function shareOf({ numerator, denominator }: Pick<Counts, 'numerator' | 'denominator'>): number | null {
  return denominator === 0 ? null : halfUp(BigInt(TENTHS * HUNDRED) * BigInt(numerator), BigInt(denominator)) / TENTHS
}

/** The figure on a day in its own unit: households, or tenths of a per cent or of a day, rounded half up on the exact fraction. Null without a base. */
export function shownOf(
  code: IndicatorCode,
  { numerator, denominator }: Pick<Counts, 'numerator' | 'denominator'>,
  on: string,
): number | null {
  if (denominator === 0) return null
  const look = lookOf(code)
  if (look === 'COUNT') return numerator
  if (look === 'RATE') return shareOf({ numerator, denominator })
  const [n, d] = [BigInt(numerator), BigInt(denominator)]
  return halfUp(BigInt(TENTHS) * (BigInt(daysBetween(EPOCH, on)) * d - n), d) / TENTHS
}

/** How many households stand behind a figure, and how many of its base do not: of an average, all it was made of. */
export function householdsOf(
  code: IndicatorCode,
  { numerator, denominator }: Counts,
): { counted: number; missing: number } {
  const counted = lookOf(code) === 'MEAN' ? denominator : numerator
  return { counted, missing: denominator - counted }
}
