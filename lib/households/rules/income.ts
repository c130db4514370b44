import { groupOf, INCOME_GROUPS, type IncomeGroup, ONE_OFF_ITEMS } from '@/lib/households/catalogue/income-items'

/** Amounts in fen by item, `GROUP.ITEM`. */
export type IncomeItems = Readonly<Record<string, number>>

export type IncomeSums = {
  groups: Readonly<Record<IncomeGroup, number>>
  /** Wages, business, property and transfers together. */
  grossFen: number
  netFen: number
}

export type IncomeResult = IncomeSums & {
  perCapitaFen: number
  /** Net income and claims less compliant self-paid spending (收入参考范围). */
  referenceFen: number
  referencePerCapitaFen: number
  /** Net income without what came once, as far as a stable exit counts. */
  regularNetFen: number
  regularPerCapitaFen: number
}

const FIRST_MONTH = 10

/** The poverty year (扶贫年度) of a day: 1 October of the year before to 30 September. */
export function povertyYear(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month >= FIRST_MONTH ? year + 1 : year
}

/** The last poverty year that is over on a day: the newest whose income can be recorded whole. */
export function lastPovertyYear(day: string): number {
  return povertyYear(day) - 1
}

/** First and last day of a poverty year. */
export function povertyYearDays(year: number): { from: string; to: string } {
  return { from: `${year - 1}-10-01`, to: `${year}-09-30` }
}

/** Group sums, gross and net (domain.md 2.4): gross less the costs of production. */
export function sumIncome(items: IncomeItems): IncomeSums {
  const groups = Object.fromEntries(INCOME_GROUPS.map((group) => [group, 0])) as Record<IncomeGroup, number>
  for (const [item, fen] of Object.entries(items)) {
    const group = groupOf(item)
    if (group) groups[group] += fen
  }
  const grossFen = groups.WAGE + groups.BUSINESS + groups.PROPERTY + groups.TRANSFER
  return { groups, grossFen, netFen: grossFen - groups.COST }
}

/** A share per head in whole fen, half away from zero as the database rounds; null without heads. */
export function perHead(fen: number, heads: number): number | null {
  if (heads < 1) return null
  const share = Math.floor((2 * Math.abs(fen) + heads) / (2 * heads))
  return fen < 0 && share > 0 ? -share : share
}

/** All figures of a year. `residentMembers` are those who live there and share the budget (共享开支). Null without any. */
export function incomeOf(
  items: IncomeItems,
  residentMembers: number,
  claimsFen = 0,
  selfPaidFen = 0,
): IncomeResult | null {
  const sums = sumIncome(items)
  const oneOff = Object.entries(items).reduce((sum, [item, fen]) => sum + (ONE_OFF_ITEMS.has(item) ? fen : 0), 0)
  const referenceFen = sums.netFen + claimsFen - selfPaidFen
  const regularNetFen = sums.netFen - oneOff
  const [perCapitaFen, referencePerCapitaFen, regularPerCapitaFen] = [sums.netFen, referenceFen, regularNetFen].map(
    (fen) => perHead(fen, residentMembers),
  ) as [number | null, number | null, number | null]
  if (perCapitaFen === null || referencePerCapitaFen === null || regularPerCapitaFen === null) return null
  return { ...sums, perCapitaFen, referenceFen, referencePerCapitaFen, regularNetFen, regularPerCapitaFen }
}
