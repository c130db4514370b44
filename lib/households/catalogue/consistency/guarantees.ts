import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import type { BeyondFacts } from './beyond'
import { EXITED } from './income'
import { ABLE, isHealthy } from './labour'
import { type CheckDay, type Figures, type HouseholdRule, once, perMember } from './rule'
import { dropOut, isPupil } from './schooling'

const UNSAFE = ['C', 'D']

const gradeOf = (facts: HouseholdFacts) => facts.livings[0]?.houseGrade ?? facts.housingGrade

const isUninsured = ({ residentMedical, employeeMedical }: MemberFacts) =>
  residentMedical === false && employeeMedical !== true

/** Which guarantee of a household fails, by its record or its newest check on site; the first found. */
function failing(facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null): string | null {
  const failed = beyond?.failedGuarantees ?? []
  const grade = gradeOf(facts)
  if ((grade !== null && UNSAFE.includes(grade)) || failed.includes('HOUSING')) return 'housing'
  if (facts.livings[0]?.isWaterSafe === false || failed.includes('WATER')) return 'water'
  if (facts.livings[0]?.hasElectricity === false) return 'electricity'
  if (failed.includes('EDUCATION') || facts.members.some((member) => dropOut(member, on))) return 'school'
  return failed.includes('MEDICAL') || facts.members.some(isUninsured) ? 'insurance' : null
}

function causeFault(facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null): Figures | null {
  const causes = [facts.mainCause, ...facts.otherCauses, ...(beyond?.risks ?? [])]
  const isHealthKnown = facts.members.length > 0 && facts.members.every(({ health }) => health.length > 0)
  if (causes.includes('ILLNESS') && isHealthKnown && facts.members.every(isHealthy)) return { case: 'illness' }
  if (
    causes.includes('DISABILITY') &&
    isHealthKnown &&
    !facts.members.some(({ health }) => health.includes('DISABLED'))
  ) {
    return { case: 'disability' }
  }
  const isSchoolKnown = facts.members.every(({ education, schooling }) => education !== null || schooling !== null)
  if (causes.includes('SCHOOLING') && isSchoolKnown && !facts.members.some(isPupil)) return { case: 'schooling' }
  const labourers = facts.members.filter(({ labour }) => labour !== null && ABLE.includes(labour)).length
  const many = on.value('quality.manyLabourers')
  return causes.includes('LACK_LABOUR') && many !== null && labourers >= many
    ? { case: 'labour', labourers, many }
    : null
}

export const GUARANTEE_RULES: readonly HouseholdRule[] = [
  {
    id: 'R46',
    no: 46,
    severity: 'A',
    scope: 'HOUSEHOLD',
    fields: ['houseGrade', 'isWaterSafe', 'hasElectricity', 'schooling', 'residentMedical'],
    source: ['checks2021', 'checks2023', 'cleaning2017'],
    needs: 'BEYOND',
    parameters: ['quality.schoolMinAge', 'quality.schoolMaxAge'],
    clearedBy: 'TOWNSHIP',
    check: once((facts, on, beyond) => {
      if (!EXITED.includes(facts.povertyStatus) || beyond?.hasOpenClue || beyond?.hasOpenCase) return null
      const item = failing(facts, on, beyond)
      return item ? { case: item } : null
    }),
  },
  {
    id: 'R47',
    no: 47,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['houseGrade'],
    source: ['checks2015'],
    clearedBy: 'VILLAGE',
    check: once((facts, _on, beyond): Figures | null => {
      if (gradeOf(facts) !== null) return null
      if (facts.livings[0]?.appraisedOn) return { case: 'appraised', on: facts.livings[0].appraisedOn }
      if (beyond?.failedGuarantees.includes('HOUSING')) return { case: 'site' }
      return beyond?.risks.includes('UNSAFE_HOUSING') ? { case: 'risk' } : null
    }),
  },
  {
    id: 'R48',
    no: 48,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['mainCause', 'otherCauses'],
    source: ['checks2015'],
    parameters: ['quality.manyLabourers'],
    clearedBy: 'VILLAGE',
    check: once(causeFault),
  },
  {
    id: 'R49',
    no: 49,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['houseAreaM2'],
    source: ['checks2015'],
    parameters: ['quality.houseMinM2', 'quality.houseMaxM2'],
    clearedBy: 'VILLAGE',
    check: once(({ livings: [living] }, on) => {
      const area = living?.houseAreaM2 ?? null
      const [least, most] = [on.value('quality.houseMinM2'), on.value('quality.houseMaxM2')]
      if (area === null || least === null || most === null || (area >= least && area <= most)) return null
      return { area, least, most }
    }),
  },
  {
    id: 'R50',
    no: 50,
    severity: 'W',
    scope: 'PERSON',
    fields: ['residentMedical', 'employeeMedical'],
    source: ['checks2021'],
    clearedBy: 'VILLAGE',
    check: perMember(({ residentMedical, employeeMedical }) => {
      if (residentMedical && employeeMedical) return { case: 'both' }
      return residentMedical === false && employeeMedical === false ? { case: 'neither' } : null
    }),
  },
  {
    id: 'R51',
    no: 51,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['houseGrade', 'renovatedYear'],
    source: ['ours'],
    clearedBy: 'TOWNSHIP',
    check: once(({ livings }, _on, beyond) => {
      const [now, before] = livings.filter(({ houseGrade }) => houseGrade !== null)
      if (now?.houseGrade !== 'A' || before?.houseGrade !== 'D' || beyond?.isRelocated) return null
      const isRenovated = livings.some(({ renovatedYear }) => renovatedYear !== null && renovatedYear >= before.year)
      return isRenovated ? null : { from: 'D', to: 'A', before: before.year, year: now.year }
    }),
  },
  {
    id: 'R52',
    no: 52,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['isWaterSafe', 'waterInterruptionDays'],
    source: ['waterStandard'],
    parameters: ['quality.waterMaxInterruptionDays'],
    clearedBy: 'VILLAGE',
    check: once(({ livings: [living] }, on) => {
      const [days, most] = [living?.waterInterruptionDays ?? null, on.value('quality.waterMaxInterruptionDays')]
      return living?.isWaterSafe && days !== null && most !== null && days > most
        ? { days, most, year: living.year }
        : null
    }),
  },
]
