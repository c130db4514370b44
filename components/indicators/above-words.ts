import { figureTexts } from '@/components/indicators/figure-texts'
import { placeName } from '@/components/indicators/speak'
import { count, decimal, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Above, Beside } from '@/lib/indicators/rules/above'
import { lookOf } from '@/lib/indicators/rules/shown'
import type { Place } from '@/lib/indicators/schema'

const TENTHS = 10

/** A figure in the columns of a table: what is counted, its base, and its share or mean. */
export type Cells = { counted: string; base: string; rate: string }

/** Figures of places above in the reader's words; covered ones say so. */
export async function aboveSpeaker(today: string) {
  const [t, locale] = await Promise.all([getTranslations('above'), getLocale()])
  const lack = (why: 'COVERED' | 'UNCOUNTED') => t(why === 'COVERED' ? 'covered' : 'uncounted')
  const days = (value: string) => t('days', { value })
  const rateOf = (code: IndicatorCode, figure: Exclude<Beside, string>) => {
    const { main, rate } = figureTexts(code, figure, today, days)
    return lookOf(code) === 'MEAN' ? main : rate
  }
  /** `places`: how many places the figure is the average of. */
  const cells = (code: IndicatorCode, figure: Beside, places = 1): Cells => {
    if (typeof figure === 'string') return { counted: '', base: '', rate: lack(figure) }
    const each = (n: number) => (places === 1 ? count(n) : decimal(Math.round((TENTHS * n) / places)))
    const { numerator, denominator } = figure
    if (denominator === 0) return { counted: '', base: each(0), rate: t('noBase') }
    return {
      counted: lookOf(code) === 'MEAN' ? '' : each(numerator),
      base: each(denominator),
      rate: rateOf(code, figure),
    }
  }
  return {
    t,
    cells,
    name: (place: Place) => placeName(place, locale),
    /** One figure in one line. */
    line: (code: IndicatorCode, figure: Beside, places = 1) => {
      const { counted, base, rate } = cells(code, figure, places)
      return counted ? t('pair', { rate, n: counted, of: base }) : rate
    },
    /** What must be said under figures: of when they are, and why some are not there. */
    notes: (above: Above, shown: readonly Beside[], now: Date) => [
      t('asOf', { time: stamp(now) }),
      ...above.places.flatMap(({ place, asOf }) =>
        asOf ? [t('older', { place: placeName(place, locale), time: stamp(asOf) })] : [],
      ),
      ...(shown.includes('COVERED') ? [t('coveredWhy')] : []),
      ...(shown.includes('UNCOUNTED') ? [t('uncountedWhy')] : []),
    ],
  }
}
