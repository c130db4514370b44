import type { Metadata } from 'next'
import { RecordTable } from '@/components/cockpit/record-table'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { getRecords } from '@/lib/cockpit/queries/records'
import { FIGURES } from '@/lib/cockpit/schema'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('title') }
}

/** The records behind a figure of the cockpit. */
export default async function CockpitRecordsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const figure = FIGURES.find((each) => each === asked(parameters, 'of')) ?? 'places'
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [t, records] = await Promise.all([
    getTranslations('cockpit'),
    load('supervision:read', (ctx) => getRecords(ctx, figure, region, after)),
  ])
  const back = listAddress('/cockpit', { region })
  return (
    <>
      <PageHead
        title={t(`figures.${figure}`)}
        back={back}
        crumbs={[{ href: back, label: t('records.back') }, { label: t(`figures.${figure}`) }]}
        sub={
          <>
            {t('records.sub', { region: records.region.name, n: records.total })}
            {figure === 'burdened' && records.burden && <p>{t('burden.rule', records.burden)}</p>}
          </>
        }
      />
      <RegionFilter own={records.own} place={records.region} kept={{ of: figure }} />
      {records.total === 0 ? (
        <EmptyState title={t('records.empty')}>{t('records.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <RecordTable records={records} />
        </section>
      )}
      <ListPager
        after={after}
        next={records.next}
        address={(over) => listAddress('/cockpit/records', { of: figure, region, ...over })}
      />
    </>
  )
}
