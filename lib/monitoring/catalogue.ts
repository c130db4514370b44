import { accidentLoss, disasterLoss, schoolingCost } from '@/lib/monitoring/rules/costs'
import { guaranteeRules } from '@/lib/monitoring/rules/guarantees'
import { incomeBelowLine, incomeDrop } from '@/lib/monitoring/rules/income'
import { medicalSelfPaid } from '@/lib/monitoring/rules/medical'
import type { ScreeningFacts, ScreeningRule } from '@/lib/monitoring/rules/screening'
import { earnerLost, otherShock } from '@/lib/monitoring/rules/shocks'
import type { Finding, RuleId } from '@/lib/monitoring/schema'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

/** Every rule that a visit is screened by, in the order in which their findings are told. */
export const SCREENING_RULES: readonly ScreeningRule[] = [
  medicalSelfPaid,
  incomeBelowLine,
  incomeDrop,
  earnerLost,
  disasterLoss,
  accidentLoss,
  schoolingCost,
  ...guaranteeRules,
  otherShock,
]

/** Every policy value that some rule asks for. */
export const SCREENING_PARAMETERS: readonly ParameterCode[] = [
  ...new Set(SCREENING_RULES.flatMap((rule) => rule.parameters)),
]

/** All findings about a visit, also what did not cross; a rule that has nothing to look at says nothing. */
export function screen(facts: ScreeningFacts, rows: readonly ParameterRow[]): Finding[] {
  return SCREENING_RULES.flatMap((rule) => {
    const verdict = rule.screen(facts, rows)
    return verdict ? [{ ruleId: rule.id, ...verdict }] : []
  })
}

/** Puts rules into the order in which they are told; an unknown one comes last. */
export function inTellingOrder<T>(items: readonly T[], ruleOf: (item: T) => RuleId): T[] {
  const at = (item: T) => {
    const found = SCREENING_RULES.findIndex((rule) => rule.id === ruleOf(item))
    return found < 0 ? SCREENING_RULES.length : found
  }
  return [...items].sort((a, b) => at(a) - at(b))
}
