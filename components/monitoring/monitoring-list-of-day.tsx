import { ListOfDay } from '@/components/shell/list-of-day'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

export type PastWays = {
  on: string
  todayHref: string
  /** The address of the list of this day with every status. */
  allHref: string
  /** Whether households that have moved beyond the reader's region since are missing. */
  isPartial: boolean
}

type Row<S> = { id: string; no: string; head: string; village: string; status: S; since: string; beganOn: string }

type Props<S, R> = PastWays & {
  kind: 'clues' | 'cases'
  path: string
  page: { status?: S; first: string | null; statuses: { status: S; n: number }[]; count: number; rows: R[] }
  speak: (status: S) => string
  /** What a row is about, in two lines. */
  about: (row: R) => [string, string]
  /** Over what a row is about, and over its number. */
  heads: [string, string]
}

/** Clues or cases as they stood on a past day; each status leads to as many as it says. */
export async function MonitoringListOfDay<S extends string, R extends Row<S>>(props: Readonly<Props<S, R>>) {
  const { kind, path, page, on, todayHref, allHref, isPartial, speak, about, heads } = props
  const [t, past, locale] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('events.asOf'),
    getLocale(),
  ])
  return (
    <ListOfDay
      on={on}
      todayHref={todayHref}
      summary={
        <>
          {t(`asOf.${kind}.count`, { n: page.count })}
          {isPartial && <> {past('partial')}</>}
        </>
      }
      statuses={{
        caption: t(`asOf.${kind}.byStatus`),
        columns: [
          { head: t('list.status'), at: 1, href: `${allHref}&status={0}` },
          { head: t(`asOf.${kind}.n`), at: 2, kind: 'number' },
        ],
        rows: page.statuses.map(({ status, n }) => [status, speak(status), n, status === page.status ? 'on' : null]),
        markAt: 3,
      }}
      all={page.status ? { href: allHref, label: t('asOf.all') } : null}
      list={{
        caption: t(`titles.${kind}`),
        columns: [
          { head: t('list.household'), at: 1, sub: 2, href: `${path}/{0}`, strong: true },
          { head: heads[0], at: 3, sub: 4 },
          { head: t('list.status'), at: 5, sub: 6 },
          { head: heads[1], at: 7 },
        ],
        rows: page.rows.map((row) => [
          row.id,
          row.head,
          row.village,
          ...about(row),
          speak(row.status),
          t('asOf.since', { day: longDay(row.since, locale) }),
          row.no,
        ]),
      }}
      none={t(`asOf.${kind}.none`)}
      first={page.first}
    />
  )
}
