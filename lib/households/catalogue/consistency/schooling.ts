import type { MemberFacts } from '@/lib/households/facts'
import { ageOn } from '@/lib/platform/days'
import { above, below, type CheckDay, type Figures, type HouseholdRule, perMember } from './rule'

const NOT_YET = ['NOT_AT_SCHOOL', 'BEFORE_SCHOOL', 'KINDERGARTEN']
const SENIOR = ['SENIOR', 'VOCATIONAL']

/** At a school, from primary on. */
export const isPupil = ({ schooling }: { schooling: string | null }) =>
  schooling !== null && !NOT_YET.includes(schooling)

const stageOf = (schooling: string) => schooling.replace(/_\d+$/, '')

/** Exactly one of education and schooling is said; not being at school is no schooling. */
export function schoolingFault({ education, schooling }: { education: string | null; schooling: string | null }) {
  const atSchool = schooling !== null && schooling !== 'NOT_AT_SCHOOL'
  if (education !== null && atSchool) return 'both'
  return education === null && !atSchool ? 'neither' : null
}

const isIllOrDisabled = ({ health }: MemberFacts) => health.includes('SERIOUS_ILLNESS') || health.includes('DISABLED')

/** Of school age and not at school, without an illness or disability that explains it; a figure of it, or null. */
export function dropOut(member: MemberFacts, on: CheckDay): Figures | null {
  const age = ageOn(member.birthDate, on.today)
  const [from, to] = [on.value('quality.schoolMinAge'), on.value('quality.schoolMaxAge')]
  if (from === null || to === null || age < from || age > to || isIllOrDisabled(member)) return null
  const isSaid = member.education !== null || member.schooling !== null
  return isSaid && !isPupil(member) && member.schooling !== 'KINDERGARTEN' ? { age } : null
}

function ageFault(member: MemberFacts, on: CheckDay): Figures | null {
  if (!isPupil(member) || member.schooling === null) return null
  const age = ageOn(member.birthDate, on.today)
  const stage = stageOf(member.schooling)
  const [least, most] = [on.value('quality.primaryMinAge'), on.value('quality.primaryMaxAge')]
  const seniorLeast = on.value('quality.seniorMinAge')
  const oldest = on.value('quality.pupilMaxAge')
  if (stage === 'PRIMARY' && below(age, least)) return { case: 'young', age, bound: least ?? 0 }
  if (SENIOR.includes(stage) && below(age, seniorLeast)) return { case: 'young', age, bound: seniorLeast ?? 0 }
  if (stage === 'PRIMARY' && above(age, most)) return { case: 'old', age, bound: most ?? 0 }
  return above(age, oldest) ? { case: 'old', age, bound: oldest ?? 0 } : null
}

const STAGE_YEARS = {
  PRIMARY: 'quality.primaryYears',
  JUNIOR: 'quality.juniorYears',
  SENIOR: 'quality.seniorYears',
  VOCATIONAL: 'quality.seniorYears',
  HIGHER: 'quality.higherYears',
  COLLEGE: 'quality.higherYears',
  TECHNICIAN: 'quality.higherYears',
  BACHELOR: 'quality.higherYears',
} as const

/** Years a pupil may say the same: one in a grade of its own; all its grades where only the stage is known. */
function yearsOf(schooling: string, on: CheckDay): number | null {
  if (/_\d+$/.test(schooling)) return 1
  const code = STAGE_YEARS[schooling as keyof typeof STAGE_YEARS]
  return code ? on.value(code) : null
}

export const SCHOOLING_RULES: readonly HouseholdRule[] = [
  {
    id: 'R17',
    no: 17,
    severity: 'E',
    scope: 'PERSON',
    fields: ['education', 'schooling'],
    source: ['checks2021'],
    clearedBy: 'VILLAGE',
    check: perMember((member) => {
      const fault = schoolingFault(member)
      return fault ? { case: fault } : null
    }),
  },
  {
    id: 'R18',
    no: 18,
    severity: 'W',
    scope: 'PERSON',
    fields: ['schooling', 'dropoutReason'],
    source: ['checks2015'],
    parameters: ['quality.schoolMinAge', 'quality.schoolMaxAge'],
    clearedBy: 'TOWNSHIP',
    check: perMember(dropOut),
  },
  {
    id: 'R19',
    no: 19,
    severity: 'W',
    scope: 'PERSON',
    fields: ['schooling', 'birthDate'],
    source: ['checks2015', 'checks2023'],
    parameters: ['quality.primaryMinAge', 'quality.primaryMaxAge', 'quality.seniorMinAge', 'quality.pupilMaxAge'],
    clearedBy: 'VILLAGE',
    check: perMember(ageFault),
  },
  {
    id: 'R20',
    no: 20,
    severity: 'W',
    scope: 'PERSON',
    fields: ['schooling'],
    source: ['cleaning2017'],
    needs: 'BEYOND',
    parameters: [
      'quality.sameGradeYears',
      'quality.primaryYears',
      'quality.juniorYears',
      'quality.seniorYears',
      'quality.higherYears',
    ],
    clearedBy: 'VILLAGE',
    check: (facts, on, beyond) =>
      facts.members.flatMap((member) => {
        const { schooling, valuesYear } = member
        if (schooling === null || valuesYear === null || !isPupil(member)) return []
        const earlier = beyond?.earlierYears[member.id] ?? []
        let years = 1
        while (earlier.some((past) => past.year === valuesYear - years && past.schooling === schooling)) years++
        const [span, same] = [yearsOf(schooling, on), on.value('quality.sameGradeYears')]
        if (span === null || same === null || years < span + same - 1) return []
        return [{ personId: member.id, figures: { years, since: valuesYear - years + 1 } }]
      }),
  },
]
