import { casesAddress, linesAddress, visitsAddress } from '@/components/casework/addresses'
import { placeName } from '@/components/indicators/speak'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { Casework } from '@/lib/casework/queries/casework'
import { count, month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

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
  const link = (href: string, n: number) => (
    <a key={href} href={href}>
      {count(n)}
    </a>
  )
  return (
    <section className="sheet px-4 pb-2">
      <SectionHead title={t('title')} note={t('note')} />
      <LedgerTable
        stack
        caption={t('title')}
        columns={[
          { head: t('heads.place') },
          ...(cases
            ? [
                { head: t('heads.open'), align: 'r' as const },
                { head: t('heads.unhelped'), align: 'r' as const },
              ]
            : []),
          ...(ageing
            ? [
                { head: t('heads.findings'), align: 'r' as const },
                { head: t('heads.overdue'), align: 'r' as const },
                { head: t('heads.oldest'), align: 'r' as const },
              ]
            : []),
          ...(visits ? [{ head: t('heads.visits', { month: monthName(month, locale) }), align: 'r' as const }] : []),
        ]}
        rows={rows.map(({ place, ...row }) => {
          const { code } = place
          return {
            key: code,
            cells: [
              <a key="place" href={`/dashboard/${code}/casework`}>
                {placeName(place, locale)}
              </a>,
              ...(cases
                ? [link(casesAddress(code), row.open), link(casesAddress(code, { part: 'unhelped' }), row.unhelped)]
                : []),
              ...(ageing
                ? [
                    link(linesAddress(code, {}), row.findings),
                    link(linesAddress(code, { tab: 'overdue' }), row.overdue),
                    row.oldest ? (
                      <a key="oldest" href={`/findings/${row.oldest.id}`}>
                        {t('days', { n: age(row.oldest.on) })}
                      </a>
                    ) : (
                      ''
                    ),
                  ]
                : []),
              ...(visits ? [link(visitsAddress(code, { month }), row.visits)] : []),
            ],
          }
        })}
      />
    </section>
  )
}
