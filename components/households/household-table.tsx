import { type TupleColumn, TupleTable } from '@/components/ui/tuple-table'
import type { HouseholdSort, ListRow } from '@/lib/households/schema'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

type Props = { rows: readonly ListRow[]; today: string; sort: HouseholdSort; sortHref: (sort: HouseholdSort) => string }

const DUE_SOON_DAYS = 7

/** The households of one page, as tuples for one client component. */
export async function HouseholdTable({ rows, today, sort, sortHref }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('households'), getLocale()])
  const head = (by: HouseholdSort) => ({
    href: sortHref(by),
    direction: sort === by ? ('ascending' as const) : undefined,
  })
  const columns: TupleColumn[] = [
    { head: t('list.columns.head'), at: 1, sub: 2, href: '/households/{0}', strong: true, sort: head('name') },
    { head: t('list.columns.place'), at: 3, sub: 4, sort: head('region') },
    { head: t('list.columns.status'), at: 5, sub: 6 },
    { head: t('list.columns.watch'), at: 7, kind: 'state', state: 8 },
    { head: t('list.columns.members'), at: 9, kind: 'number' },
    { head: t('list.columns.income'), at: 10, sub: 11, align: 'r', sort: head('income') },
    { head: t('list.columns.lastVisit'), at: 12, sub: 13, sort: head('visited') },
    { head: t('list.columns.nextVisit'), at: 14, sub: 15, state: 16, sort: head('due') },
  ]
  const ago = (day: string) => {
    const days = daysBetween(day, today)
    return days <= 0 ? t('list.today') : t('list.daysAgo', { n: days })
  }
  const left = (day: string): [string, string | null] => {
    const days = daysBetween(today, day)
    if (days < 0) return [t('list.daysOver', { n: -days }), 'crossed']
    if (days === 0) return [t('list.dueToday'), 'due']
    return [t('list.daysLeft', { n: days }), days <= DUE_SOON_DAYS ? 'due' : null]
  }
  const watch = (row: ListRow): [string | null, string | null] => {
    if (row.clueVerifyBy) return [t('list.clueOpen'), row.clueVerifyBy < today ? 'crossed' : 'open']
    return row.monitored ? [t(`monitoredTypes.${row.monitored}`), 'doing'] : [null, null]
  }
  return (
    <TupleTable
      caption={t('list.caption')}
      columns={columns}
      rows={rows.map((row) => [
        row.id,
        row.name,
        row.found ? t('list.foundMember', { number: row.householdNo, name: row.found }) : row.householdNo,
        row.village + (row.group && ` ${row.group}`),
        row.township,
        t(`statuses.${row.status}`),
        t(`types.${row.type}`),
        ...watch(row),
        row.members,
        row.incomeFen === null ? null : yuan(row.incomeFen),
        row.incomeYear === null ? null : t('page.year', { year: String(row.incomeYear) }),
        row.lastVisitedOn ? nearDay(row.lastVisitedOn, today, locale) : t('list.never'),
        row.lastVisitedOn ? ago(row.lastVisitedOn) : null,
        row.nextVisitOn ? nearDay(row.nextVisitOn, today, locale) : null,
        ...(row.nextVisitOn ? left(row.nextVisitOn) : [null, null]),
      ])}
    />
  )
}
