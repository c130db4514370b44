import type { CardTuple } from '@/components/indicators/cards'
import type { StateKey } from '@/components/ui/glyph'
import { count, decimal, nearDay, pair, percent, signed } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, isCardCode } from '@/lib/indicators/catalogue'
import type { Measured, Wall } from '@/lib/indicators/queries/wall'
import type { Assessment } from '@/lib/indicators/rules/schedule'
import type { Place } from '@/lib/indicators/schema'

const HUNDRED = 100
/** Per cent of a way as drawings need it. */
export const hundredths = (at: number) => Math.round(HUNDRED * Math.min(HUNDRED, Math.max(0, at))) / HUNDRED

type Say = Awaited<ReturnType<typeof getTranslations<'indicators'>>>

/** Figures of the wall in the reader's words, or in those of a given language. */
export async function wallSpeaker(given?: Locale) {
  const locale = given ?? (await getLocale())
  const t = await getTranslations({ locale, namespace: 'indicators' })
  return {
    t,
    locale,
    place: (place: Place) => placeName(place, locale),
    state: (assessment: Assessment) => ({ key: stateOf(assessment), word: stateWord(t, assessment) }),
    gap: (assessment: Assessment) => gapSentence(t, assessment),
    gapFigure,
    card: (code: IndicatorCode, wall: Pick<Wall, 'figures' | 'today'>) =>
      cardOf(t, locale, code, wall.figures[code], wall.today),
    /** The same as it is sent to the cards. */
    cardTuple: (code: IndicatorCode, wall: Pick<Wall, 'figures' | 'today'>): CardTuple => {
      const it = cardOf(t, locale, code, wall.figures[code], wall.today)
      const { name, state, stateWord, main, second, base, value, expected, gaugeLabel, from, to, gap } = it
      return [code, name, state, stateWord, main, second, base, value, expected, gaugeLabel, from, to, gap]
    },
  }
}

export function placeName(place: Place, locale: Locale): string {
  return locale === 'zh-CN' ? place.name : (place.nameEn ?? place.name)
}

export function stateOf(assessment: Assessment): StateKey {
  return assessment.state ?? 'na'
}

function stateWord(t: Say, assessment: Assessment): string {
  if (assessment.kind === 'none') return t(`states.${assessment.reason}`)
  if (assessment.kind === 'met') return t('states.met')
  if (assessment.kind !== 'deadline') return t(`states.${assessment.state}`)
  return assessment.overdue > 0 ? t('states.overdue', { n: assessment.overdue }) : t('states.noOverdue')
}

function gapSentence(t: Say, it: Assessment): string {
  if (it.kind === 'none') return t(`says.${it.reason}`)
  if (it.kind === 'met') return t('says.met')
  if (it.kind === 'deadline') {
    const { expected, overdue } = it
    return overdue > 0 ? t('says.late', { expected, gap: overdue }) : t('says.notLate', { expected })
  }
  if (it.kind === 'count') {
    const { expected, gap } = it
    if (gap === 0) return t('says.exact', { expected })
    return gap > 0 ? t('says.tooMany', { expected, gap }) : t('says.fewer', { expected, gap: -gap })
  }
  const expected = `${decimal(it.expectedTenths)}%`
  if (it.short > 0 && it.gapTenths <= 0) return t('says.short', { expected, gap: it.short })
  return it.gapTenths > 0 ? t('says.ahead', { expected, gap: decimal(it.gapTenths) }) : t('says.onTime', { expected })
}

/** The distance from the schedule as a figure for a table: points, households or overdue households. */
export function gapFigure(it: Assessment): string {
  if (it.kind === 'rate') return signed(it.gapTenths)
  if (it.kind === 'count') return it.gap > 0 ? `+${count(it.gap)}` : count(it.gap)
  return it.kind === 'deadline' ? count(it.overdue) : ''
}

function cardOf(t: Say, locale: Locale, code: IndicatorCode, figure: Measured, today: string) {
  const { numerator, numeratorPersons, denominator, denominatorPersons, assessment: it, target } = figure
  const rate = percent(numerator, denominator)
  const name = t(`names.${code}`)
  const until = (goal: string) =>
    target ? t('goal.until', { goal, day: nearDay(target.periodEnd, today, locale) }) : goal
  const from = {
    count: () => t('from.count', { n: target?.baseline ?? 0 }),
    rate: () => t('from.rate'),
    deadline: () => t('from.verified', { n: denominator - numerator }),
    met: () => t('from.share', { rate }),
    none: () => t('from.share', { rate }),
  }[it.kind]()
  const to = {
    count: () => until(t('goal.zero', { value: target?.value ?? 0 })),
    rate: () => until(t('goal.rate', { value: `${target?.value ?? 0}%` })),
    met: () => until(t('goal.zero', { value: target?.value ?? 0 })),
    deadline: () => t('goal.deadline'),
    none: () => (target ? until(t('goal.zero', { value: target.value })) : t('goal.none')),
  }[it.kind]()
  const at = `${Math.round(it.at)}%`
  return {
    name,
    state: stateOf(it),
    stateWord: stateWord(t, it),
    main: count(numerator),
    second: count(numeratorPersons),
    base: isCardCode(code) ? t(`base.${code}`, { pair: pair(denominator, denominatorPersons, locale), rate }) : '',
    value: hundredths(it.at),
    expected: 'expectedAt' in it ? hundredths(it.expectedAt) : null,
    gaugeLabel:
      'expectedAt' in it
        ? t('gauge', { name, at, expected: `${Math.round(it.expectedAt)}%` })
        : t('gaugeOnly', { name, at }),
    from,
    to,
    gap: gapSentence(t, it),
  }
}
