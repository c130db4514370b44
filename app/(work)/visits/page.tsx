import type { Metadata } from 'next'
import { Narrowed } from '@/components/casework/narrowed'
import { ExportButton } from '@/components/exports/export-button'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { TupleTable } from '@/components/ui/tuple-table'
import { VisitFilters } from '@/components/visits/visit-filters'
import { longDay, month as monthName, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { isDay } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listOwnRegions, listVisits } from '@/lib/visits/queries/visit-list'
import { PERIODS } from '@/lib/visits/rules/choices'
import { isMonth } from '@/lib/visits/rules/month'

type Query = Partial<Record<'region' | 'days' | 'own' | 'on' | 'month' | 'after', string | string[]>>

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('visits.list'))('title') }
}

export default async function VisitsPage({ searchParams }: Readonly<{ searchParams: Promise<Query> }>) {
  const query = await searchParams
  const days = PERIODS.find((each) => String(each) === one(query.days))
  const [on, month] = [isDay(one(query.on)) ? one(query.on) : undefined, one(query.month)]
  const filter = {
    region: one(query.region),
    days,
    own: one(query.own) === '1',
    on,
    month: isMonth(month) ? month : undefined,
    after: one(query.after),
  }
  const [t, g, narrow, locale, { page, regions, today, role }] = await Promise.all([
    getTranslations('visits.list'),
    getTranslations('visits.form.guarantees'),
    getTranslations('casework.narrow'),
    getLocale(),
    load('visit:read', async (ctx) => ({
      page: await listVisits(ctx, filter),
      regions: await listOwnRegions(ctx, filter.region),
      today: ctx.today,
      role: ctx.actor.role,
    })),
  ])
  const kept = new URLSearchParams({
    ...(filter.region ? { region: filter.region } : {}),
    ...(days ? { days: String(days) } : {}),
    ...(filter.own ? { own: '1' } : {}),
    ...(on ? { on } : filter.month ? { month: filter.month } : {}),
  })
  const older = page.after ? `/visits?${new URLSearchParams([...kept, ['after', page.after]])}` : undefined
  return (
    <>
      <PageHead
        title={t('title')}
        sub={(regions.under.find(({ code }) => code === filter.region) ?? regions.own).name}
        actions={
          <>
            {page.rows.length > 0 && <ExportButton role={role} kind="VISITS" list={`/visits?${kept}`} />}
            {may(role, 'visit:log') && (
              <LinkButton href="/visits/new" look="act" icon="plus">
                {t('log')}
              </LinkButton>
            )}
          </>
        }
      />
      <VisitFilters regions={regions} filter={filter} />
      <Narrowed
        parts={[
          on
            ? narrow('on', { day: longDay(on, locale) })
            : filter.month && narrow('month', { month: monthName(filter.month, locale) }),
        ]}
        clear={`/visits?${new URLSearchParams([...kept].filter(([name]) => name !== 'on' && name !== 'month'))}`}
      />
      {page.rows.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <TupleTable
          caption={t('caption')}
          columns={[
            { head: t('household'), at: 1, href: '/visits/{0}', strong: true },
            { head: t('day'), at: 2 },
            { head: t('place'), at: 3 },
            { head: t('visitor'), at: 4 },
            { head: t('findings'), at: 5, kind: 'state', state: 6 },
            { head: t('clue'), at: 7 },
          ]}
          rows={page.rows.map((row) => [
            row.id,
            row.headName,
            nearDay(row.visitedOn, today, locale),
            row.place,
            row.visitor,
            row.failed.length === 0
              ? t('metAll')
              : t('notMet', { items: row.failed.map((item) => g(item)).join(g('join')) }),
            row.failed.length === 0 ? 'held' : 'crossed',
            row.signals === 0 ? null : t('fired', { n: row.signals }),
          ])}
        />
      )}
      <Pager
        label={t('caption')}
        newer={filter.after ? { href: `/visits?${kept}`, label: t('newest') } : undefined}
        older={older ? { href: older, label: t('older') } : undefined}
      />
    </>
  )
}
