import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { ReliefTabs } from '@/components/relief/relief-tabs'
import { stateOf } from '@/components/relief/speak'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, longDay, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { isDay } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'
import { listRelief } from '@/lib/relief/queries/list'
import { RELIEF_TABS } from '@/lib/relief/schema/applications'
import { APPLIED_LINES } from '@/lib/relief/schema/lines'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('title') }
}

export default async function ReliefPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab = RELIEF_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const line = APPLIED_LINES.find((each) => String(each) === asked(parameters, 'line'))
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [from, to] = ['from', 'to'].map((name) => {
    const day = asked(parameters, name)
    return day && isDay(day) ? day : undefined
  })
  const [t, common, locale, { list, today, own, role }] = await Promise.all([
    getTranslations('relief'),
    getTranslations('common'),
    getLocale(),
    load('relief:read', async (ctx) => ({
      list: await listRelief(ctx, { region, tab, line, from, to, after }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/relief', { tab, region, line: line && String(line), from, to, ...over })
  const rows = list.applications.map((each) => {
    const waits = each.mayGoOnFrom && each.mayGoOnFrom > today ? each.mayGoOnFrom : null
    const granted = each.grantedFen === null ? '' : t('list.granted', { yuan: yuan(each.grantedFen) })
    return [
      each.id,
      each.headName,
      each.village,
      t(`lines.L${each.line}`),
      each.isPost ? t('manners.POST') : t('list.claimed', { yuan: yuan(each.claimedFen) }),
      each.isPost ? '' : granted,
      t(`statuses.${each.status}`),
      waits ? t('list.from', { day: nearDay(waits, today, locale) }) : '',
      waits ? 'due' : stateOf(each.status),
      nearDay(each.lastStepOn, today, locale),
      each.no,
    ]
  })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, n: list.counts.open, mine: list.counts.mine })}
        actions={rows.length > 0 && <ExportButton role={role} kind="RELIEF" list={address({})} />}
      />
      <ReliefTabs role={role} at="list" />
      <Tabs
        label={t('list.status')}
        tabs={RELIEF_TABS.map((each) => ({
          href: address({ tab: each }),
          label: t(`tabs.${each}`),
          count: each === 'open' || each === 'mine' ? count(list.counts[each]) : undefined,
          current: each === tab,
        }))}
      />
      <Tabs
        label={t('list.lineFilter')}
        tabs={[
          { href: address({ line: null }), label: t('list.allLines'), current: !line },
          ...APPLIED_LINES.map((each) => ({
            href: address({ line: String(each) }),
            label: t(`lines.L${each}`),
            current: each === line,
          })),
        ]}
      />
      <RegionFilter own={own} place={list.place} kept={{ tab, line: line && String(line), from, to }} />
      {(from || to) && (
        <p className="pb-3 text-13">
          {t('list.paidBetween', { from: from ? longDay(from, locale) : '', to: to ? longDay(to, locale) : '' })}{' '}
          <a href={address({ from: null, to: null })}>{t('list.anyDay')}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(`list.empty.${tab}`)} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('list.emptyWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.household'), at: 1, sub: 2, href: '/relief/{0}', strong: true },
              { head: t('list.line'), at: 3 },
              { head: t('list.amount'), at: 4, sub: 5 },
              { head: t('list.status'), at: 6, sub: 7, kind: 'state', state: 8 },
              { head: t('list.last'), at: 9 },
              { head: t('list.no'), at: 10 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <Pager
        label={common('paging')}
        newer={after ? { href: address({ after: null }), label: common('first') } : undefined}
        older={list.next ? { href: address({ after: list.next }), label: common('older') } : undefined}
      />
    </>
  )
}
