import { getLocale, getTranslations } from 'next-intl/server'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { TupleTable } from '@/components/ui/tuple-table'
import type { ListOfDay } from '@/lib/households/queries/as-of'
import { longDay } from '@/lib/i18n/format'

type Props = {
  page: ListOfDay
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

/** Households as they stood on a past day, with a plain word that this is the past. */
export async function AsOfList(props: Readonly<Props>) {
  const { page, on, status, todayHref, statusHref, allHref, isPartial } = props
  const [t, named, locale] = await Promise.all([
    getTranslations('events.asOf'),
    getTranslations('households'),
    getLocale(),
  ])
  return (
    <>
      <Banner
        state="plain"
        title={t('banner', { day: longDay(on, locale) })}
        action={{ href: todayHref, label: t('back') }}
      >
        {page.counts ? t('count', page.counts) : t('uncounted')}
        {isPartial && <> {t('partial')}</>}
      </Banner>
      {page.statuses.length > 0 && (
        <section className="sheet px-4">
          <TupleTable
            caption={t('byStatus')}
            columns={[
              { head: named('list.columns.status'), at: 1, href: statusHref },
              { head: t('households'), at: 2, kind: 'number' },
              { head: t('persons'), at: 3, kind: 'number' },
            ]}
            rows={page.statuses.map((each) => [
              each.status,
              named(`statuses.${each.status}`),
              each.households,
              each.persons,
              each.status === status ? 'on' : null,
            ])}
            markAt={4}
          />
        </section>
      )}
      {status && (
        <div>
          <LinkButton href={allHref} look="quiet" size="small">
            {t('allStatuses')}
          </LinkButton>
        </div>
      )}
      {page.rows.length === 0 ? (
        <EmptyState title={t('none')}>{page.first ? t('begins', { day: longDay(page.first, locale) }) : ''}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={named('title')}
            columns={[
              { head: named('list.columns.head'), at: 1, sub: 2, href: `/households/{0}?asOf=${on}`, strong: true },
              { head: named('list.columns.status'), at: 3, sub: 4 },
              { head: named('list.columns.members'), at: 5 },
            ]}
            rows={page.rows.map((row) => [
              row.id,
              row.head ?? '\u2014',
              row.village,
              named(`statuses.${row.status}`),
              named(`types.${row.type}`),
              String(row.members),
            ])}
          />
        </section>
      )}
    </>
  )
}
