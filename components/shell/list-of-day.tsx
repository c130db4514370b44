import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { type Tuple, type TupleColumn, TupleTable } from '@/components/ui/tuple-table'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Table = { caption: string; columns: readonly TupleColumn[]; rows: readonly Tuple[]; markAt?: number }

type Props = {
  on: string
  todayHref: string
  /** How much there was, and what is missing. */
  summary: ReactNode
  /** How many of each status, each leading to those. */
  statuses: Table
  /** Back to every status, when only one is shown. */
  all: { href: string; label: string } | null
  list: Table
  none: string
  /** The first day that is recorded at all. */
  first: string | null
}

/** A list as it stood on a past day, with a plain word that this is the past. */
export async function ListOfDay({ on, todayHref, summary, statuses, all, list, none, first }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('events.asOf'), getLocale()])
  return (
    <>
      <Banner
        state="plain"
        title={t('banner', { day: longDay(on, locale) })}
        action={{ href: todayHref, label: t('back') }}
      >
        {summary}
      </Banner>
      {statuses.rows.length > 0 && (
        <section className="sheet px-4">
          <TupleTable {...statuses} />
        </section>
      )}
      {all && (
        <div>
          <LinkButton href={all.href} look="quiet" size="small">
            {all.label}
          </LinkButton>
        </div>
      )}
      {list.rows.length === 0 ? (
        <EmptyState title={none}>{first ? t('begins', { day: longDay(first, locale) }) : ''}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable {...list} />
        </section>
      )}
    </>
  )
}
