import { DecideForm } from '@/components/exports/decide-form'
import { FetchForm } from '@/components/exports/fetch-form'
import { MakeForm } from '@/components/exports/make-form'
import { Banner } from '@/components/ui/banner'
import { Progress } from '@/components/ui/progress'
import { SectionHead } from '@/components/ui/section-head'
import { decideExportAction, linkExportAction, makeExportAction } from '@/lib/exports/actions'
import type { ExportView } from '@/lib/exports/queries/requests'
import { FETCHES, LONGEST_NOTE } from '@/lib/exports/schema'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

const KIB = 1024

/** What comes next for an export, for whoever looks at it: decide, wait, make, download, or why there is nothing to do. */
export async function NextStep({ view }: Readonly<{ view: ExportView }>) {
  const [t, locale] = await Promise.all([getTranslations('exports'), getLocale()])
  const { state } = view
  const commandId = crypto.randomUUID()
  if (view.mayDecide) {
    return (
      <section className="sheet grid gap-3 px-4 py-4">
        <SectionHead title={t('decide.title')} ruled />
        <p className="text-13 text-ink-2">{t('decide.why')}</p>
        <DecideForm
          action={decideExportAction}
          commandId={commandId}
          exportId={view.id}
          noteLimit={LONGEST_NOTE}
          words={{
            note: t('decide.note'),
            noteHint: t('decide.noteHint'),
            approve: t('decide.approve'),
            refuse: t('decide.refuse'),
            busy: t('decide.busy'),
          }}
        />
      </section>
    )
  }
  if (state === 'REQUESTED') {
    return view.isOwn ? (
      <Banner state="open" title={t('decide.ownTitle')}>
        {t('decide.own')}
      </Banner>
    ) : (
      <Banner state="open" title={t('fetch.waiting')}>
        {t('fetch.waitingWhy')}
      </Banner>
    )
  }
  if (state === 'MAKING') {
    return (
      <Progress
        text={t('make.running', { n: view.doneRows, of: view.rowCount })}
        stay={t('make.stay')}
        refresh={t('make.refresh')}
        href={`/exports/${view.id}`}
        done={view.doneRows}
        of={view.rowCount}
      />
    )
  }
  if (state === 'REFUSED') {
    return (
      <Banner state="crossed" title={t('fetch.refused')}>
        {view.decisionNote}
      </Banner>
    )
  }
  if (state === 'EXPIRED') return <Banner state="closed" title={t('fetch.expired')} />
  if (view.mayMake) {
    const isFirst = state === 'APPROVED'
    return (
      <section className="sheet grid gap-3 px-4 py-4">
        <SectionHead title={isFirst ? t('make.approved') : t('make.interrupted')} ruled />
        {!isFirst && <p>{state === 'FAILED' ? t('make.BROKEN') : t('make.interruptedWhy')}</p>}
        <MakeForm
          action={makeExportAction}
          commandId={commandId}
          exportId={view.id}
          words={{ do: isFirst ? t('make.do') : t('make.again'), busy: t('make.busy') }}
        />
      </section>
    )
  }
  if (state === 'FAILED') {
    return <Banner state="crossed" title={view.failure === 'GROWN' ? t('make.GROWN') : t('make.BROKEN')} />
  }
  if (view.fetchesLeft > 0 && view.fileName) {
    return (
      <section className="sheet grid gap-3 px-4 py-4">
        <SectionHead title={t('fetch.title')} ruled />
        <p className="font-semibold">
          {t('fetch.size', {
            name: view.fileName,
            kb: Math.ceil((view.fileBytes ?? 0) / KIB),
            rows: view.fileRows ?? 0,
          })}
        </p>
        <FetchForm
          action={linkExportAction}
          commandId={commandId}
          exportId={view.id}
          linkId={crypto.randomUUID()}
          workbook={view.format === 'XLSX' ? { fileName: view.fileName, isPasswordDue: view.isPasswordDue } : null}
          words={{
            password: t('fetch.password'),
            passwordHint: view.isPasswordDue ? t('fetch.passwordDueHint') : t('fetch.passwordHint'),
            optional: t('fetch.optional'),
            show: t('fetch.show'),
            hide: t('fetch.hide'),
            save: t('fetch.link', { name: view.fileName }),
            saving: t('fetch.saving'),
            saved: t('fetch.saved', { name: view.fileName }),
            savedProtected: t('fetch.savedProtected'),
            broken: t('fetch.broken'),
            get: t('fetch.get'),
            busy: t('fetch.busy'),
            link: t('fetch.link', { name: view.fileName }),
            once: t('fetch.once', { n: view.fetchesLeft, until: moment(view.expiresAt, locale) }),
          }}
        />
      </section>
    )
  }
  return view.isOwn && state === 'FETCHED' ? <Banner state="held" title={t('fetch.enough', { n: FETCHES })} /> : null
}
