import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import type { IncomeFacts, LivingFacts } from '@/lib/households/facts'
import type { Said } from '../schema'
import { incomeRow, placed } from './income-row'

const LIVING_FIELDS = ledgerColumns('LIVING').flatMap(({ field, place }) => (place ? [field] : []))

/** What is said of these fields. */
export function only(said: Said, fields: readonly string[]): Said {
  return Object.fromEntries(fields.flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]])))
}

export const ofYear = <Y extends { year: number }>(years: readonly Y[], year: number) =>
  years.find((each) => each.year === year) ?? null

/** The years with this one in its place, newest first. */
export function inYears<Y extends { year: number }>(years: readonly Y[], one: Y | null): readonly Y[] {
  return one ? [...years.filter(({ year }) => year !== one.year), one].sort((a, b) => b.year - a.year) : years
}

/** A figure per head alone does not take the place of one that was reckoned from items. */
export function withFigurePerHead(incomes: readonly IncomeFacts[], year: number, perCapitaFen: number) {
  const ours = ofYear(incomes, year)
  if (ours && ours.netFen !== null) return incomes
  return inYears(incomes, incomeFacts({ ...(ours ? columnsOf(ours) : {}), year, per_capita_income_fen: perCapitaFen }))
}

export function incomeAfter(ours: IncomeFacts | null, year: number, said: Said): IncomeFacts | null {
  const before = ours && columnsOf(ours)
  const row = incomeRow(before, placed('INCOMES', said))
  return row ? incomeFacts({ ...before, ...row, year }) : ours
}

export function livingAfter(ours: LivingFacts | null, year: number, said: Said): LivingFacts {
  const blank = Object.fromEntries(LIVING_FIELDS.map((field) => [field, null]))
  return { ...blank, ...ours, ...only(said, LIVING_FIELDS), year } as unknown as LivingFacts
}

/** Years of income by the names of their columns in the register, as the writing of a ledger reckons with them. */
function columnsOf(income: IncomeFacts): Record<string, unknown> {
  return {
    year: income.year,
    items: income.items,
    wage_fen: income.wageFen,
    business_fen: income.businessFen,
    property_fen: income.propertyFen,
    transfer_fen: income.transferFen,
    cost_fen: income.costFen,
    net_fen: income.netFen,
    resident_members: income.residentMembers,
    per_capita_income_fen: income.perCapitaFen,
    claims_fen: income.claimsFen,
    self_paid_fen: income.selfPaidFen,
  }
}

function incomeFacts(row: Record<string, unknown>): IncomeFacts {
  const fen = (column: string) => (row[column] as number | null | undefined) ?? null
  return {
    year: row.year as number,
    items: (row.items as IncomeFacts['items'] | undefined) ?? null,
    wageFen: fen('wage_fen'),
    businessFen: fen('business_fen'),
    propertyFen: fen('property_fen'),
    transferFen: fen('transfer_fen'),
    costFen: fen('cost_fen'),
    netFen: fen('net_fen'),
    residentMembers: fen('resident_members'),
    perCapitaFen: fen('per_capita_income_fen') ?? 0,
    claimsFen: fen('claims_fen'),
    selfPaidFen: fen('self_paid_fen'),
  }
}
