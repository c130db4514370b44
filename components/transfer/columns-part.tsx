import { ColumnsForm } from '@/components/transfer/columns-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { getTranslations } from '@/lib/i18n/server'
import { mapColumnsAction } from '@/lib/transfer/actions'
import { type ColumnUse, LEFT_OUT } from '@/lib/transfer/schema'

type Props = { batchId: string; kind: LedgerKind; columns: readonly ColumnUse[]; missing: string }

const RANK: Record<ColumnUse['how'], number> = { UNKNOWN: 0, MAPPED: 1, LEFT_OUT: 2, KNOWN: 3 }

/** How the columns of a ledger were understood, with their first values; unknown ones can be mapped, and the county's ledgers remember it. */
export async function ColumnsPart({ batchId, kind, columns, missing }: Readonly<Props>) {
  const [t, kinds] = await Promise.all([getTranslations('transfer.columns'), getTranslations('transfer.kinds')])
  const notes: Record<ColumnUse['how'], string> = {
    UNKNOWN: '',
    MAPPED: t('mapped'),
    LEFT_OUT: t('mapped'),
    KNOWN: t('known'),
  }
  const rows = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ head }) => head !== '')
    .sort((a, b) => RANK[a.how] - RANK[b.how] || a.index - b.index)
  const unknown = rows.filter(({ how }) => how === 'UNKNOWN').length
  return (
    <section className="sheet grid gap-3 px-4 py-4" id="columns">
      <SectionHead title={t('title')} ruled />
      {missing && <Banner state="behind" title={t('missing', { heads: missing })} />}
      <Reveal summary={unknown > 0 ? t('unknown', { n: unknown }) : t('title')} open={missing !== '' || unknown > 0}>
        <p className="text-13 text-ink-2">{t('why')}</p>
        <ColumnsForm
          action={mapColumnsAction}
          commandId={crypto.randomUUID()}
          batchId={batchId}
          kind={kind}
          kinds={LEDGER_KINDS.map((value) => ({ value, label: kinds(value) }))}
          columns={rows.map(({ index, head, field, how, samples }) => ({
            index,
            head,
            samples: samples.join(' · '),
            field: how === 'LEFT_OUT' ? LEFT_OUT : (field ?? ''),
            note: notes[how],
          }))}
          fields={[
            { value: LEFT_OUT, label: t('leaveOut') },
            ...ledgerColumns(kind).map(({ field, heads }) => ({ value: field, label: heads[0] as string })),
          ]}
          words={{
            kind: kinds('label'),
            caption: t('title'),
            head: t('head'),
            samples: t('samples'),
            field: t('field'),
            nothing: t('nothing'),
            do: t('do'),
            busy: t('busy'),
          }}
        />
      </Reveal>
    </section>
  )
}
