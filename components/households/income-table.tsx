import { type YearRow, YearTable } from '@/components/households/year-table'
import { INCOME_GROUPS, itemsOf } from '@/lib/households/catalogue/income-items'
import type { IncomeYearItems } from '@/lib/households/queries/whole'
import { clientWords } from '@/lib/i18n/client-words'
import { yuan } from '@/lib/i18n/format'

const MOST_YEARS = 4

/** Income by item and year with its sums, and both figures per head. */
export async function IncomeTable({ incomes }: Readonly<{ incomes: readonly IncomeYearItems[] }>) {
  const { codes, income } = await clientWords('register')
  const items = codes.incomeItem as { readonly [group: string]: { readonly [item: string]: string | undefined } }
  const shown = incomes.slice(0, MOST_YEARS)
  const cells = (of: (each: IncomeYearItems) => number | null | undefined) =>
    shown.map((each) => {
      const fen = of(each)
      return fen === null || fen === undefined ? '' : yuan(fen)
    })
  const rows: YearRow[] = INCOME_GROUPS.flatMap((group): YearRow[] => [
    {
      key: group,
      label: group === 'COST' ? income.cost : codes.incomeGroup[group],
      cells: cells(({ result }) => result?.groups[group]),
      strong: true,
    },
    ...itemsOf(group).map((item) => ({
      key: item,
      label: items[group]?.[item.slice(group.length + 1)] ?? item,
      cells: cells((each) => each.income.items?.[item]),
      indent: true,
    })),
  ])
  rows.push(
    { key: 'net', label: income.net, cells: cells(({ result }) => result?.netFen), strong: true },
    {
      key: 'residents',
      label: income.fields.residentMembers,
      cells: shown.map((each) => String(each.income.residentMembers ?? '')),
    },
    { key: 'perCapita', label: income.perCapita, cells: cells((each) => each.income.perCapitaFen), strong: true },
    { key: 'claims', label: income.fields.claims, cells: cells((each) => each.income.claimsFen) },
    { key: 'selfPaid', label: income.fields.selfPaid, cells: cells((each) => each.income.selfPaidFen) },
    {
      key: 'reference',
      label: income.reference,
      cells: cells(({ result }) => result?.referencePerCapitaFen),
      strong: true,
    },
    { key: 'regular', label: income.regular, cells: cells(({ result }) => result?.regularPerCapitaFen) },
  )
  return (
    <YearTable
      caption={`${income.title} (${income.amount})`}
      head={`${income.item} / ${income.amount}`}
      years={shown.map((each) => String(each.income.year))}
      rows={rows}
      amounts
    />
  )
}
