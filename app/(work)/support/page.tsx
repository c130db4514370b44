import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { MeasureTable } from '@/components/support/measure-table'
import { SupportNav } from '@/components/support/support-nav'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { fieldOf } from '@/lib/support/queries/field'
import { listMeasures } from '@/lib/support/queries/list'
import { readMeasureFilter } from '@/lib/support/rules/list-address'
import { CATEGORIES, MEASURE_STATUSES, MEASURE_TABS } from '@/lib/support/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const YEARS_BACK = 6
const ADDRESS = ['region', 'after', 'tab', 'category', 'status', 'year', 'household', 'project'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('title') }
}

export default async function SupportPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const given = Object.fromEntries(ADDRESS.map((name) => [name, asked(parameters, name)]))
  const { region, after } = given
  const { isWrong: _isWrong, ...filter } = readMeasureFilter(given)
  const { tab, category, status, household, project } = filter
  const typedYear = filter.year ? String(filter.year) : undefined
  const [t, common, { list, actor, isWithoutField, today }] = await Promise.all([
    getTranslations('support'),
    getTranslations('common'),
    load('support:read', async (ctx) => ({
      list: await listMeasures(ctx, { ...filter, region, after }),
      actor: ctx.actor,
      isWithoutField: (await fieldOf(ctx))?.length === 0,
      today: ctx.today,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/support', { tab, region, category, status, year: typedYear, household, project, ...over })
  const thisYear = Number(today.slice(0, 4))
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, ...list.counts })}
        actions={
          <>
            {may(actor.role, 'support:batch') && (
              <LinkButton href={listAddress('/support/batch', { region })} icon="people">
                {t('list.batch')}
              </LinkButton>
            )}
            {list.measures.length > 0 && <ExportButton role={actor.role} kind="MEASURES" list={address({})} />}
          </>
        }
      />
      <SupportNav part="measures" role={actor.role} />
      <Tabs
        label={t('list.status')}
        tabs={MEASURE_TABS.map((each) => ({
          href: address({ tab: each, after: null }),
          label: t(`tabs.${each}`),
          count: each === 'all' ? undefined : count(list.counts[each]),
          current: each === tab,
        }))}
      />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={list.place}
        hidden={{ tab, household, project }}
        choices={[
          {
            name: 'category',
            label: t('list.category'),
            empty: t('list.allCategories'),
            options: CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) })),
            value: category,
          },
          {
            name: 'status',
            label: t('list.status'),
            empty: t('list.allStatuses'),
            options: MEASURE_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
            value: status,
          },
          {
            name: 'year',
            label: t('list.year'),
            empty: t('list.allYears'),
            options: Array.from({ length: YEARS_BACK }, (_, back) => String(thisYear - back)).map((value) => ({
              value,
              label: value,
            })),
            value: typedYear,
          },
        ]}
      />
      {list.measures.length === 0 ? (
        <EmptyState
          title={t(isWithoutField ? 'field.none' : 'list.empty')}
          action={
            may(actor.role, 'household:read') ? { href: '/households', label: t('list.toHouseholds') } : undefined
          }
        >
          {t(isWithoutField ? 'field.noneWhy' : 'list.emptyWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <MeasureTable measures={list.measures} today={today} />
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
