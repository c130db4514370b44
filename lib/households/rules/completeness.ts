import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { lastPovertyYear } from '@/lib/households/rules/income'
import { ageOn } from '@/lib/platform/days'

/** Key fields of a household and of its members (空值核查), as the register names them. */
export const KEY_FIELDS = [
  'phone',
  'identifiedOn',
  'exitYear',
  'mainCause',
  'houseGrade',
  'helpers',
  'income',
  'living',
  'houseAreaM2',
  'arableMu',
  'isWaterSafe',
  'idNumber',
  'ethnicity',
  'politicalStatus',
  'schooling',
  'health',
  'labour',
  'residentMedical',
] as const
export type KeyField = (typeof KEY_FIELDS)[number]

export type EmptyField = { field: KeyField; personId?: string }
export type Completeness = { filled: number; expected: number; percent: number; empty: EmptyField[] }

const ADULT = 16
const EXITED = ['EXITED', 'EXITED_STABLE']

type Check = readonly [KeyField, boolean]

function ofHousehold(facts: HouseholdFacts, today: string): Check[] {
  const isRegistered = facts.povertyStatus !== 'NEVER_POOR'
  const living = facts.livings[0]
  const checks: Check[] = [
    ['phone', facts.hasPhone],
    ['income', facts.incomes.some(({ year }) => year >= lastPovertyYear(today))],
    ['houseGrade', (living?.houseGrade ?? facts.housingGrade) !== null],
    ['living', living !== undefined],
  ]
  if (living) {
    checks.push(['houseAreaM2', living.houseAreaM2 !== null], ['arableMu', living.arableMu !== null])
    checks.push(['isWaterSafe', living.isWaterSafe !== null])
  }
  if (isRegistered) checks.push(['identifiedOn', facts.identifiedOn !== null], ['mainCause', facts.mainCause !== null])
  if (isRegistered || facts.monitoredType !== null) checks.push(['helpers', facts.helpers.length > 0])
  if (EXITED.includes(facts.povertyStatus)) checks.push(['exitYear', facts.exitYear !== null])
  return checks
}

function ofMember(member: MemberFacts, today: string): Check[] {
  const checks: Check[] = [
    ['idNumber', member.hasIdNumber || member.idType === 'HUKOU'],
    ['ethnicity', member.ethnicity !== null],
    ['schooling', member.education !== null || member.schooling !== null],
    ['health', member.health.length > 0],
    ['residentMedical', member.residentMedical !== null || member.employeeMedical !== null],
  ]
  if (ageOn(member.birthDate, today) >= ADULT) {
    checks.push(['labour', member.labour !== null], ['politicalStatus', member.politicalStatus !== null])
  }
  return checks
}

/** Which key fields of a household are empty on a day, and how many of those it should have are filled. */
export function completenessOf(facts: HouseholdFacts, today: string): Completeness {
  const empty: EmptyField[] = []
  let expected = 0
  const count = (checks: readonly Check[], personId?: string) => {
    expected += checks.length
    for (const [field, isFilled] of checks) if (!isFilled) empty.push(personId ? { field, personId } : { field })
  }
  count(ofHousehold(facts, today))
  for (const member of facts.members) count(ofMember(member, today), member.id)
  const filled = expected - empty.length
  return { filled, expected, percent: Math.floor((filled * 100) / expected), empty }
}
