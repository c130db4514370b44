import { ListOfDay } from '@/components/shell/list-of-day'
import type { ListOfDay as Page } from '@/lib/households/queries/as-of'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  page: Page
  on: string
  /** The status that is shown, all when none is. */
  status?: string
  todayHref: string
  /** The address of the list of this day with another status; `{0}` is put in its place. */
  statusHref: string
  /** The address with every status. */
  allHref: string
  /** Whether households that have moved beyond the reader's region since are missing. */
  isPartial: boolean
}

/** Households as they stood on a past day. */
export async function AsOfList(props: Readonly<Props>) {
  const { page, on, status, todayHref, statusHref, allHref, isPartial } = props
  const [t, named] = await Promise.all([getTranslations('events.asOf'), getTranslations('households')])
  return (
    <ListOfDay
      on={on}
      todayHref={todayHref}
      summary={
        <>
          {page.counts ? t('count', page.counts) : t('uncounted')}
          {isPartial && <> {t('partial')}</>}
        </>
      }
      statuses={{
        caption: t('byStatus'),
        columns: [
          { head: named('list.columns.status'), at: 1, href: statusHref },
          { head: t('households'), at: 2, kind: 'number' },
          { head: t('persons'), at: 3, kind: 'number' },
        ],
        rows: page.statuses.map((each) => [
          each.status,
          named(`statuses.${each.status}`),
          each.households,
          each.persons,
          each.status === status ? 'on' : null,
        ]),
        markAt: 4,
      }}
      all={status ? { href: allHref, label: t('allStatuses') } : null}
      list={{
        caption: named('title'),
        columns: [
          { head: named('list.columns.head'), at: 1, sub: 2, href: `/households/{0}?asOf=${on}`, strong: true },
          { head: named('list.columns.status'), at: 3, sub: 4 },
          { head: named('list.columns.members'), at: 5 },
        ],
        rows: page.rows.map((row) => [
          row.id,
          row.head ?? '\u2014',
          row.village,
          named(`statuses.${row.status}`),
          named(`types.${row.type}`),
          String(row.members),
        ]),
      }}
      none={t('none')}
      first={page.first}
    />
  )
}
