import type { Figures, LineOrigin, Outcome, RuleId, VisitFacts } from '@/lib/monitoring/schema'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

/** What was seen on the visit, and what the register knew about the household. Money in fen. */
export type ScreeningFacts = VisitFacts & {
  povertyStatus: string
  incomes: readonly { year: number; perCapitaFen: number }[]
  /** Self-paid medical cost that other visits of the same calendar year reported. */
  otherSelfPaidFen: number
}

export type Verdict = { outcome: Outcome; figures: Figures }

/** One rule: the policy values it asks for, and its verdict; null when the visit gives it nothing to look at. */
export type ScreeningRule = {
  id: RuleId
  parameters: readonly ParameterCode[]
  screen(facts: ScreeningFacts, rows: readonly ParameterRow[]): Verdict | null
}

export function originOf(row: ParameterRow): LineOrigin {
  const { appliesTo, value, unit, validFrom, source, certainty } = row
  return { parameter: row.code, appliesTo, value, unit, validFrom, source, certainty }
}

export const fenOf = (yuan: number) => Math.round(yuan * 100)

export const yearOf = (day: string) => Number(day.slice(0, 4))
