import type { useTranslations } from 'next-intl'
import { digits, longDay } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import zh from '@/lib/i18n/zh-CN/measures'
import type { TargetProgress } from '@/lib/indicators/queries/targets'
import type { TargetStanding } from '@/lib/indicators/rules/progress'
import { nameOf, unitOf } from './figure-words'

type Names = Parameters<typeof nameOf>[1]
type Words = {
  t: ReturnType<typeof useTranslations<'figures'>>
  measures: ReturnType<typeof useTranslations<'measures'>>
  locale: Locale
}

/** Shape and colour of a standing; its word stands beside it. */
export const STANDING_MARK: Record<TargetStanding, 'held' | 'behind' | 'crossed' | 'assigned'> = {
  reached: 'held',
  held: 'held',
  behind: 'behind',
  crossed: 'crossed',
  before: 'assigned',
  noFact: 'assigned',
  noStart: 'assigned',
  value: 'assigned',
}

const isIndicator = (code: string): code is keyof typeof zh.names => code in zh.names

/** The name of what a target is about: an input, or an indicator. */
export const measureName = (code: string, names: Names, { measures, locale }: Words) =>
  !names.has(code) && isIndicator(code) ? measures(`names.${code}`) : nameOf(code, names, locale)

/** What a target asks for: "不低于 1,000 个". */
export function goalText({ kind, value, measure, unit }: TargetProgress, names: Names, { t, locale }: Words): string {
  if (value === null) return t('facts.withdrawn')
  const goal = `${digits(value)} ${unitOf(measure, unit, names, locale)}`.trim()
  return kind === 'VALUE' ? goal : `${t(`targets.kinds.${kind}`)} ${goal}`
}

export function periodText({ from, to, asOf }: TargetProgress, { t, locale }: Words): string {
  if (from && to) return t('facts.period', { from: longDay(from, locale), to: longDay(to, locale) })
  return asOf ? longDay(asOf, locale) : ''
}

/** A row of the list of targets: what, how much, where it stands today against its schedule, until when and who answers. */
export function targetRow(target: TargetProgress, names: Names, words: Words) {
  const { t } = words
  const { elapsed, current, expected, hedges, standing } = target
  return [
    target.id,
    measureName(target.measure, names, words),
    target.region.name,
    goalText(target, names, words),
    current === null ? '' : [...hedges.map((hedge) => t(`hedges.${hedge}`)), digits(current)].join(' '),
    expected === null ? '' : digits(expected),
    t(`targets.standings.${standing}`),
    STANDING_MARK[standing],
    elapsed ? t('targets.elapsed', elapsed) : '',
    periodText(target, words),
    target.responsible,
    target.source,
  ]
}
