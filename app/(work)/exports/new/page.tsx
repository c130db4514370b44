import type { Metadata } from 'next'
import { RequestForm } from '@/components/exports/request-form'
import { addressOfList } from '@/components/exports/state'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { deedWords } from '@/components/users/deed-words'
import { requestExportAction, requestSummaryAction } from '@/lib/exports/actions'
import { previewExport } from '@/lib/exports/queries/requests'
import { isAggregate, isOfHouseholds } from '@/lib/exports/rules/view'
import { FORMATS, HOUSEHOLD_KINDS, KINDS, LONGEST_NOTE, PURPOSES } from '@/lib/exports/schema'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('button') }
}

export default async function NewExportPage({ searchParams }: Readonly<Props>) {
  const asked = await searchParams
  const kind = KINDS.find((each) => each === asked.kind) ?? 'HOUSEHOLDS'
  const address = typeof asked.list === 'string' ? asked.list : ''
  const kinds = isOfHouseholds(kind) ? HOUSEHOLD_KINDS : [kind]
  const [t, proof, errors, found] = await Promise.all([
    getTranslations('exports'),
    deedWords(),
    getTranslations('errors'),
    load('export:summary', (ctx) => previewExport(ctx, kind, kinds, address)),
  ])
  const back = addressOfList(kind, address)
  const crumbs = [{ href: back, label: t(`kinds.${kind}`) }, { label: t('button') }]
  if (found.problem !== null) {
    return (
      <>
        <PageHead title={t('button')} crumbs={crumbs} back={back} />
        <EmptyState title={t('problem.title')} action={{ href: back, label: t('ask.back') }}>
          {errors(found.problem as never)}
        </EmptyState>
      </>
    )
  }
  const { list, sizes, threshold } = found
  return (
    <>
      <PageHead
        title={t('button')}
        aside={list.regionName}
        crumbs={crumbs}
        back={back}
        sub={t('ask.what', { region: list.regionName, rows: sizes[0]?.rows ?? 0, persons: sizes[0]?.persons ?? 0 })}
      />
      <section className="sheet grid gap-4 px-4 py-4">
        <SectionHead title={t('ask.title')} note={t('ask.filter')} ruled />
        <RequestForm
          action={isAggregate(kind) ? requestSummaryAction : requestExportAction}
          commandId={crypto.randomUUID()}
          exportId={crypto.randomUUID()}
          query={list.query}
          kinds={sizes.map((size) => ({
            value: size.kind,
            label: t('ask.rows', { kind: t(`kinds.${size.kind}`), n: size.rows }),
          }))}
          formats={FORMATS.map((format) => ({ value: format, label: t(`formats.${format}`) }))}
          purposes={PURPOSES.map((purpose) => ({ value: purpose, label: t(`purposes.${purpose}`) }))}
          mayUnmask={found.mayUnmask}
          mayHaveHealth={found.mayHaveHealth}
          noteLimit={LONGEST_NOTE}
          words={{
            ...proof,
            kind: t('ask.kind'),
            format: t('ask.format'),
            purpose: t('ask.purpose'),
            purposeEmpty: t('ask.purposeEmpty'),
            note: t('ask.note'),
            noteHint: t('ask.noteHint'),
            masking: t('ask.masking'),
            unmasked: t('ask.unmasked'),
            health: t('ask.health'),
            withHealth: t('ask.withHealth'),
            direct: t('ask.direct', { n: threshold }),
            approval: t('ask.approval', { n: threshold }),
            do: t('ask.do'),
            busy: t('ask.busy'),
          }}
        />
      </section>
    </>
  )
}
