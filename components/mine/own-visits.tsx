import { Bar } from '@/components/ui/bar'
import { EmptyState } from '@/components/ui/empty-state'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { count, month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Mine } from '@/lib/worklist/queries/mine'

const FULL = 100

type Props = { months: NonNullable<Mine['months']>; today: string }

/** 今年的走访 · A person's visits of the year by month, each the link to its visits. */
export async function OwnVisits({ months, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('mine.visits'), getLocale()])
  const now = today.slice(0, 7)
  const most = Math.max(...months.map(({ visits }) => visits))
  const all = Array.from({ length: Number(now.slice(5)) }, (_, index) => {
    const month = `${now.slice(0, 4)}-${String(index + 1).padStart(2, '0')}`
    return months.find((each) => each.month === month) ?? { month, visits: 0, households: 0 }
  }).reverse()
  const [current] = all
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={t('title')}
        note={
          current && t('note', { month: monthName(now, locale), n: current.visits, households: current.households })
        }
      />
      {months.length === 0 ? (
        <EmptyState title={t('none')} action={{ href: '/visits/new', label: t('log') }}>
          {t('noneWhy')}
        </EmptyState>
      ) : (
        <LedgerTable
          caption={t('title')}
          columns={[
            { head: t('heads.month') },
            { head: t('heads.bar', { n: most }) },
            { head: t('heads.visits'), align: 'r' },
            { head: t('heads.households'), align: 'r' },
          ]}
          rows={all.map(({ month, visits, households }) => ({
            key: month,
            cells: [
              monthName(month, locale),
              <Bar key="bar" state="held" value={(FULL * visits) / most} open />,
              <a key="visits" href={`/visits?own=1&month=${month}`}>
                {count(visits)}
              </a>,
              count(households),
            ],
          }))}
        />
      )}
    </section>
  )
}
