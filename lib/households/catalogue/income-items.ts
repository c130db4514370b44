import { INCOME_ITEMS } from '@/prisma/catalogue/income-items'

export const INCOME_GROUPS = ['WAGE', 'BUSINESS', 'PROPERTY', 'TRANSFER', 'COST'] as const
export type IncomeGroup = (typeof INCOME_GROUPS)[number]

/** A group by its name, as a field of ledgers and as the column of its sum in the register. */
export const GROUP_SUMS = INCOME_GROUPS.map((group) => {
  const field = group.toLowerCase() as Lowercase<IncomeGroup>
  return { group, field, column: `${field}_fen` as const }
})

/** `GROUP.ITEM`, as stored. */
export type IncomeItem = (typeof INCOME_ITEMS)[number]['value']

export const INCOME_ITEM_VALUES: readonly IncomeItem[] = INCOME_ITEMS.map((item) => item.value)

export function groupOf(item: string): IncomeGroup | undefined {
  return INCOME_GROUPS.find((group) => item.startsWith(`${group}.`))
}

export function itemsOf(group: IncomeGroup): IncomeItem[] {
  return INCOME_ITEM_VALUES.filter((item) => groupOf(item) === group)
}

/** Items that come once and are in some provinces not counted towards a stable exit (稳定脱贫). */
export const ONE_OFF_ITEMS: ReadonlySet<string> = new Set(
  INCOME_ITEMS.filter((item) => !item.countsForExit).map((item) => item.value),
)

/** The head a Chinese ledger writes for an item. */
export function incomeHead(item: string): string {
  return INCOME_ITEMS.find((each) => each.value === item)?.labels[0] ?? item
}
