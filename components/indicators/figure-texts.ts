import { count, percent } from '@/lib/i18n/format'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import { lookOf, shownOf } from '@/lib/indicators/rules/shown'
import type { Counts } from '@/lib/indicators/schema'

/** A figure for a table: households or days on average, and the share where there is one. `days` puts the unit to days. */
export function figureTexts(
  code: IndicatorCode,
  counts: Pick<Counts, 'numerator' | 'denominator'>,
  on: string,
  days: (value: string) => string = (value) => value,
): { main: string; rate: string } {
  if (lookOf(code) !== 'MEAN') {
    return { main: count(counts.numerator), rate: percent(counts.numerator, counts.denominator) }
  }
  return { main: days(shownOf(code, counts, on)?.toFixed(1) ?? '—'), rate: '' }
}
