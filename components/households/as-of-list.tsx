import { getLocale, getTranslations } from 'next-intl/server'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { TupleTable } from '@/components/ui/tuple-table'
import type { ListOfDay } from '@/lib/households/queries/as-of'
import { longDay } from '@/lib/i18n/format'

type Props = { page: ListOfDay; on: string; todayHref: string }

/** Households as they stood on a past day, with a plain word that this is the past. */
export async function AsOfList({ page, on, todayHref }: Readonly<Props>) {
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
        {t('count', { n: page.total, persons: page.persons })}
      </Banner>
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
