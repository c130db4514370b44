import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { SHAPES } from '@/components/resumption/state'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listEnterprises } from '@/lib/resumption/queries/list'
import { readEnterpriseFilter } from '@/lib/resumption/rules/list-address'
import { ENTERPRISE_TABS, ENTERPRISE_TYPES, RESUMPTION_STATUSES } from '@/lib/resumption/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('title') }
}

export default async function EnterprisesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const filter = readEnterpriseFilter({
    tab: asked(parameters, 'tab'),
    type: asked(parameters, 'type'),
    status: asked(parameters, 'status'),
  })
  const [t, locale, { list, actor }] = await Promise.all([
    getTranslations('resumption'),
    getLocale(),
    load('enterprise:read', async (ctx) => ({
      list: await listEnterprises(ctx, { ...filter, region, after }),
      actor: ctx.actor,
    })),
  ])
  const { tab, type, status } = filter
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/enterprises', { region, tab: tab === 'all' ? null : tab, type, status, ...over })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub', { region: list.place.name, n: list.counts.all })}
        actions={
          <>
            <LinkButton href={listAddress('/enterprises/report', { region })} icon="chart">
              {t('report')}
            </LinkButton>
            {list.enterprises.length > 0 && <ExportButton role={actor.role} kind="ENTERPRISES" list={address({})} />}
            {may(actor.role, 'enterprise:keep') && (
              <>
                <LinkButton href="/enterprises/import" icon="upload">
                  {t('import')}
                </LinkButton>
                <LinkButton href={listAddress('/enterprises/new', { region })} icon="plus">
                  {t('add')}
                </LinkButton>
              </>
            )}
          </>
        }
      />
      {asked(parameters, 'kept') === 'file' && <Banner state="held" title={t('importing.done')} live />}
      <Tabs
        label={t('title')}
        tabs={ENTERPRISE_TABS.map((each) => ({
          href: address({ tab: each === 'all' ? null : each }),
          label: t(`list.tabs.${each}`),
          count: count(list.counts[each]),
          current: each === tab,
        }))}
      />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={list.place}
        hidden={{ tab: tab === 'all' ? undefined : tab }}
        choices={[
          {
            name: 'type',
            label: t('list.type'),
            empty: t('list.allTypes'),
            options: ENTERPRISE_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
            value: type,
          },
          {
            name: 'status',
            label: t('list.status'),
            empty: t('list.allStatuses'),
            options: RESUMPTION_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
            value: status,
          },
        ]}
      />
      {list.enterprises.length === 0 ? (
        <EmptyState title={t('list.empty')}>{t('list.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.name'), at: 1, sub: 2, href: '/enterprises/{0}', strong: true },
              { head: t('list.type'), at: 3, sub: 4 },
              { head: t('list.status'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.officer'), at: 8 },
              { head: t('list.staff'), at: 9, align: 'r' },
              { head: t('list.reportedOn'), at: 10 },
            ]}
            rows={list.enterprises.map((each) => [
              each.id,
              each.name,
              each.parent ? t('page.belongs', { name: each.parent }) : null,
              t(`types.${each.type}`),
              each.region,
              t(`statuses.${each.status}`),
              nearDay(each.lastStepOn, list.today, locale),
              SHAPES[each.status],
              each.officer ?? t('list.noOfficer'),
              each.figures && `${count(each.figures.staffReturned)} / ${count(each.figures.staffTotal)}`,
              each.figures && nearDay(each.figures.day, list.today, locale),
            ])}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
