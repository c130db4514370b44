import { headOf } from '@/components/transfer/head-of'
import { Banner } from '@/components/ui/banner'
import type { StateKey } from '@/components/ui/glyph'
import { Pager } from '@/components/ui/pager'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Comparison } from '@/lib/transfer/comparison'
import type { DifferenceFilter, listDifferences, ShownKind } from '@/lib/transfer/queries/differences'

type Props = {
  batchId: string
  kind: LedgerKind
  comparison: Comparison
  page: Awaited<ReturnType<typeof listDifferences>>
  filter: DifferenceFilter
}

const STATES: Record<ShownKind, StateKey> = {
  CONFLICT: 'crossed',
  CHANGED: 'doing',
  FILLED: 'held',
  HELD: 'na',
  NEW_HOUSEHOLD: 'open',
  NEW_PERSON: 'open',
  MISSING_HOUSEHOLD: 'behind',
  MISSING_PERSON: 'behind',
}
const TOTALS = ['newHouseholds', 'newPersons', 'changed', 'unchanged', 'missingHouseholds', 'missingPersons'] as const

/** What a ledger says that the register does not, ours beside theirs; filtered by kind and column, a page at a time. */
export async function DifferenceList({ batchId, kind, comparison, page, filter }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('transfer.differences'), getTranslations('common')])
  const href = (more: Partial<Record<'kind' | 'field' | 'after', string | null>>) => {
    const asked = new URLSearchParams()
    for (const [name, value] of Object.entries({ kind: filter.kind, field: filter.field, ...more })) {
      if (value) asked.set(name, value)
    }
    return `/import/${batchId}?${asked}#differences`
  }
  const kinds = kindsOf(comparison)
  const fields = Object.keys(comparison.fields)
  const isMissing = comparison.missingHouseholds + comparison.missingPersons > 0
  return (
    <section className="sheet grid gap-3 px-4 py-4" id="differences">
      <SectionHead title={t('title')} ruled />
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        {TOTALS.filter((each) => comparison[each] > 0).map((each) => (
          <li key={each}>
            <b className="text-16">{count(comparison[each])}</b> {t(each)}
          </li>
        ))}
      </ul>
      {isMissing && <p className="text-13 text-ink-2">{t('missingWhy')}</p>}
      {comparison.total > comparison.kept && <Banner state="behind" title={t('tooMany', { n: comparison.kept })} />}
      {kinds.includes('HELD') && <p className="text-13 text-ink-2">{t('heldWhy')}</p>}
      {comparison.total === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <Tabs
            label={t('byKind')}
            tabs={[null, ...kinds].map((each) => ({
              href: href({ kind: each, field: null, after: null }),
              label: each ? t(`kinds.${each}`) : t('all'),
              current: filter.kind === each,
            }))}
          />
          {fields.length > 1 && (
            <Tabs
              label={t('byColumn')}
              tabs={[null, ...fields].map((each) => ({
                href: href({ field: each, after: null }),
                label: each ? headOf(kind, each) : t('all'),
                count: each ? count(total(comparison, each)) : undefined,
                current: filter.field === each,
              }))}
            />
          )}
          <TupleTable
            caption={t('caption')}
            columns={[
              { head: t('who'), at: 1, sub: 2 },
              { head: t('column'), at: 3, sub: 4 },
              { head: t('ours'), at: 5, sub: 6 },
              { head: t('theirs'), at: 7 },
              { head: t('kind'), at: 8, kind: 'state', state: 9 },
            ]}
            rows={page.rows.map((row) => [
              row.differenceNo,
              row.subject || row.householdNo,
              row.rowNo ? `${row.householdNo} ${t('row', { row: String(row.rowNo) })}` : row.householdNo,
              row.field ? headOf(kind, row.field) : '',
              row.year,
              row.field ? row.ours || t('empty') : '',
              row.kind === 'CONFLICT' && row.base !== null ? t('exported', { base: row.base || t('empty') }) : '',
              row.field ? row.theirs || t('empty') : '',
              t(`kinds.${row.kind}`),
              STATES[row.kind],
            ])}
          />
          <Pager
            label={common('paging')}
            newer={filter.from > 1 ? { href: href({ after: null }), label: common('newer') } : undefined}
            older={page.next ? { href: href({ after: String(page.next) }), label: common('older') } : undefined}
          />
        </>
      )}
    </section>
  )
}

function kindsOf(comparison: Comparison): ShownKind[] {
  const kinds = new Set<ShownKind>()
  for (const counts of Object.values(comparison.fields)) {
    for (const kind of Object.keys(counts)) kinds.add(kind as ShownKind)
  }
  if (comparison.newHouseholds > 0) kinds.add('NEW_HOUSEHOLD')
  if (comparison.joined > 0) kinds.add('NEW_PERSON')
  if (comparison.missingHouseholds > 0) kinds.add('MISSING_HOUSEHOLD')
  if (comparison.missingPersons > 0) kinds.add('MISSING_PERSON')
  return (Object.keys(STATES) as ShownKind[]).filter((kind) => kinds.has(kind))
}

function total(comparison: Comparison, field: string): number {
  return Object.values(comparison.fields[field] ?? {}).reduce((sum, each) => sum + each, 0)
}
