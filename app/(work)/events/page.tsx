import type { Metadata } from 'next'
import { EVENT_STATES } from '@/components/events/speak'
import { ExportButton } from '@/components/exports/export-button'
import { dueSpeaker } from '@/components/monitoring/due'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { listEvents } from '@/lib/events/queries/list'
import { EVENT_TABS, type EventTab } from '@/lib/events/schema'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('events'))('title') }
}

export default async function EventsPage({ searchParams }: PageProps<'/events'>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [t, locale, { list, tab, today, own, role }] = await Promise.all([
    getTranslations('events'),
    getLocale(),
    load('event:read', async (ctx) => {
      const first: EventTab = may(ctx.actor.role, 'event:check') ? 'waiting' : 'all'
      const tab = EVENT_TABS.find((each) => each === asked(parameters, 'tab')) ?? first
      return {
        list: await listEvents(ctx, { tab, region, after }),
        tab,
        today: ctx.today,
        own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
        role: ctx.actor.role,
      }
    }),
  ])
  const due = await dueSpeaker(today)
  const rows = list.rows.map((row) => {
    const deadline = row.acceptBy ? due(row.offeredOn, row.acceptBy) : null
    return [
      row.id,
      t(`kinds.${row.kind}`),
      row.by,
      row.name,
      row.village,
      t(`statuses.${row.status}`),
      deadline ? `${t('list.byWhen', { day: nearDay(row.acceptBy ?? '', today, locale) })} ${deadline.word}` : '',
      deadline?.state ?? EVENT_STATES[row.status],
      nearDay(row.effectiveOn, today, locale),
    ]
  })
  const address = (over: Record<string, string | null | undefined>) => listAddress('/events', { tab, region, ...over })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, ...list.counts })}
        actions={rows.length > 0 && <ExportButton role={role} kind="EVENTS" list={address({})} />}
      />
      <Tabs
        label={t('list.part')}
        tabs={EVENT_TABS.map((each) => ({
          href: listAddress('/events', { tab: each, region }),
          label: t(`list.tabs.${each}`),
          count: each === 'all' ? undefined : count(list.counts[each]),
          current: each === tab,
        }))}
      />
      <RegionFilter kept={{ tab }} own={own} place={list.place} />
      {rows.length === 0 ? (
        <EmptyState title={t(`list.empty.${tab}`)} action={{ href: '/households', label: t('choose.toHouseholds') }}>
          {t('list.emptyWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.what'), at: 1, sub: 2, href: '/events/{0}', strong: true },
              { head: t('list.household'), at: 3, sub: 4 },
              { head: t('list.state'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.day'), at: 8 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
