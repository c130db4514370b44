import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DeadlineFilters } from '@/components/deadlines/filters'
import { LateDeadlines } from '@/components/deadlines/late-list'
import { OpenDeadlines } from '@/components/deadlines/open-list'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { COLOURS } from '@/lib/deadlines/rules/standing'
import { DEADLINE_KINDS, DEADLINE_LEVELS } from '@/lib/deadlines/schema'
import { count } from '@/lib/i18n/format'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listDeadlines } from '@/lib/worklist/queries/deadlines'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const TABS = ['OPEN', ...COLOURS, 'LATE'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deadlines'))('title') }
}

export default async function DeadlinesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const one = (name: string) => asked(parameters, name)
  const tab = TABS.find((each) => each === one('tab')) ?? 'OPEN'
  const kind = DEADLINE_KINDS.find((each) => each === one('kind'))
  const level = DEADLINE_LEVELS.find((each) => each === one('level'))
  const [region, after, person] = [one('region'), one('after'), one('person')]
  const narrow = { kind, level, person: person && isUuid(person) ? person : undefined }
  const [t, { list, today, own, mayExplain }] = await Promise.all([
    getTranslations('deadlines'),
    load('deadline:read', async (ctx) => ({
      list: await listDeadlines(ctx, { region, tab, after, ...narrow }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      mayExplain: may(ctx.actor.role, 'deadline:explain'),
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/deadlines', { tab, region, ...narrow, ...over })
  const { RED, ORANGE, AMBER, CALM } = list.counts
  const counts = { ...list.counts, OPEN: RED + ORANGE + AMBER + CALM }
  return (
    <>
      <PageHead title={t('title')} sub={t('sub', { region: list.place.name, n: counts.OPEN, over: RED })} />
      {one('done') === '1' && <Banner state="held" live title={t('late.done')} />}
      <Tabs
        label={t('part')}
        tabs={TABS.map((each) => ({
          href: address({ tab: each }),
          label: t(`tabs.${each}`),
          count: each === 'LATE' ? undefined : count(counts[each]),
          current: each === tab,
        }))}
      />
      <DeadlineFilters asked={{ tab, ...narrow }} own={own} place={list.place} people={list.people} />
      {list.rows.length === 0 ? (
        <EmptyState title={t(`none.${tab}`)}>{t('noneWhy')}</EmptyState>
      ) : tab === 'LATE' ? (
        <LateDeadlines rows={list.rows} today={today} mayExplain={mayExplain} />
      ) : (
        <section className="sheet px-4">
          <OpenDeadlines rows={list.rows} today={today} />
        </section>
      )}
      <p className="py-3 text-13 text-ink-2">
        {list.years.length > 0 ? t('calendar.text', { years: list.years.join(t('listJoin')) }) : t('calendar.none')}
      </p>
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
