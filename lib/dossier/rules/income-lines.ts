import { INCOME_GROUPS, INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'

type YearRow = { year: number; row: Readonly<Record<string, unknown>> }

/** One line of an income table: a group or an item, and its fen for every year, null where that year does not know it. */
export type IncomeLine = {
  key: string
  words: 'incomeGroup' | 'incomeItem'
  code: string
  group: boolean
  fen: (number | null)[]
}

const column = (group: string) => `${group.toLowerCase()}_fen`
const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))

/** Groups and below each the items that any year knows, in the order of the form. */
export function incomeLines(years: readonly YearRow[]): IncomeLine[] {
  const itemsOf = (row: YearRow['row']) => (row.items ?? {}) as Record<string, number>
  return INCOME_GROUPS.flatMap((group) => {
    const whole = years.map(({ row }) => number(row[column(group)]))
    const items = INCOME_ITEM_VALUES.filter((item) => item.startsWith(`${group}.`))
      .map((code) => ({ code, fen: years.map(({ row }) => number(itemsOf(row)[code])) }))
      .filter(({ fen }) => fen.some((each) => each !== null))
    if (items.length === 0 && whole.every((each) => each === null)) return []
    return [
      { key: group, words: 'incomeGroup' as const, code: group, group: true, fen: whole },
      ...items.map(({ code, fen }) => ({ key: code, words: 'incomeItem' as const, code, group: false, fen })),
    ]
  })
}
