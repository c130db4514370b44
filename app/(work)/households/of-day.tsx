import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { AsOfList } from '@/components/households/as-of-list'
import { AsOfRecord } from '@/components/households/as-of-record'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Pager } from '@/components/ui/pager'
import { loadRecord } from '@/lib/audit/readings'
import { getHouseholdOfDay, listHouseholdsOfDay } from '@/lib/households/queries/as-of'
import { listHref, pastParams, type RawParams, readPastParams } from '@/lib/households/rules/list-params'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { levelOfPrefix } from '@/lib/regions/rules'

/** The list of households as it stood on a past day. */
export async function HouseholdsOfDay({ params, on }: Readonly<{ params: RawParams; on: string }>) {
  const [t, common, { filter, ignored, scope, today, page }] = await Promise.all([
    getTranslations('households'),
    getTranslations('common'),
    load('household:read', async (ctx) => {
      const { scope } = ctx.actor
      const { filter, ignored } = readPastParams(params, scope)
      if (on > ctx.today) redirect(listHref(filter, scope) as Route)
      return { filter, ignored, scope, today: ctx.today, page: await listHouseholdsOfDay(ctx, filter, on) }
    }),
  ])
  const href = (over: Parameters<typeof listHref>[2] = {}) => {
    const address = listHref(filter, scope, over)
    return `${address}${address.includes('?') ? '&' : '?'}asOf=${on}`
  }
  const allHref = href({ status: undefined })
  return (
    <>
      <PageHead title={t('title')} back="/households" />
      <div className="grid gap-4">
        {ignored.length > 0 && <Banner state="plain" title={t('list.ignoredPast')} />}
        <AsOfList
          page={page}
          on={on}
          status={filter.status}
          todayHref={listHref(filter, scope)}
          statusHref={`${allHref}&status={0}`}
          allHref={allHref}
          isPartial={levelOfPrefix(scope) === 'TOWNSHIP' || levelOfPrefix(scope) === 'VILLAGE'}
        />
        <Pager
          label={common('paging')}
          newer={filter.cursor ? { href: href(), label: common('first') } : undefined}
          older={page.older ? { href: href({ cursor: page.older }), label: common('older') } : undefined}
        />
        <AsOfPick action="/households" today={today} on={on} kept={pastParams(filter)} />
      </div>
    </>
  )
}

/** One household as it stood on a past day. */
export async function HouseholdOfDay({ id, on }: Readonly<{ id: string; on: string }>) {
  const { found, today } = await loadRecord('household:read', async (ctx) => {
    if (on > ctx.today) redirect(`/households/${id}` as Route)
    const read = await getHouseholdOfDay(ctx, id, on)
    return { reading: { householdId: id, regionCode: read.regionCode }, found: read, today: ctx.today }
  })
  const here = `/households/${id}`
  return (
    <>
      <AsOfRecord found={found} here={here} />
      <div className="pt-4">
        <AsOfPick action={here} today={today} on={on} />
      </div>
    </>
  )
}
