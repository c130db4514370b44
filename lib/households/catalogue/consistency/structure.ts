import type { HelperFacts, HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import type { BeyondFacts } from './beyond'
import { type CheckDay, type Figures, type Hit, type HouseholdRule, perMember } from './rule'

/** How health values contradict each other: healthy excludes all others. */
export const healthContradicts = (health: readonly string[]) => health.length > 1 && health.includes('HEALTHY')

const isDisabled = (member: MemberFacts) => member.health.includes('DISABLED')

function cardFault(member: MemberFacts): Figures | null {
  const length = (member.disabilityCardNo ?? member.idNumber)?.length
  if (member.idType === 'DISABILITY_CARD' && length === 18) return { case: 'length' }
  if (healthContradicts(member.health)) return { case: 'contradicts' }
  if (isDisabled(member) && !member.hasDisabilityCard && member.idType !== 'DISABILITY_CARD') return { case: 'noCard' }
  return member.hasDisabilityCard && member.health.includes('HEALTHY') ? { case: 'healthy' } : null
}

/** Generations by which a child's year of birth follows its parent's. */
function parentsOf(member: MemberFacts, facts: HouseholdFacts): MemberFacts[] {
  const by = (...relations: string[]) => facts.members.filter(({ relation }) => relations.includes(relation))
  if (member.relation === 'SON' || member.relation === 'DAUGHTER') return by('HEAD')
  return member.relation === 'HEAD' ? by('FATHER', 'MOTHER') : []
}

const birthYear = (member: MemberFacts) => Number(member.birthDate.slice(0, 4))

export const helpersOn = (facts: HouseholdFacts, day: string): HelperFacts[] =>
  facts.helpers.filter(({ from, to }) => from <= day && (to === null || to >= day))

/** Who must have a paired helper: registered households and monitored ones. */
const needsHelper = (facts: HouseholdFacts) => facts.povertyStatus !== 'NEVER_POOR' || facts.monitoredType !== null

function helperFaults(facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null): Hit[] {
  const helpers = helpersOn(facts, on.today)
  if (helpers.length === 0) return needsHelper(facts) ? [{ figures: { case: 'none' } }] : []
  const most = on.value('quality.helperMaxHouseholds')
  const loads = helpers.map(({ id }) => beyond?.helperHouseholds[id] ?? 0)
  const households = Math.max(...loads)
  return most !== null && households > most ? [{ figures: { case: 'many', households, most } }] : []
}

function phoneFault(facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null): Hit[] {
  if (!beyond?.phone || !facts.hasPhone) return []
  if (!beyond.phone.isNumber) return [{ figures: { case: 'digits', digits: beyond.phone.digits } }]
  const most = on.value('quality.samePhoneMaxHouseholds')
  const households = beyond.samePhoneHouseholds
  return most !== null && households > most ? [{ figures: { case: 'shared', households, most } }] : []
}

export const STRUCTURE_RULES: readonly HouseholdRule[] = [
  {
    id: 'R11',
    no: 11,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['phone'],
    source: ['checks2021'],
    needs: 'BEYOND',
    parameters: ['quality.samePhoneMaxHouseholds'],
    clearedBy: 'VILLAGE',
    check: phoneFault,
  },
  {
    id: 'R12',
    no: 12,
    severity: 'E',
    scope: 'PERSON',
    fields: ['health', 'disabilityCardNo', 'idType'],
    source: ['checks2015', 'checks2023'],
    clearedBy: 'VILLAGE',
    check: perMember(cardFault),
  },
  {
    id: 'R13',
    no: 13,
    severity: 'W',
    scope: 'PERSON',
    fields: ['birthDate', 'relation'],
    source: ['checks2015'],
    parameters: ['quality.parentMinYears'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on, facts) => {
      const least = on.value('quality.parentMinYears')
      if (least === null) return null
      const years = parentsOf(member, facts).map((parent) => birthYear(member) - birthYear(parent))
      const fewest = Math.min(...years, Number.POSITIVE_INFINITY)
      return fewest < least ? { years: fewest, least } : null
    }),
  },
  {
    id: 'R14',
    no: 14,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['members', 'residentMembers'],
    source: ['checks2021'],
    clearedBy: 'VILLAGE',
    check: (facts, on, beyond) => {
      const dead: Hit[] = facts.members.flatMap(({ id, diedOn }) =>
        diedOn !== null && diedOn <= on.today ? [{ personId: id, figures: { case: 'dead', on: diedOn } }] : [],
      )
      const counted = new Set(dead.map(({ personId }) => personId))
      const helped: Hit[] = (beyond?.measuresAfter ?? [])
        .filter(({ personId }) => !counted.has(personId))
        .map(({ personId, left, on: day }) => ({ personId, figures: { case: 'measure', left, on: day } }))
      const income = facts.incomes[0]
      const [divisor, members] = [income?.residentMembers ?? null, beyond?.membersInIncomeYear ?? null]
      if (!income || divisor === null || members === null || divisor <= members) return [...dead, ...helped]
      return [...dead, ...helped, { figures: { case: 'divisor', year: income.year, divisor, members } }]
    },
  },
  {
    id: 'R15',
    no: 15,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['helpers'],
    source: ['cleaning2017'],
    clearedBy: 'TOWNSHIP',
    check: (facts, on, beyond) => {
      const helpers = helpersOn(facts, on.today)
      if (helpers.some(({ name }) => name !== '' && facts.members.some((member) => member.name === name))) {
        return [{ figures: { case: 'own' } }]
      }
      return helpers.some(({ id }) => beyond?.poorHelpers.includes(id)) ? [{ figures: { case: 'poor' } }] : []
    },
  },
  {
    id: 'R16',
    no: 16,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['helpers'],
    source: ['cleaning2017'],
    parameters: ['quality.helperMaxHouseholds'],
    clearedBy: 'TOWNSHIP',
    check: helperFaults,
  },
]
