import { DecideForm } from '@/components/transfer/decide-form'
import { headOf } from '@/components/transfer/head-of'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { getTranslations } from '@/lib/i18n/server'
import { importLedgerAction } from '@/lib/transfer/actions'
import type { Comparison } from '@/lib/transfer/comparison'
import type { listConflicts } from '@/lib/transfer/queries/differences'

type Props = {
  batchId: string
  kind: LedgerKind
  hasFaults: boolean
  goodHouseholds: number
  comparison: Comparison | null
  conflicts: Awaited<ReturnType<typeof listConflicts>>
}

/** How a checked ledger is to be imported: whole or its good part, and what becomes of what the register has already. */
export async function DecidePart({ batchId, kind, hasFaults, goodHouseholds, comparison, conflicts }: Readonly<Props>) {
  const [t, empty] = await Promise.all([getTranslations('transfer'), getTranslations('transfer.differences')])
  const changed = Object.entries(comparison?.fields ?? {}).filter(([, counts]) => (counts.CHANGED ?? 0) > 0)
  const total = Object.values(comparison?.fields ?? {}).reduce((sum, counts) => sum + (counts.CONFLICT ?? 0), 0)
  return (
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
        batchId={batchId}
        busy={t('decide.busy')}
        policy={
          changed.length + conflicts.length === 0
            ? null
            : {
                title: t('policy.title'),
                why: t('policy.why'),
                columns: changed.map(([field, counts]) => ({
                  value: field,
                  label: t('policy.column', { head: headOf(kind, field), n: counts.CHANGED ?? 0 }),
                })),
                conflicts:
                  conflicts.length === 0
                    ? null
                    : {
                        title: t('policy.conflicts'),
                        why: t('policy.conflictsWhy'),
                        more: total > conflicts.length ? t('policy.more', { n: conflicts.length }) : '',
                        cells: conflicts.map((cell) => ({
                          value: String(cell.differenceNo),
                          label: t('policy.conflict', {
                            who: [cell.subject, cell.householdNo, cell.year].filter(Boolean).join(' '),
                            head: headOf(kind, cell.field),
                            ours: cell.ours || empty('empty'),
                            theirs: cell.theirs || empty('empty'),
                            base: cell.base || empty('empty'),
                          }),
                        })),
                      },
              }
        }
        choices={
          hasFaults
            ? [
                {
                  mode: 'GOOD_ROWS',
                  label: t(kind === 'HOUSEHOLDS' ? 'decide.good' : 'decide.goodRows', { n: goodHouseholds }),
                },
              ]
            : [{ mode: 'ALL', label: t('decide.all') }]
        }
      />
    </section>
  )
}
