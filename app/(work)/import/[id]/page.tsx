import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHead } from '@/components/shell/page-head'
import { BATCH_STATE } from '@/components/transfer/batch-state'
import { DecideForm } from '@/components/transfer/decide-form'
import { FaultList } from '@/components/transfer/fault-list'
import { Outcome } from '@/components/transfer/outcome'
import { UndoPart } from '@/components/transfer/undo-part'
import { Chip } from '@/components/ui/chip'
import { LinkButton } from '@/components/ui/link-button'
import { Progress } from '@/components/ui/progress'
import { SectionHead } from '@/components/ui/section-head'
import { load } from '@/lib/platform/load'
import { importLedgerAction } from '@/lib/transfer/actions'
import { FAULTS_ON_A_PAGE, getBatch } from '@/lib/transfer/queries/batches'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfer'))('titles.batch') }
}

export default async function ImportBatchPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const from = Math.max(1, Number.parseInt(String(asked.from ?? '1'), 10) || 1)
  const [t, { batch, region }] = await Promise.all([
    getTranslations('transfer'),
    load('ledger:import', async (ctx) => ({ batch: await getBatch(ctx, id, from), region: ctx.actor.regionCode })),
  ])
  const { state } = batch
  const isRunning = state === 'CHECKING' || state === 'IMPORTING' || state === 'UNDOING'
  const goodHouseholds = batch.householdCount - batch.badHouseholds
  const isCutOff = state === 'INTERRUPTED' && batch.mode !== null && batch.mode !== 'UNDO'
  const mayDecide = (state === 'CHECKED' || isCutOff) && batch.goodRows > 0
  return (
    <>
      <PageHead
        title={batch.fileName}
        crumbs={[{ href: '/import', label: t('titles.import') }, { label: t('titles.batch') }]}
        back="/import"
        chips={<Chip state={BATCH_STATE[state]}>{t(`states.${state}`)}</Chip>}
        sub={
          batch.rowCount > 0 ? t('counts.rows', { rows: batch.rowCount, households: batch.householdCount }) : undefined
        }
      />
      <div className="grid gap-4">
        {isRunning && (
          <Progress
            text={
              state === 'UNDOING'
                ? t('progress.undoing')
                : state === 'CHECKING'
                  ? t('progress.checking', { n: batch.doneRows })
                  : t('progress.importing', { n: batch.doneRows, of: batch.goodRows })
            }
            stay={t('progress.stay')}
            refresh={t('progress.refresh')}
            href={`/import/${id}`}
            done={batch.doneRows}
            of={state === 'IMPORTING' ? batch.goodRows : 0}
          />
        )}
        {!isRunning && <Outcome batch={batch} region={region} />}
        {mayDecide && (
          <section className="sheet grid gap-4 px-4 py-4">
            <SectionHead
              title={t('decide.title')}
              ruled
              end={
                <LinkButton href="/import" size="small">
                  {t('decide.mend')}
                </LinkButton>
              }
            />
            <DecideForm
              action={importLedgerAction}
              commandId={crypto.randomUUID()}
              batchId={id}
              busy={t('decide.busy')}
              choices={
                batch.faultCount === 0
                  ? [{ mode: 'ALL', label: t('decide.all') }]
                  : [{ mode: 'GOOD_ROWS', label: t('decide.good', { n: goodHouseholds }) }]
              }
            />
          </section>
        )}
        {!isRunning && batch.mayUndo && (
          <UndoPart batchId={id} finishedAt={batch.finishedAt} blockers={batch.blockers} />
        )}
        {batch.faultCount > 0 && !isRunning && (
          <FaultList
            batchId={id}
            total={batch.faultCount}
            faults={batch.faults}
            kinds={batch.kinds}
            pageSize={FAULTS_ON_A_PAGE}
          />
        )}
      </div>
    </>
  )
}
