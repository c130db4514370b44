import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { STATUS_MARK } from '@/components/supervision/marks'
import { SupervisionNav } from '@/components/supervision/supervision-nav'
import { ListFilter } from '@/components/support/list-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'
import { listListed } from '@/lib/supervision/queries/list'
import { PLACE_TABS, TARGET_TYPES } from '@/lib/supervision/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('title') }
}

export default async function SupervisionPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab = PLACE_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const type = TARGET_TYPES.find((each) => each === asked(parameters, 'type'))
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [t, words, locale, { list, userId, role }] = await Promise.all([
    getTranslations('supervision'),
    clientWords('supervision'),
    getLocale(),
    load('supervision:read', async (ctx) => ({
      list: await listListed(ctx, { region, tab, type, after }),
      userId: ctx.actor.userId,
      role: ctx.actor.role,
    })),
  ])
  const { places, counts, today } = list
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/supervision', { region, tab: tab === 'open' ? undefined : tab, type, ...over })
  const left = (deadlineOn: string) => {
    const n = daysBetween(today, deadlineOn)
    if (n === 0) return t('list.today')
    return n > 0 ? t('list.left', { n }) : t('list.over', { n: -n })
  }
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, n: counts.open, decide: counts.toDecide })}
        actions={places.length > 0 && <ExportButton role={role} kind="LISTED_PLACES" list={address({})} />}
      />
      {list.may.hold && <UnsentBanner userId={userId} words={words.unsent} />}
      <SupervisionNav part="places" seesRuns={list.seesRuns} />
      <ListFilter
        own={list.own}
        place={list.place}
        hidden={{ tab: tab === 'open' ? undefined : tab }}
        choices={[
          {
            name: 'type',
            label: t('list.type'),
            empty: t('list.allTypes'),
            options: TARGET_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
            value: type,
          },
        ]}
      />
      <Tabs
        label={t('list.status')}
        tabs={PLACE_TABS.map((each) => ({
          href: address({ tab: each === 'open' ? null : each }),
          label: t(`tabs.${each}`),
          count: count(counts[each]),
          current: each === tab,
        }))}
      />
      {places.length === 0 ? (
        <EmptyState title={t('list.empty')}>{t('list.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.place'), at: 1, sub: 2, href: '/supervision/{0}', strong: true },
              { head: t('list.status'), at: 3, kind: 'state', state: 4 },
              { head: t('list.works'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.deadline'), at: 8, sub: 9 },
              { head: t('list.findings'), at: 10, kind: 'number' },
              { head: t('list.sessions'), at: 11, sub: 12, align: 'r' },
              { head: t('list.leader'), at: 13 },
            ]}
            rows={places.map((place) => [
              place.id,
              place.name,
              [t(`types.${place.type}`), place.persons > 0 ? t('list.persons', { n: place.persons }) : '']
                .filter(Boolean)
                .join('  '),
              t(`statuses.${place.status}`),
              STATUS_MARK[place.status],
              place.isUnjudged ? t('noMembers') : t(`standings.${place.standing}`),
              place.works > 0 ? t('list.worksOf', { reached: place.reached, n: place.works }) : '',
              place.standing,
              place.deadlineOn ? nearDay(place.deadlineOn, today, locale) : t('none'),
              place.status === 'DELISTED'
                ? place.delistedOn && t('place.steps.delist')
                : place.deadlineOn && left(place.deadlineOn),
              place.findings,
              place.sessions,
              place.lastSessionOn
                ? t('list.last', { day: nearDay(place.lastSessionOn, today, locale) })
                : t('list.never'),
              place.leader || t('none'),
            ])}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
