import type { MemberFacts } from '@/lib/households/facts'
import { ageOn } from '@/lib/platform/days'
import { type CheckDay, type Figures, type HouseholdRule, perMember } from './rule'
import { isPupil } from './schooling'

export const ABLE = ['ORDINARY', 'SKILLED']
const WITHOUT = ['NONE', 'LOST']
const BEYOND_COUNTY = ['PROVINCE', 'OUTSIDE']

export const isHealthy = ({ health }: MemberFacts) => health.length === 1 && health[0] === 'HEALTHY'
const works = ({ workMonths }: MemberFacts) => (workMonths ?? 0) > 0

/** Place of work, or a welfare job, and months belong together; what is missing, or null. */
export function workFault(member: { workArea: string | null; workMonths: number | null }): 'months' | 'place' | null {
  if (member.workArea !== null && !member.workMonths) return 'months'
  return member.workMonths && member.workArea === null ? 'place' : null
}

function monthsFault(member: MemberFacts): Figures | null {
  const months = member.workMonths ?? 0
  if (months < 0 || months > 12) return { case: 'range', months }
  const fault = workFault(member)
  return fault ? { case: fault, months } : null
}

function welfareFault(member: MemberFacts, on: CheckDay): Figures | null {
  const months = member.welfareJobMonths ?? 0
  const age = ageOn(member.birthDate, on.today)
  const fault = workFault({ workArea: member.welfareJob, workMonths: member.welfareJobMonths })
  if (fault === 'place') return { case: fault, months }
  if (member.welfareJob === null) return null
  const [least, end] = [on.value('quality.welfareMinAge'), on.value('quality.welfareEndAge')]
  if (least !== null && end !== null && (age < least || age >= end)) return { case: 'age', age, least, end }
  if (fault) return { case: fault }
  return member.workArea !== null && BEYOND_COUNTY.includes(member.workArea) ? { case: 'away' } : null
}

function isOfWorkingAge(member: MemberFacts, on: CheckDay): boolean {
  const age = ageOn(member.birthDate, on.today)
  const [from, to] = [on.value('quality.workMinAge'), on.value('quality.workMaxAge')]
  return from !== null && to !== null && age >= from && age <= to
}

const WORKING_AGE = ['quality.workMinAge', 'quality.workMaxAge'] as const

export const LABOUR_RULES: readonly HouseholdRule[] = [
  {
    id: 'R21',
    no: 21,
    severity: 'W',
    scope: 'PERSON',
    fields: ['health', 'labour'],
    source: ['checks2015'],
    clearedBy: 'VILLAGE',
    check: perMember((member) => (isHealthy(member) && member.labour === 'LOST' ? {} : null)),
  },
  {
    id: 'R22',
    no: 22,
    severity: 'W',
    scope: 'PERSON',
    fields: ['labour', 'health'],
    source: ['checks2023'],
    parameters: WORKING_AGE,
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const isWithout = member.labour === 'NONE' || member.labour === 'WEAK'
      if (!isWithout || !isHealthy(member) || isPupil(member) || !isOfWorkingAge(member, on)) return null
      return { age: ageOn(member.birthDate, on.today) }
    }),
  },
  {
    id: 'R23',
    no: 23,
    severity: 'W',
    scope: 'PERSON',
    fields: ['labour', 'birthDate'],
    source: ['checks2015'],
    parameters: ['quality.workMinAge'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const [age, least] = [ageOn(member.birthDate, on.today), on.value('quality.workMinAge')]
      const counts = member.labour !== null && !WITHOUT.includes(member.labour)
      return counts && least !== null && age < least ? { age, least } : null
    }),
  },
  {
    id: 'R24',
    no: 24,
    severity: 'W',
    scope: 'PERSON',
    fields: ['labour', 'birthDate'],
    source: ['checks2015'],
    parameters: ['quality.fullLabourEndAge'],
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const [age, end] = [ageOn(member.birthDate, on.today), on.value('quality.fullLabourEndAge')]
      return member.labour !== null && ABLE.includes(member.labour) && end !== null && age >= end ? { age, end } : null
    }),
  },
  {
    id: 'R25',
    no: 25,
    severity: 'W',
    scope: 'PERSON',
    fields: ['schooling', 'workMonths'],
    source: ['checks2023'],
    clearedBy: 'VILLAGE',
    check: perMember((member) => (isPupil(member) && works(member) ? { months: member.workMonths ?? 0 } : null)),
  },
  {
    id: 'R26',
    no: 26,
    severity: 'W',
    scope: 'PERSON',
    fields: ['labour', 'workMonths'],
    source: ['checks2015', 'checks2021', 'checks2023'],
    clearedBy: 'VILLAGE',
    check: perMember((member) =>
      member.labour !== null && WITHOUT.includes(member.labour) && works(member)
        ? { months: member.workMonths ?? 0 }
        : null,
    ),
  },
  {
    id: 'R27',
    no: 27,
    severity: 'E',
    scope: 'PERSON',
    fields: ['workMonths', 'workArea'],
    source: ['cleaning2017'],
    clearedBy: 'VILLAGE',
    check: perMember(monthsFault),
  },
  {
    id: 'R29',
    no: 29,
    severity: 'W',
    scope: 'PERSON',
    fields: ['welfareJob', 'welfareJobMonths'],
    source: ['checks2023'],
    parameters: ['quality.welfareMinAge', 'quality.welfareEndAge'],
    clearedBy: 'VILLAGE',
    check: perMember(welfareFault),
  },
  {
    id: 'R30',
    no: 30,
    severity: 'W',
    scope: 'PERSON',
    fields: ['destitute', 'workArea'],
    source: ['checks2023'],
    clearedBy: 'VILLAGE',
    check: perMember((member) => {
      const isAway = works(member) && member.workArea !== null && member.workArea !== 'TOWNSHIP'
      return member.destitute && isAway ? { months: member.workMonths ?? 0 } : null
    }),
  },
  {
    id: 'R31',
    no: 31,
    severity: 'W',
    scope: 'PERSON',
    fields: ['education', 'jobChannel'],
    source: ['checks2023'],
    parameters: WORKING_AGE,
    clearedBy: 'VILLAGE',
    check: perMember((member, on) => {
      const isGraduate = member.education === 'COLLEGE' || member.education === 'UNIVERSITY'
      const isAble = member.labour === null || !WITHOUT.includes(member.labour)
      const hasJob =
        works(member) || member.jobChannel !== null || member.employer !== null || member.welfareJob !== null
      return isGraduate && isAble && !hasJob && !isPupil(member) && isOfWorkingAge(member, on) ? {} : null
    }),
  },
]
