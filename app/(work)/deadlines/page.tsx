import type { Metadata } from 'next'
import { DeadlineFilters } from '@/components/deadlines/filters'
import { LateDeadlines } from '@/components/deadlines/late-list'
import { OpenDeadlines } from '@/components/deadlines/open-list'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listDeadlines } from '@/lib/worklist/queries/deadlines'
import { DEADLINE_TABS, readDeadlineFilter } from '@/lib/worklist/rules/deadline-address'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deadlines'))('title') }
}

export default async function DeadlinesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const one = (name: string) => asked(parameters, name)
  const {
    isWrong: _isWrong,
    tab,
    ...narrow
  } = readDeadlineFilter({ tab: one('tab'), kind: one('kind'), level: one('level'), person: one('person') })
  const [region, after] = [one('region'), one('after')]
  const [t, { list, today, own, role }] = await Promise.all([
    getTranslations('deadlines'),
    load('deadline:read', async (ctx) => ({
      list: await listDeadlines(ctx, { region, tab, after, ...narrow }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/deadlines', { tab, region, ...narrow, ...over })
  const { RED, ORANGE, AMBER, CALM } = list.counts
  const counts = { ...list.counts, OPEN: RED + ORANGE + AMBER + CALM }
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub', { region: list.place.name, n: counts.OPEN, over: RED })}
        actions={list.rows.length > 0 && <ExportButton role={role} kind="DEADLINES" list={address({})} />}
      />
      {one('done') === '1' && <Banner state="held" live title={t('late.done')} />}
      <Tabs
        label={t('part')}
        tabs={DEADLINE_TABS.map((each) => ({
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
        <LateDeadlines rows={list.rows} today={today} mayExplain={may(role, 'deadline:explain')} />
      ) : (
        <section className="sheet px-4">
          <OpenDeadlines rows={list.rows} today={today} />
        </section>
      )}
      <p className="py-3 text-13 text-ink-2">
        {list.years.length > 0 ? t('calendar.text', { years: list.years.join(t('listJoin')) }) : t('calendar.none')}
      </p>
      <p className="pb-3 text-13">
        <a href="/deadlines/calendar" className="inline-flex min-h-12 items-center text-dai underline">
          {t('calendar.see')}
        </a>
      </p>
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
