import { quarterOf } from '@/lib/monitoring/rules/quarters'
import { addDays } from '@/lib/platform/days'
import { seal } from '@/lib/platform/fields'
import type { DemoCase, DemoClue } from './demo-clues'
import { type DemoHousehold, STORY_VILLAGE } from './demo-plan'
import { inventName } from './names'
import type { Random } from './random'

const COUNTY = '130799'

export type Person = { id: string; name: string }

/** What the steps of one procedure say of their household. */
export type Told = {
  type: string
  risks: readonly string[]
  incomeYuan: number
  start: (cadre: Person) => object
}

const NO_ONE = { troubles: [], note: '' }
const PLACES = ['村委会', '村党群服务中心', '村文化广场'] as const

/** What a step of a demo procedure recorded. */
export function recordOf(random: Random, step: string, on: string, told: Told): object {
  const two = () => [inventName(random, 'M', 1980), inventName(random, 'F', 1984)]
  switch (step) {
    case 'verify':
      return {
        officers: two(),
        authorised: true,
        monitoredType: told.type,
        risks: told.risks,
        noLabour: false,
        income: {
          year: Number(on.slice(0, 4)) - 1,
          wageFen: null,
          businessFen: null,
          propertyFen: null,
          transferFen: null,
          costFen: null,
          netFen: null,
          perCapitaFen: Math.round(told.incomeYuan * 100),
        },
        nowFen: null,
        ...NO_ONE,
      }
    case 'compare':
      return {
        departments: ['MEDICAL_SECURITY', 'CIVIL_AFFAIRS', 'VEHICLES', 'REAL_ESTATE'],
        result: 'SAME',
        explanation: '',
        document: `比对单${random.int(1, 90)}号`,
      }
    case 'appraise': {
      const should = random.int(20, 36)
      const present = Math.ceil((should * random.int(70, 95)) / 100)
      const against = random.int(0, 2)
      return {
        place: random.one(PLACES),
        chair: inventName(random, 'M', 1970),
        should,
        present,
        votesFor: present - against,
        votesAgainst: against,
        votesAbstain: 0,
        minutes: '代表逐一发表意见，情况属实。',
      }
    }
    case 'publish':
      return { place: '村公示栏', phone: '', days: 5 }
    case 'review':
      return { reviewers: two(), opinion: '同意上报。' }
    default:
      return { document: `青监测〔${on.slice(0, 4)}〕${random.int(1, 40)}号`, opinion: '' }
  }
}

/** The contact of a case whose removal was checked. */
export function contactOf(random: Random, { id: caseId, household }: DemoCase, on: string) {
  const id = random.uuid()
  return {
    county_code: COUNTY,
    id,
    region_code: household.regionCode,
    household_id: household.id,
    case_id: caseId,
    name: inventName(random, 'M', 1982),
    phone_enc: seal('monitoring_contact', 'phone_enc', id, `199${String(random.int(0, 99_999_999)).padStart(8, '0')}`),
    named_on: on,
    named_by: random.uuid(),
  }
}

/** Assessments of the last quarter, and of this one for some. */
export function assessmentsOf(random: Random, today: string, { id, household, identifiedOn }: DemoCase) {
  const by = { assessed_by: random.uuid(), assessed_by_name: inventName(random, 'M', 1985) }
  return [
    [91, 0.85],
    [0, 0.4],
  ].flatMap(([daysAgo = 0, share = 0]) => {
    const on = addDays(today, -daysAgo)
    if (on < identifiedOn || !random.chance(share)) return []
    const level = random.weighted([
      ['RED', 12],
      ['YELLOW', 55],
      ['GREEN', 33],
    ] as const)
    return [
      {
        county_code: COUNTY,
        case_id: id,
        quarter: quarterOf(on),
        region_code: household.regionCode,
        household_id: household.id,
        risk_level: level,
        per_capita_fen: Math.round(household.sample.incomeYuan * 100),
        failing: [],
        opinion: level === 'GREEN' ? '收入平稳，保障达标。' : '药费支出仍高，继续关注。',
        assessed_on: on,
        ...by,
        recorded_at: `${on}T02:00:00Z`,
      },
    ]
  })
}

/** Households without anything of monitoring, away from the village of the story, for what is under way. */
export function quietHouseholds(
  random: Random,
  households: readonly DemoHousehold[],
  clues: readonly DemoClue[],
): DemoHousehold[] {
  const known = new Set(clues.map(({ household }) => household))
  const free = households.filter(
    (household) =>
      household.sample.povertyStatus === 'EXITED' &&
      !household.story &&
      !household.sample.monitoredType &&
      household.regionCode !== STORY_VILLAGE &&
      !known.has(household),
  )
  return random.shuffled(free).slice(0, Math.max(12, Math.round(households.length * 0.003)))
}
