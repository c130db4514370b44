import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { RunChanges } from '@/components/supervision/run-changes'
import { RunSteps } from '@/components/supervision/run-steps'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { getRun } from '@/lib/supervision/queries/runs'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('runs.page') }
}

export default async function RunPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, { run, changeId }] = await Promise.all([
    getTranslations('supervision'),
    getLocale(),
    load('supervision:read', async (ctx) => ({ run: await getRun(ctx, id), changeId: newId(ctx.now) })),
  ])
  return (
    <>
      <PageHead
        title={t('runs.page')}
        back="/supervision/runs"
        crumbs={[{ href: '/supervision/runs', label: t('runs.title') }, { label: longDay(run.on, locale) }]}
        sub={[
          t('runs.on', { day: longDay(run.on, locale) }),
          t('runs.thresholds', { county: run.county, village: run.village }),
          t('runs.by', { by: run.by, day: nearDay(run.madeOn, run.today, locale) }),
          run.note,
        ]
          .filter(Boolean)
          .join('  ')}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <section className="sheet wenwu min-w-0 px-4 pb-2">
          <SectionHead title={t('runs.lines')} />
          <TupleTable
            caption={t('runs.lines')}
            columns={[
              { head: t('runs.place'), at: 1, href: '{7}', strong: true },
              { head: t('runs.households'), at: 2, kind: 'number' },
              { head: t('runs.persons'), at: 3, kind: 'number' },
              { head: t('runs.threshold'), at: 4, kind: 'number' },
              { head: t('runs.result'), at: 5, kind: 'state', state: 6 },
            ]}
            rows={run.lines.map((line) => [
              line.region,
              line.name,
              line.households,
              line.persons,
              line.threshold,
              line.isMatched ? t('runs.above') : t('runs.below'),
              line.isMatched ? 'crossed' : 'na',
              line.placeId ? `/supervision/${line.placeId}` : `/households?region=${line.region}`,
            ])}
          />
        </section>
        <div className="grid min-w-0 gap-4">
          <RunChanges run={run} />
          {run.mayPropose && <RunSteps run={run} changeId={changeId} />}
        </div>
      </div>
    </>
  )
}
