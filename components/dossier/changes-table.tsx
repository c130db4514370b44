import { fieldKey, type ValueWords } from '@/components/dossier/value-words'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { Change, Comparison } from '@/lib/dossier/queries/compare'
import { longDay } from '@/lib/i18n/format'

type Props = { comparison: Comparison; words: ValueWords }

/** Field by field what reads otherwise on the later day, in groups; who changed it and when. */
export function ChangesTable({ comparison, words }: Readonly<Props>) {
  const { t, locale } = words
  const groups = new Map<string, Change[]>()
  for (const change of comparison.changes) {
    const key = `${change.table}~${change.about}`
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  const side = (change: Change, which: 'old' | 'new') => {
    const key = fieldKey(change.field)
    if (which === 'old' && change.kind === 'ADDED') return ''
    if (which === 'new' && change.kind === 'GONE') return t('changes.gone')
    if (which === 'new' && change.field.endsWith('_enc') && change.old === change.new) return t('changes.resealed')
    return words.value(key, change[which])
  }
  const who = (change: Change) => {
    if (change.when === null) return t('changes.calendar')
    const by = change.by ?? t('changes.system')
    return t('changes.whoLine', { by, when: words.instant(change.when) })
  }
  const about = (change: Change) =>
    change.table === 'household_income' || change.table === 'living_condition'
      ? t('year', { year: change.about })
      : change.table === 'guarantee_state'
        ? words.households(`guaranteeItems.${change.about}` as never)
        : change.about
  return (
    <>
      {[...groups.entries()].map(([key, changes]) => {
        const [first] = changes as [Change, ...Change[]]
        return (
          <section key={key} className="sheet px-4 pb-4">
            <SectionHead title={t(`changes.tables.${first.table}`)} note={about(first)} />
            <LedgerTable
              caption={t(`changes.tables.${first.table}`)}
              columns={[
                { head: t('changes.field') },
                { head: longDay(comparison.from, locale) },
                { head: longDay(comparison.to, locale) },
                { head: t('changes.who') },
              ]}
              rows={changes.map((change) => ({
                key: `${change.field} ${change.kind}`,
                cells: [
                  words.field(fieldKey(change.field)) + (change.kind === 'ADDED' ? ` (${t('changes.added')})` : ''),
                  side(change, 'old'),
                  side(change, 'new'),
                  <span key="who" className="text-ink-3">
                    {who(change)}
                    {change.command && <span className="block">{words.origin(change.command)}</span>}
                  </span>,
                ],
              }))}
              stack
            />
          </section>
        )
      })}
    </>
  )
}
