import { From } from '@/components/dossier/known-facts'
import type { ValueWords } from '@/components/dossier/value-words'
import { LedgerTable } from '@/components/ui/ledger-table'
import type { FileIncome } from '@/lib/dossier/queries/file'
import { incomeLines } from '@/lib/dossier/rules/income-lines'
import { yuan } from '@/lib/i18n/format'

type Props = { incomes: readonly FileIncome[]; words: ValueWords }

/** Income by group and item, one column a year, newest first. */
export function IncomeTable({ incomes, words }: Readonly<Props>) {
  const { t } = words
  const lines = incomeLines(incomes.map(({ year, row }) => ({ year, row })))
  return (
    <LedgerTable
      caption={t('sections.income')}
      columns={[
        { head: t('paper.columns.item') },
        ...incomes.map(({ year }) => ({ head: t('year', { year: String(year) }), align: 'r' as const })),
      ]}
      rows={[
        ...lines.map((line) => ({
          key: line.key,
          cells: [
            line.group ? <b key="name">{words.code(line.words, line.code)}</b> : words.code(line.words, line.code),
            ...line.fen.map((fen) => (fen === null ? '' : yuan(fen))),
          ],
        })),
        {
          key: 'head',
          cells: [
            <b key="name">{words.field('perCapitaIncomeFen')}</b>,
            ...incomes.map(({ row, source, year }) => (
              <span key={year}>
                {yuan(Number(row.per_capita_income_fen ?? 0))}
                <From source={source} words={words} />
              </span>
            )),
          ],
        },
      ]}
    />
  )
}
