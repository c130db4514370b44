import { getLocale, getTranslations } from 'next-intl/server'
import { count, stamp, yuan } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import { AMOUNTS, dimensionOf, type SubjectCode, UNRECORDED } from '@/lib/tables/catalogue'
import type { Table } from '@/lib/tables/queries/table'
import type { Shown } from '@/lib/tables/rules/lay'
import type { Definition } from '@/lib/tables/schema'

const PERCENT = 100

/** What tables are spoken with, in the reader's language or a given one. */
export async function tableSpeaker(given?: Locale) {
  const locale = given ?? ((await getLocale()) as Locale)
  const [t, all] = await Promise.all([
    getTranslations({ locale, namespace: 'tables' }),
    getTranslations({ locale }) as Promise<unknown> as Promise<{
      (key: string): string
      has(key: string): boolean
    }>,
  ])
  /** The word of a value of the catalogue, of a month or a year as it is. */
  const valueName = (subject: SubjectCode, dimension: string, value: string): string => {
    if (value === UNRECORDED) return t('unrecorded')
    const words = dimensionOf(subject, dimension)?.words
    const key = `${words}.${value}`
    return words && all.has(key) ? all(key) : value
  }
  /** The word of a row or a column of a counted table. */
  const sideName = ({ definition, names, place, below }: Table, dimension: string | null, key: string): string => {
    if (dimension === null) return ''
    if (dimension === 'place')
      return key === place.code && below.length > 0 ? t('ownLevel', { region: place.name }) : (names.places[key] ?? key)
    if (dimension === 'aspect') {
      const name = names.aspects[key]
      return name ? (locale === 'zh-CN' ? name.zh : name.en) : valueName(definition.subject, dimension, key)
    }
    return valueName(definition.subject, dimension, key)
  }
  const dimensionName = (name: string) => t(`dimensions.${name}` as never)
  const unitOf = ({ subject, value }: Definition) =>
    value === 'count' ? t(`units.${subject}`) : value === 'persons' ? t('units.persons') : t('units.yuan')
  const figure = ({ value }: Definition, n: number) =>
    value !== 'count' && AMOUNTS.includes(value) ? yuan(n) : count(n)
  /** A figure in words: its share first where one is asked for, with its two parts. */
  const shown = (definition: Definition, { value, of, isNothing }: Shown): { text: string; sub: string } => {
    if (value === null) return { text: t('result.coveredCell'), sub: '' }
    if (isNothing) return { text: '0', sub: '' }
    if (of === null || of === 0) return { text: figure(definition, value), sub: '' }
    return {
      text: `${((PERCENT * value) / of).toFixed(1)}%`,
      sub: t('result.shareOf', { part: figure(definition, value), whole: figure(definition, of) }),
    }
  }
  /** What narrows a table, in one sentence; null where nothing does. */
  const narrowing = ({ subject, filters, from, to }: Definition): string | null => {
    const parts = Object.entries(filters).map(([name, values]) =>
      t('result.filter', {
        name: dimensionName(name),
        values: values.map((value) => valueName(subject, name, value)).join(t('result.or')),
      }),
    )
    if (from || to) parts.push(t('result.period', { from: from ?? t('result.always'), to: to ?? t('result.always') }))
    return parts.length > 0 ? t('result.filtered', { filters: parts.join(t('result.and')) }) : null
  }
  /** What a definition counts, in a few words. */
  const brief = ({ subject, rows, columns }: Definition): string => {
    const words = { subject: t(`subjects.${subject}`), rows: dimensionName(rows) }
    return columns ? t('list.briefBy', { ...words, columns: dimensionName(columns) }) : t('list.brief', words)
  }
  const asOf = (at: Date) => t('result.asOf', { time: stamp(at) })
  return { t, locale, valueName, sideName, dimensionName, unitOf, shown, narrowing, brief, asOf }
}
