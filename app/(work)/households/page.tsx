import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { HouseholdsOfDay } from '@/app/(work)/households/of-day'
import { ExportButton } from '@/components/exports/export-button'
import { HouseholdTable } from '@/components/households/household-table'
import { ListFilters } from '@/components/households/list-filters'
import { ListSearch } from '@/components/households/list-search'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { pastDay } from '@/lib/households/queries/as-of'
import { listHouseholds, sealSearch } from '@/lib/households/queries/list'
import { listHref, pastParams, type RawParams, readListParams } from '@/lib/households/rules/list-params'
import { readSearch } from '@/lib/households/rules/search'
import { COUNT_CAP } from '@/lib/households/schema'
import { getTranslations } from '@/lib/i18n/server'
import { isIndicatorCode } from '@/lib/indicators/catalogue'
import { idsBehind } from '@/lib/indicators/queries/behind'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { isWithinCounty, pad } from '@/lib/regions/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('households'))('title') }
}

export default async function HouseholdsPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const params = await searchParams
  const on = pastDay(params.asOf)
  if (on) return <HouseholdsOfDay params={params} on={on} />
  const { actor, today, filter, ignored, page } = await load('household:read', async (ctx) => {
    const { filter, ignored } = readListParams(params, ctx.actor.scope)
    const person = filter.q ? sealSearch(ctx.actor, filter.q, ctx.today) : null
    if (person) redirect(listHref(filter, ctx.actor.scope, { q: undefined, person }) as Route)
    const { behind, region } = filter
    const isKnown = isIndicatorCode(behind) && isWithinCounty(region)
    if (behind && !isKnown) ignored.push('behind')
    const ids = isKnown ? await idsBehind(ctx, pad(region), behind, filter.part) : undefined
    return { actor: ctx.actor, today: ctx.today, filter, ignored, page: await listHouseholds(ctx, filter, ids) }
  })
  const [t, register, common, indicators] = await Promise.all([
    getTranslations('households'),
    getTranslations('register'),
    getTranslations('common'),
    getTranslations('indicators'),
  ])
  const href = (over: Parameters<typeof listHref>[2] = {}) => listHref(filter, actor.scope, over)
  const isFiltered = href({ sort: 'region' }) !== '/households'
  const search = readSearch(filter.q ?? '', today)
  const hint = filter.person
    ? t('list.noneId')
    : search.kind === 'NUMBER'
      ? t('list.noneNumber')
      : search.kind === 'NONE'
        ? t('list.noneFilter')
        : t('list.noneName')
  const count = page.total > COUNT_CAP ? t('list.foundMore', { n: COUNT_CAP }) : t('list.found', { n: page.total })
  const region = page.regions.find((each) => each.code === filter.region.padEnd(12, '0'))?.name ?? actor.regionName
  return (
    <>
      <PageHead
        title={t('title')}
        aside={region}
        sub={count}
        actions={
          <>
            {page.rows.length > 0 && <ExportButton role={actor.role} kind="HOUSEHOLDS" list={href()} />}
            {may(actor.role, 'household:register') && (
              <LinkButton href="/households/new" icon="plus">
                {register('newHousehold.action')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid gap-4">
        <ListSearch q={filter.q} from={href({ q: undefined, person: undefined }).split('?')[1] ?? ''} />
        <ListFilters
          filter={filter}
          regions={page.regions}
          scope={actor.scope}
          isOpen={href({ q: undefined, person: undefined, behind: undefined, part: undefined }) !== '/households'}
          clearHref={isFiltered ? '/households' : undefined}
        />
        {ignored.length > 0 && <Banner state="plain" title={t('list.ignored')} />}
        {isIndicatorCode(filter.behind) && (
          <Banner
            state="plain"
            title={t('list.behind', { indicator: indicators(`names.${filter.behind}`) })}
            action={{ href: href({ behind: undefined, part: undefined }), label: t('list.behindDrop') }}
          />
        )}
        {filter.person && (
          <Banner
            state="plain"
            title={t('list.byId')}
            action={{ href: href({ person: undefined }), label: t('list.byIdDrop') }}
          />
        )}
        {page.rows.length > 0 ? (
          <section className="sheet wenwu px-4">
            <HouseholdTable rows={page.rows} today={today} sort={filter.sort} sortHref={(sort) => href({ sort })} />
          </section>
        ) : isFiltered || filter.cursor ? (
          <EmptyState title={t('list.none')} action={{ href: '/households', label: t('list.clear') }}>
            {hint}
          </EmptyState>
        ) : (
          <EmptyState title={t('list.empty')}>{t('list.emptyHint')}</EmptyState>
        )}
        <Pager
          label={common('paging')}
          text={count}
          newer={page.newer ? { href: href({ cursor: page.newer }), label: common('newer') } : undefined}
          older={page.older ? { href: href({ cursor: page.older }), label: common('older') } : undefined}
        />
        <AsOfPick action="/households" today={today} kept={pastParams(filter)} />
        {filter.cursor && (
          <div>
            <LinkButton href={href()} look="quiet" size="small">
              {common('first')}
            </LinkButton>
          </div>
        )}
      </div>
    </>
  )
}
