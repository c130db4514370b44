import { count, stamp, yuan } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { AMOUNTS, type SubjectCode } from '@/lib/tables/catalogue'
import type { Table } from '@/lib/tables/queries/table'
import { sideLabel, valueLabel } from '@/lib/tables/rules/labels'
import type { Shown } from '@/lib/tables/rules/lay'
import type { Definition } from '@/lib/tables/schema'

const PERCENT = 100

/** What tables are spoken with, in the reader's language or a given one. */
export async function tableSpeaker(given?: Locale) {
  const locale = given ?? ((await getLocale()) as Locale)
  const t = await getTranslations({ locale, namespace: 'tables' })
  const valueName = (subject: SubjectCode, dimension: string, value: string) =>
    valueLabel(locale, subject, dimension, value)
  const sideName = (table: Table, dimension: string | null, key: string) => sideLabel(locale, table, dimension, key)
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
