import { count } from '@/lib/i18n/format'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { lookOf, shownOf } from '@/lib/indicators/rules/shown'
import type { Counts } from '@/lib/indicators/schema'

/** What was corrected since a month was frozen, with its sign: households, or days of an average. */
export function laterText(code: IndicatorCode, now: Counts, frozen: Counts, on: string): string {
  const isMean = lookOf(code) === 'MEAN'
  const n = isMean
    ? Math.round(10 * ((shownOf(code, now, on) ?? 0) - (shownOf(code, frozen, on) ?? 0))) / 10
    : now.numerator - frozen.numerator
  const text = isMean ? n.toFixed(1) : count(n)
  return n > 0 ? `+${text}` : text
}
