import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { SupportNav } from '@/components/support/support-nav'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { TupleTable } from '@/components/ui/tuple-table'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { HELPER_MOST, listHelperLoads } from '@/lib/support/queries/helpers'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('helpers.title') }
}

export default async function HelpersPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [t, { list, actor }] = await Promise.all([
    getTranslations('support'),
    load('helper:read', async (ctx) => ({ list: await listHelperLoads(ctx, region, after), actor: ctx.actor })),
  ])
  const { helpers, total, without, place, mayHandOver } = list
  const address = (over: { after?: string | null }) => listAddress('/support/helpers', { region, ...over })
  return (
    <>
      <PageHead
        title={t('helpers.title')}
        back="/support"
        sub={t('helpers.sub', { region: place.name, n: total, without })}
        actions={
          <>
            {helpers.length > 0 && <ExportButton role={actor.role} kind="HELPERS" list={address({})} />}
            <LinkButton href="/me/handover" icon="swap">
              {t('helpers.handOverHead')}
            </LinkButton>
          </>
        }
      />
      <SupportNav part="helpers" role={actor.role} />
      <ListFilter own={{ code: actor.regionCode, name: actor.regionName }} place={place} choices={[]} />
      {helpers.length === 0 ? (
        <EmptyState title={t('helpers.empty')}>{t('helpers.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('helpers.title')}
            columns={[
              { head: t('helpers.name'), at: 1, sub: 2, strong: true },
              { head: t('helpers.villages'), at: 3 },
              { head: t('helpers.households'), at: 4, sub: 5, state: 6, align: 'r' },
              { head: t('helpers.monitored'), at: 7, kind: 'number' },
              { head: t('helpers.open'), at: 8, kind: 'number' },
              { head: t('helpers.unvisited'), at: 9, kind: 'number' },
              ...(mayHandOver ? [{ head: t('helpers.handOverHead'), at: 10, href: '/me/handover?from={11}' }] : []),
            ]}
            rows={helpers.map((each, index) => [
              index,
              each.name,
              each.unit,
              each.villages,
              String(each.households),
              each.isTooMany ? t('helpers.tooMany', { n: HELPER_MOST }) : '',
              each.isTooMany ? 'behind' : null,
              each.monitored,
              each.open,
              each.unvisited,
              each.userId ? t('helpers.handOver') : '',
              each.userId,
            ])}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
