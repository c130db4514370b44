import { ALL_RULES, HOUSEHOLD_RULES } from '@/lib/households/catalogue/consistency/all'
import type { BeyondFacts, VillageFacts } from '@/lib/households/catalogue/consistency/beyond'
import { checkDay, type Figures, type HouseholdRule } from '@/lib/households/catalogue/consistency/rule'
import { VILLAGE_RULES } from '@/lib/households/catalogue/consistency/village'
import type { HouseholdFacts } from '@/lib/households/facts'
import type { Severity } from '@/lib/households/schema'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import type { ErrorCode, FieldErrors } from '@/lib/platform/errors'
import { figureTexts } from './consistency-words'

/** What does not fit, by which rule, in which fields; `personId` where it is said of one member. */
export type Finding = {
  ruleId: string
  severity: Severity
  personId?: string
  fields: readonly string[]
  figures: Figures
}

export type CheckOn = {
  today: string
  parameters: readonly ParameterRow[]
  region: string
  beyond?: BeyondFacts | null
}

/** Every policy value that some rule reads. */
export const CONSISTENCY_PARAMETERS: readonly ParameterCode[] = [
  ...new Set(ALL_RULES.flatMap(({ parameters }) => parameters ?? [])),
]

const appliesOn = ({ appliesFrom, appliesTo }: { appliesFrom?: string; appliesTo?: string }, today: string) =>
  (!appliesFrom || appliesFrom <= today) && (!appliesTo || appliesTo >= today)

/** Which rules of a household to ask; a form asks those of the fields it holds. */
export function rulesOf(fields: readonly string[]): readonly HouseholdRule[] {
  return HOUSEHOLD_RULES.filter((rule) => rule.fields.some((field) => fields.includes(field)))
}

/**
 * Checks an active household by rules 1–52; none for one that is gone. Rules that need facts beyond the household do not decide
 * where `beyond` is not given. `region` is the village, whose policy values count.
 */
export function checkConsistency(
  facts: HouseholdFacts,
  { today, parameters, region, beyond = null }: CheckOn,
  rules: readonly HouseholdRule[] = HOUSEHOLD_RULES,
): Finding[] {
  if (!facts.isActive) return []
  const on = checkDay(today, parameters, region)
  return rules.flatMap((rule) => {
    if (!appliesOn(rule, today) || (rule.needs === 'BEYOND' && beyond === null)) return []
    const { id: ruleId, severity, fields } = rule
    return rule.check(facts, on, beyond).map((hit) => ({ ruleId, severity, fields, ...hit }))
  })
}

/** Checks what shows only in a village as a whole (rules 42 and 43). */
export function checkVillage(
  village: VillageFacts,
  { today, parameters }: Omit<CheckOn, 'beyond' | 'region'>,
): Finding[] {
  const on = checkDay(today, parameters, village.regionCode)
  return VILLAGE_RULES.filter((rule) => appliesOn(rule, today)).flatMap((rule) =>
    rule.check(village, on).map((hit) => ({ ruleId: rule.id, severity: rule.severity, fields: rule.fields, ...hit })),
  )
}

/**
 * The E findings as errors beside fields: they stop the form. `pathOf` names the input of a finding's field, null where the form does
 * not hold it; a finding of which the form holds no field does not stop it.
 */
export function blockingErrors(
  findings: readonly Finding[],
  pathOf: (field: string, finding: Finding) => string | null = (field) => field,
): FieldErrors {
  const errors: FieldErrors = {}
  for (const finding of findings) {
    if (finding.severity !== 'E') continue
    const path = finding.fields.map((field) => pathOf(field, finding)).find((each) => each !== null)
    if (path) errors[path] ??= { code: `quality.${finding.ruleId}` as ErrorCode, params: figureTexts(finding.figures) }
  }
  return errors
}
