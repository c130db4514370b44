import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { SupervisionNav } from '@/components/supervision/supervision-nav'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { deriveAction } from '@/lib/supervision/actions'
import { listRuns } from '@/lib/supervision/queries/runs'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('runs.title') }
}

export default async function RunsPage({ searchParams }: Readonly<Props>) {
  const after = asked(await searchParams, 'after')
  const [t, locale, { list, id, role }] = await Promise.all([
    getTranslations('supervision'),
    getLocale(),
    load('supervision:read', async (ctx) => ({
      list: await listRuns(ctx, after),
      id: newId(ctx.now),
      role: ctx.actor.role,
    })),
  ])
  const { runs, today } = list
  return (
    <>
      <PageHead
        title={t('runs.title')}
        back="/supervision"
        sub={t('runs.sub')}
        actions={runs.length > 0 && <ExportButton role={role} kind="DERIVATIONS" list="" />}
      />
      <SupervisionNav part="runs" seesRuns />
      <div className="grid gap-4 pt-4">
        {list.mayDerive && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('runs.derive')} open={runs.length === 0}>
              <StepForm
                isWide
                action={deriveAction}
                hidden={{ commandId: crypto.randomUUID(), id }}
                fields={[
                  {
                    name: 'snapshotOn',
                    label: t('runs.snapshotOn'),
                    type: 'day',
                    value: today,
                    most: today,
                    needed: true,
                  },
                  { name: 'note', label: t('runs.note'), type: 'long', max: 300 },
                ]}
                submit={t('runs.derive')}
                busy={t('runs.busy')}
              />
            </Reveal>
          </section>
        )}
        {runs.length === 0 ? (
          <EmptyState title={t('runs.empty')}>{t('runs.emptyWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('runs.title')}
              columns={[
                { head: t('runs.snapshotOn'), at: 1, sub: 2, href: '/supervision/runs/{0}', strong: true },
                { head: t('runs.threshold'), at: 3 },
                { head: t('runs.matched'), at: 4, kind: 'number' },
                { head: t('runs.listed'), at: 5, kind: 'number' },
                { head: t('runs.undecided'), at: 6, kind: 'number' },
              ]}
              rows={runs.map((run) => [
                run.id,
                longDay(run.on, locale),
                t('runs.by', { by: run.by, day: nearDay(run.madeOn, today, locale) }),
                t('runs.thresholds', { county: run.county, village: run.village }),
                run.matched,
                run.listed,
                run.undecided,
              ])}
            />
          </section>
        )}
      </div>
      <ListPager after={after} next={list.next} address={(over) => listAddress('/supervision/runs', over)} />
    </>
  )
}
