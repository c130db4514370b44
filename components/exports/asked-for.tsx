import { addressOfList } from '@/components/exports/state'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import type { ExportView } from '@/lib/exports/queries/requests'
import { count, moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** What was asked for, by whom and what for, and who decided: all that whoever approves has to see. */
export async function AskedFor({ view }: Readonly<{ view: ExportView }>) {
  const [t, common, locale] = await Promise.all([getTranslations('exports'), getTranslations('common'), getLocale()])
  const by = { name: view.requestedByName, unit: view.requestedByUnit, at: moment(view.requestedAt, locale) }
  const items = [
    { key: 'region', name: t('page.region'), value: view.regionName },
    { key: 'rows', name: t('page.rows'), value: count(view.fileRows ?? view.rowCount) },
    { key: 'persons', name: t('page.persons'), value: count(view.personCount) },
    { key: 'format', name: t('page.format'), value: t(`formats.${view.format}`) },
    { key: 'masking', name: t('page.masking'), value: view.isUnmasked ? t('page.unmasked') : t('page.masked') },
    { key: 'health', name: t('page.health'), value: view.withHealth ? t('page.withHealth') : t('page.withoutHealth') },
    {
      key: 'purpose',
      name: t('page.purpose'),
      value: t('file.purpose', { purpose: t(`purposes.${view.purpose}`), note: view.purposeNote }),
    },
    { key: 'by', name: t('page.by'), value: by.unit ? t('page.byAt', by) : t('page.byAtPlain', by) },
    ...(view.decidedByName && view.decidedAt
      ? [
          {
            key: 'decided',
            name: t('page.decided'),
            value: t('page.decidedAt', { name: view.decidedByName, at: moment(view.decidedAt, locale) }),
          },
        ]
      : []),
    ...(view.decisionNote ? [{ key: 'note', name: t('page.note'), value: view.decisionNote }] : []),
    ...(view.fetchedAt
      ? [
          {
            key: 'fetched',
            name: t('page.fetched'),
            value: t('page.fetchedTimes', { n: view.fetchCount, at: moment(view.fetchedAt, locale) }),
          },
        ]
      : []),
  ]
  return (
    <section className="sheet px-4 py-4">
      <SectionHead
        title={t('page.asked')}
        ruled
        end={<a href={addressOfList(view.kind, view.query)}>{t('page.list')}</a>}
      />
      <Facts items={items} />
      <p className="pt-3 text-13 text-ink-3">{t('page.columns')}</p>
      <p>{view.heads.join(common('listJoin'))}</p>
    </section>
  )
}
