import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { BATCH_STATE } from '@/components/transfer/batch-state'
import { ColumnsPart } from '@/components/transfer/columns-part'
import { DecidePart } from '@/components/transfer/decide-part'
import { DifferenceList } from '@/components/transfer/difference-list'
import { FaultList } from '@/components/transfer/fault-list'
import { Outcome } from '@/components/transfer/outcome'
import { RemarkList } from '@/components/transfer/remark-list'
import { UndoPart } from '@/components/transfer/undo-part'
import { Chip } from '@/components/ui/chip'
import { Progress } from '@/components/ui/progress'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { FAULTS_ON_A_PAGE, getBatch } from '@/lib/transfer/queries/batches'
import { listConflicts, listDifferences, readFilter } from '@/lib/transfer/queries/differences'

type Params = Record<string, string | number>
type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfer'))('titles.batch') }
}

export default async function ImportBatchPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const first = (key: string) => Math.max(1, Number.parseInt(String(asked[key] ?? '1'), 10) || 1)
  const filter = readFilter(asked)
  const [t, { batch, region, differences, conflicts }] = await Promise.all([
    getTranslations('transfer'),
    load('ledger:import', async (ctx) => ({
      batch: await getBatch(ctx, id, first('from'), first('remark')),
      region: ctx.actor.regionCode,
      differences: await listDifferences(ctx, id, filter),
      conflicts: await listConflicts(ctx, id),
    })),
  ])
  const { state } = batch
  const isRunning = state === 'CHECKING' || state === 'IMPORTING' || state === 'UNDOING'
  const goodHouseholds = batch.householdCount - batch.badHouseholds
  const isCutOff = state === 'INTERRUPTED' && batch.mode !== null && batch.mode !== 'UNDO'
  const mayDecide = (state === 'CHECKED' || isCutOff) && batch.goodRows > 0
  const mayMap = batch.hasUpload && (state === 'CHECKED' || state === 'FAILED') && batch.columns.length > 0
  const hasDifferences = !isRunning && state !== 'FAILED'
  return (
    <>
      <PageHead
        title={batch.fileName}
        crumbs={[{ href: '/import', label: t('titles.import') }, { label: t('titles.batch') }]}
        back="/import"
        chips={<Chip state={BATCH_STATE[state]}>{t(`states.${state}`)}</Chip>}
        sub={
          batch.rowCount > 0
            ? t(batch.kind === 'HOUSEHOLDS' ? 'counts.rows' : 'counts.onlyRows', {
                rows: batch.rowCount,
                households: batch.householdCount,
              })
            : undefined
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
        {mayMap && (
          <ColumnsPart
            batchId={id}
            kind={batch.kind ?? 'HOUSEHOLDS'}
            columns={batch.columns}
            missing={missingHeads(batch)}
          />
        )}
        {hasDifferences && batch.kind && batch.comparison && (
          <DifferenceList
            batchId={id}
            kind={batch.kind}
            comparison={batch.comparison}
            page={differences}
            filter={filter}
          />
        )}
        {mayDecide && batch.kind && (
          <DecidePart
            batchId={id}
            kind={batch.kind}
            hasFaults={batch.faultCount > 0}
            goodHouseholds={goodHouseholds}
            comparison={batch.comparison}
            conflicts={conflicts}
          />
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
        {batch.remarks.kinds.length > 0 && hasDifferences && (
          <RemarkList batchId={id} remarks={batch.remarks} pageSize={FAULTS_ON_A_PAGE} />
        )}
      </div>
    </>
  )
}

/** The heads without which a file could not be checked. */
function missingHeads({ state, failure }: { state: string; failure: { code: string; params: Params } | null }): string {
  return state === 'FAILED' && failure?.code === 'headsMissing' ? String(failure.params.heads ?? '') : ''
}
