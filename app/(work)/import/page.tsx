import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { BATCH_STATE } from '@/components/transfer/batch-state'
import { UploadForm } from '@/components/transfer/upload-form'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { LEDGER_KINDS } from '@/lib/households/catalogue/ledgers/column'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { uploadLedgerAction } from '@/lib/transfer/actions'
import { listBatches } from '@/lib/transfer/queries/batches'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfer'))('titles.import') }
}

export default async function ImportPage() {
  const [t, locale, batches] = await Promise.all([
    getTranslations('transfer'),
    getLocale(),
    load('ledger:import', (ctx) => listBatches(ctx)),
  ])
  const rows = batches.map((batch) => [
    batch.id,
    batch.fileName,
    moment(batch.uploadedAt, locale),
    t(`states.${batch.state}`),
    BATCH_STATE[batch.state],
    batch.rowCount,
    batch.faultCount,
    batch.state === 'DONE' ? t('done.new', { households: batch.newHouseholds, persons: batch.newPersons }) : '',
  ])
  return (
    <>
      <PageHead title={t('titles.import')} sub={t('sub')} />
      <div className="grid gap-4">
        <section className="sheet grid gap-4 px-4 py-4">
          <SectionHead title={t('upload.title')} ruled />
          <UploadForm
            action={uploadLedgerAction}
            commandId={crypto.randomUUID()}
            batchId={crypto.randomUUID()}
            kinds={LEDGER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            words={{
              file: t('upload.file'),
              hint: t('upload.hint'),
              kind: t('kinds.label'),
              kindHint: t('kinds.hint'),
              auto: t('kinds.auto'),
              do: t('upload.do'),
              busy: t('upload.busy'),
            }}
          />
          <details>
            <summary className="cursor-pointer py-2 font-semibold text-dai underline">{t('needs.title')}</summary>
            <div className="grid gap-2 text-13 text-ink-2">
              <p>{t('needs.must')}</p>
              <p>{t('needs.may')}</p>
              <p>{t('needs.codes')}</p>
            </div>
          </details>
        </section>
        <section className="sheet grid gap-3 px-4 py-4">
          <SectionHead title={t('templates.title')} ruled />
          <p className="text-13 text-ink-2">{t('templates.why')}</p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {LEDGER_KINDS.map((kind) => (
              <li key={kind}>
                <a className="tap text-dai underline" href={`/api/import-templates/${kind}`}>
                  {t(`kinds.${kind}`)}
                </a>
              </li>
            ))}
          </ul>
        </section>
        <section className="sheet px-4 py-4">
          <SectionHead title={t('recent.title')} />
          {rows.length === 0 ? (
            <EmptyState title={t('recent.none')}>{t('recent.noneWhy')}</EmptyState>
          ) : (
            <TupleTable
              caption={t('recent.title')}
              columns={[
                { head: t('recent.file'), at: 1, sub: 2, href: '/import/{0}', strong: true },
                { head: t('recent.state'), at: 3, kind: 'state', state: 4 },
                { head: t('recent.rows'), at: 5, kind: 'number' },
                { head: t('recent.faults'), at: 6, kind: 'number' },
                { head: t('recent.result'), at: 7 },
              ]}
              rows={rows}
            />
          )}
        </section>
      </div>
    </>
  )
}
