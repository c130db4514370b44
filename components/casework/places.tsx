import { casesAddress, linesAddress, visitsAddress } from '@/components/casework/addresses'
import { placeName } from '@/components/indicators/speak'
import { SectionHead } from '@/components/ui/section-head'
import { type TupleColumn, TupleTable } from '@/components/ui/tuple-table'
import type { Casework } from '@/lib/casework/queries/casework'
import { month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

/** Stands for a region in addresses that are made for every row. */
const ANYWHERE = '000000000000'

type Props = { casework: Casework; month: string }

/** 各地比较 · The regions below side by side, those without help first; places only, never people. */
export async function Places({ casework, month }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('casework.children'), getLocale()])
  const { children, cases, ageing, visits, today } = casework
  const age = (on: string) => daysBetween(on, today)
  const rows = [...children].sort(
    (a, b) =>
      b.unhelped - a.unhelped ||
      b.overdue - a.overdue ||
      age(b.oldest?.on ?? today) - age(a.oldest?.on ?? today) ||
      b.open - a.open ||
      (a.place.code < b.place.code ? -1 : 1),
  )
  const columns: TupleColumn[] = [{ head: t('heads.place'), at: 1, href: '/dashboard/{0}/casework' }]
  const figure = (head: string, at: number, href: string) =>
    columns.push({ head, at, kind: 'number', href: href.replace(ANYWHERE, '{0}') })
  if (cases) {
    figure(t('heads.open'), 2, casesAddress(ANYWHERE))
    figure(t('heads.unhelped'), 3, casesAddress(ANYWHERE, { part: 'unhelped' }))
  }
  if (ageing) {
    figure(t('heads.findings'), 4, linesAddress(ANYWHERE, {}))
    figure(t('heads.overdue'), 5, linesAddress(ANYWHERE, { tab: 'overdue' }))
    columns.push({ head: t('heads.oldest'), at: 6, align: 'r', href: '/findings/{7}' })
  }
  if (visits) figure(t('heads.visits', { month: monthName(month, locale) }), 8, visitsAddress(ANYWHERE, { month }))
  return (
    <section className="sheet px-4 pb-2">
      <SectionHead title={t('title')} note={t('note')} />
      <TupleTable
        caption={t('title')}
        columns={columns}
        rows={rows.map(({ place, open, unhelped, findings, overdue, oldest, visits: seen }) => [
          place.code,
          placeName(place, locale),
          open,
          unhelped,
          findings,
          overdue,
          oldest ? t('days', { n: age(oldest.on) }) : '',
          oldest?.id ?? '',
          seen,
        ])}
      />
    </section>
  )
}
