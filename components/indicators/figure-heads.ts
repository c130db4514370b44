import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, isCardCode, type Part } from '@/lib/indicators/catalogue'
import { lookOf } from '@/lib/indicators/rules/shown'

/** Heads of the columns of a figure and words of its parts: a card has its own, the others share theirs. */
export async function figureHeads(code: IndicatorCode) {
  const [t, more] = await Promise.all([getTranslations('indicators'), getTranslations('past.more')])
  if (isCardCode(code)) {
    return {
      numerator: t(`heads.numerator.${code}`),
      denominator: t(`heads.denominator.${code}`),
      persons: t(`heads.persons.${code}`),
      rate: t(`heads.rate.${code}`),
      part: (part: Part) => t(`behind.tab.${part}.${code}`),
    }
  }
  return {
    numerator: lookOf(code) === 'MEAN' ? more('mean') : more('numerator'),
    denominator: more('denominator'),
    persons: more('persons'),
    rate: more('rate'),
    part: (part: Part) => more(part),
  }
}
