import { ruleOf } from './clearing'

const INCOME = ['income', 'wage', 'business', 'cost', 'transfer', 'perCapitaIncome', 'residentMembers']
const LIVING = [
  ...['living', 'houseGrade', 'houseAreaM2', 'isWaterSafe', 'waterInterruptionDays', 'hasElectricity'],
  ...['returnedForestMu', 'irrigatedMu', 'arableMu'],
]
const EDITED = ['phone', 'mainCause', 'otherCauses', 'identifiedOn', 'exitYear']

/** The page on which a field of a household or of one of its members is mended; its record where it has no form of its own. */
export function mendPath(householdId: string, field: string, personId?: string | null): string {
  const here = `/households/${householdId}`
  if (personId) return `${here}/members/${personId}/edit`
  if (INCOME.includes(field)) return `${here}/income`
  if (LIVING.includes(field)) return `${here}/living`
  if (field === 'helpers') return `${here}/helpers`
  return EDITED.includes(field) ? `${here}/edit` : here
}

/** Where what a rule found is mended: at the first field that it speaks of. A member who is no more is mended in the household, not in his form. */
export function mendPathOf(ruleId: string, householdId: string, personId: string | null): string {
  const rule = ruleOf(ruleId)
  return mendPath(householdId, rule?.fields[0] ?? '', rule?.scope === 'PERSON' ? personId : null)
}
