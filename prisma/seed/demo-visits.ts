import { periodStart } from '@/lib/indicators/rules/periods'
import type { GuaranteeItem, GuaranteeResult, ShockKind } from '@/lib/monitoring/rules/choices'
import { addDays, ageOn, daysBetween } from '@/lib/platform/days'
import type { DemoHousehold, Profile } from './demo-plan'
import type { Random } from './random'

export interface DemoVisit {
  id: string
  household: DemoHousehold
  visitedOn: string
  visitorId: string
  visitorName: string
  visitorRole: 'FIRST_SECRETARY' | 'VILLAGE_CADRE' | 'TOWNSHIP'
  peopleMet: string[]
  guarantees: Record<GuaranteeItem, { result: GuaranteeResult; reason: string }>
  shocks: { id: string; kind: ShockKind; totalFen: number | null; selfPaidFen: number | null; note: string }[]
  incomeChange: 'NONE' | 'UP' | 'DOWN' | 'LOST_MOST'
  note: string
  nextVisitOn: string
}

export interface Visitor {
  id: string
  name: string
  role: DemoVisit['visitorRole']
}

/** How far each township is with its visits, as a factor on the share of the period that has passed; the order of the look. */
const PACE: Record<string, number> = {
  '130799100': 1.11,
  '130799101': 1.075,
  '130799102': 1.085,
  '130799103': 1.054,
  '130799104': 1.01,
  '130799105': 0.955,
  '130799106': 0.8,
  '130799107': 0.957,
  '130799108': 0.992,
  '130799109': 1.048,
  '130799110': 1.067,
  '130799111': 1.018,
}
const NOTES = [
  '家中整洁，粮油够吃，孩子在外务工按月寄钱。',
  '冬煤已备好，老人身体平稳。',
  '讲解了医保缴费和临时救助政策。',
  '羊圈加固完工，今年存栏二十只。',
  '马铃薯已售完，收入与去年相当。',
  '慢性病药按时取，村医每月上门。',
  '公益岗工资按时到账。',
  '光伏分红已到账，户主表示满意。',
  '提醒防火防煤气，检查了烟道。',
  '房屋无漏雨，水管无冻裂。',
]
const STORY_MONTHS_BACK = 12

type Draws = { random: Random; details: Random }

/** Every visit of the last months: one in each of the household's periods, this period as far as its township has come, and some on top. */
export function planVisits(
  draws: Draws,
  households: readonly DemoHousehold[],
  today: string,
  visitorOf: (regionCode: string) => Visitor,
  span: Profile['visits'],
): DemoVisit[] {
  const { random } = draws
  const visits: DemoVisit[] = []
  for (const household of households) {
    const months = monthsOf(household)
    const days = household.story
      ? storyDays(random, household, today, months)
      : drawnDays(draws, household, today, months, span)
    for (const [index, day] of days.entries()) {
      const next = days[index + 1] ?? (household.story?.lastVisitDaysAgo === 'beforePeriod' ? addDays(today, 5) : null)
      visits.push(makeVisit(random, household, day, next, months, visitorOf(household.regionCode)))
    }
  }
  return visits
}

/** Months within which a household must be visited once. */
export function monthsOf({ sample }: DemoHousehold): number {
  return sample.povertyStatus === 'NOT_EXITED' || sample.monitoredType ? 1 : 3
}

/** Guarantees of a household as its last visit saw them; about one household in a hundred lacks one. */
export function guaranteesOf(random: Random, { sample }: DemoHousehold, day: string): DemoVisit['guarantees'] {
  const hasPupil = sample.members.some(({ birthDate }) => ageOn(birthDate, day) >= 6 && ageOn(birthDate, day) <= 15)
  const pass = { result: 'PASS' as const, reason: '' }
  const fail = (reason: string) => ({ result: 'FAIL' as const, reason })
  const isUnsafe = sample.housingGrade === 'C' || sample.housingGrade === 'D'
  return {
    FOOD: pass,
    CLOTHING: pass,
    EDUCATION: hasPupil ? pass : { result: 'NOT_APPLICABLE', reason: '' },
    MEDICAL: sample.members.every((member) => member.medicalInsured)
      ? pass
      : random.chance(0.4)
        ? fail('一名家庭成员今年未参保')
        : pass,
    HOUSING: isUnsafe ? fail(`住房鉴定为 ${sample.housingGrade} 级，等待改造`) : pass,
    WATER: random.chance(0.004) ? fail('水管冻裂，挑水往返约 30 分钟') : pass,
  }
}

function drawnDays(
  { random, details }: Draws,
  household: DemoHousehold,
  today: string,
  months: number,
  { monthsBack, extra }: Profile['visits'],
): string[] {
  const days: string[] = []
  let start = periodStart(today, months)
  const share = (daysBetween(start, today) + 1) / (months * 30.4)
  const pace = (PACE[household.regionCode.slice(0, 9)] ?? 1) * Math.min(1, share)
  if (random.chance(Math.min(0.985, pace))) days.push(between(random, start, today))
  for (let back = months; back <= monthsBack; back += months) {
    const last = addDays(start, -1)
    start = periodStart(last, months)
    if (random.chance(0.97)) days.push(between(random, start, last))
    if (months > 1 && extra[1] > 0)
      for (let more = details.int(...extra); more > 0; more--) days.push(between(details, start, last))
  }
  return extra[1] > 0 ? days.sort() : days.reverse()
}

function storyDays(random: Random, household: DemoHousehold, today: string, months: number): string[] {
  const ago = household.story?.lastVisitDaysAgo ?? 0
  const last = ago === 'beforePeriod' ? addDays(periodStart(today, months), -9) : addDays(today, -ago)
  const days = [last]
  for (
    let day = addDays(last, -80);
    daysBetween(day, today) < STORY_MONTHS_BACK * 30;
    day = addDays(day, -random.int(60, 88))
  )
    days.push(day)
  return days.reverse()
}

function makeVisit(
  random: Random,
  household: DemoHousehold,
  day: string,
  nextDay: string | null,
  months: number,
  visitor: Visitor,
): DemoVisit {
  const members = household.sample.members.length
  const wanted = addDays(day, months * 30 - random.int(0, 6))
  return {
    id: random.uuid(),
    household,
    visitedOn: day,
    visitorId: visitor.id,
    visitorName: visitor.name,
    visitorRole: visitor.role,
    peopleMet: members > 1 && random.chance(0.45) ? ['HEAD', 'SPOUSE'] : ['HEAD'],
    guarantees: guaranteesOf(random, household, day),
    shocks: [],
    incomeChange: random.weighted([
      ['NONE', 86],
      ['UP', 9],
      ['DOWN', 5],
    ] as const),
    note: random.one(NOTES),
    nextVisitOn: nextDay && nextDay > day ? nextDay : wanted,
  }
}

function between(random: Random, from: string, to: string): string {
  return addDays(from, random.int(0, Math.max(0, daysBetween(from, to))))
}
