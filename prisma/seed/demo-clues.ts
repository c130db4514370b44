import { calendarOf } from '@/lib/deadlines/rules/days'
import { screen } from '@/lib/monitoring/catalogue'
import type { ShockKind } from '@/lib/monitoring/rules/choices'
import { clueDeadlines, planDeadline } from '@/lib/monitoring/rules/deadlines'
import type { Finding } from '@/lib/monitoring/schema'
import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'
import { readHolidays } from '@/prisma/catalogue/read'
import type { DemoHousehold } from './demo-plan'
import { type DemoVisit, monthsOf } from './demo-visits'
import type { Random } from './random'

/** The days of rest that are shipped, by which the demo's deadlines count. */
export const SHIPPED = calendarOf(readHolidays())

export interface DemoClue {
  id: string
  household: DemoHousehold
  visit: DemoVisit | null
  findings: Finding[]
  source: 'VISIT' | 'SELF_REPORT' | 'DEPARTMENT'
  summary: string
  openedOn: string
  verifyBy: string
  identifyBy: string
  status: 'OPEN' | 'CONFIRMED' | 'DISMISSED'
  decidedOn: string | null
  dismissReason: string | null
  decisionNote: string
  caseId: string | null
}

export interface DemoCase {
  id: string
  household: DemoHousehold
  type: string
  risks: string[]
  channel: DemoClue['source']
  status: 'MONITORED' | 'SUPPORTED' | 'REMOVAL_PROPOSED' | 'RISK_REMOVED'
  identifiedOn: string
  planBy: string
  removedOn: string | null
}

interface Stage {
  random: Random
  today: string
  households: readonly DemoHousehold[]
  visits: readonly DemoVisit[]
  parameters: readonly ParameterRow[]
}

const fen = (yuan: number) => Math.round(yuan * 100)
const DISMISSALS = [
  ['NO_RISK', '入户核实，费用已报销到位，收入稳定，无返贫风险。'],
  ['COVERED', '已由低保和慢病政策覆盖，不重复纳入。'],
  ['NOT_RESIDENT', '全家常年在外居住，不在共同生活范围。'],
] as const
const REPORTS = ['务工单位停工，两个月没有收入。', '家中老人住院，押金一时凑不齐。'] as const
const LISTS = [
  '医保推送：住院自付 12,400 元。',
  '残联推送：新办残疾证，二级。',
  '人社部门推送：务工返乡超过三个月。',
] as const

/** Clues in every state and the cases that grew from them. Open ones come from shocks seen on recent visits, by the real screening rules. */
export function planClues(stage: Stage): { clues: DemoClue[]; cases: DemoCase[] } {
  const { random, today, households } = stage
  const clues: DemoClue[] = []
  const cases: DemoCase[] = []
  for (const household of households) {
    if (!household.sample.monitoredType) continue
    addCase(stage, household, random.int(20, 330), clues, cases, false)
  }
  const quiet = random.shuffled(
    households.filter(
      ({ sample, story }) => !story && !sample.monitoredType && sample.povertyStatus.startsWith('EXITED'),
    ),
  )
  const take = (share: number) => quiet.splice(0, Math.max(2, Math.round(households.length * share)))
  for (const household of take(0.025)) addCase(stage, household, random.int(230, 345), clues, cases, true)
  for (const household of take(0.01)) {
    const openedOn = addDays(today, -random.int(12, 200))
    const [dismissReason, decisionNote] = random.one(DISMISSALS)
    clues.push(
      clueOf(stage, household, openedOn, {
        source: 'DEPARTMENT',
        summary: random.one(LISTS),
        status: 'DISMISSED',
        decidedOn: addDays(openedOn, random.int(1, 3)),
        dismissReason,
        decisionNote,
      }),
    )
  }
  const withOpen = new Set<DemoHousehold>()
  for (const [index, household] of take(0.012).entries()) {
    const daysAgo = index % 4 === 0 ? random.int(4, 9) : random.int(0, 2)
    clues.push(openFromVisit(stage, household, addDays(today, -daysAgo), index))
    withOpen.add(household)
  }
  for (const [index, household] of take(0.004).entries()) {
    const source = index % 2 === 0 ? ('DEPARTMENT' as const) : ('SELF_REPORT' as const)
    clues.push(
      clueOf(stage, household, addDays(today, -random.int(0, 5)), {
        source,
        summary: random.one(source === 'DEPARTMENT' ? LISTS : REPORTS),
      }),
    )
  }
  for (const household of households) {
    if (household.story?.key === 'liuGaimei') {
      clues.push(clueOf(stage, household, addDays(today, -4), { source: 'DEPARTMENT', summary: '住院自付 8,600 元' }))
    }
    if (household.story?.key === 'guoCunshan') {
      clues.push(clueOf(stage, household, addDays(today, -2), { source: 'SELF_REPORT', summary: '返乡后未返岗' }))
    }
  }
  return { clues, cases }
}

function addCase(
  stage: Stage,
  household: DemoHousehold,
  daysAgo: number,
  clues: DemoClue[],
  cases: DemoCase[],
  isRemoved: boolean,
): void {
  const { random, today, parameters } = stage
  const checked = random.int(6, 14)
  const source = random.weighted([
    ['VISIT', 62],
    ['DEPARTMENT', 27],
    ['SELF_REPORT', 11],
  ] as const)
  const status = isRemoved
    ? 'RISK_REMOVED'
    : random.weighted([
        ['MONITORED', daysAgo < 25 ? 70 : 12],
        ['SUPPORTED', 80],
        ['REMOVAL_PROPOSED', daysAgo > 190 ? 25 : 0],
      ] as const)
  // A household without its plan is a new one: most are in time, a few late by days.
  const openedOn = addDays(today, -(status === 'MONITORED' ? 14 + (daysAgo % 14) : daysAgo))
  const decidedOn = addDays(openedOn, checked)
  const { sample } = household
  const type = sample.monitoredType ?? 'UNSTABLE_EXITED'
  const risks = sample.risks.length > 0 ? sample.risks : ['ILLNESS']
  const id = random.uuid()
  cases.push({
    id,
    household,
    type,
    risks,
    channel: source,
    status,
    identifiedOn: decidedOn,
    planBy: planDeadline({ rows: parameters, calendar: SHIPPED }, household.regionCode, decidedOn),
    removedOn: isRemoved ? addDays(decidedOn, Math.min(random.int(186, 215), daysAgo - 16)) : null,
  })
  clues.push(
    clueOf(stage, household, openedOn, {
      source,
      summary: source === 'VISIT' ? '' : random.one(source === 'DEPARTMENT' ? LISTS : REPORTS),
      status: 'CONFIRMED',
      decidedOn,
      decisionNote: '经入户核实、信息比对、评议公示，县级审定纳入监测。',
      caseId: id,
    }),
  )
}

function openFromVisit(stage: Stage, household: DemoHousehold, day: string, index: number): DemoClue {
  const { random, visits, parameters } = stage
  const all = visits.filter((visit) => visit.household === household)
  const visit = (all.findLast((each) => each.visitedOn <= day) ?? all[0]) as DemoVisit
  for (const each of all) if (each.visitedOn > day) each.visitedOn = day
  visit.visitedOn = day
  visit.nextVisitOn = addDays(day, monthsOf(household) * 10)
  const kinds: [ShockKind, number | null, number | null, string][] = [
    ['MEDICAL', fen(random.int(42_000, 68_000)), fen(random.int(17_500, 26_000)), '在市医院做了手术，正在康复。'],
    ['JOB_LOST', null, null, '工地停工，回村后未找到活计。'],
    ['DISASTER', fen(random.int(9_000, 18_000)), null, '圈舍被大雪压塌，死羊六只。'],
    ['ACCIDENT', fen(random.int(16_000, 30_000)), fen(random.int(9_000, 15_000)), '骑三轮车翻倒，腿骨骨折。'],
  ]
  for (let turn = 0; turn < kinds.length; turn++) {
    const [kind, totalFen, selfPaidFen, note] = kinds[(index + turn) % kinds.length] as (typeof kinds)[number]
    visit.shocks = [{ id: random.uuid(), kind, totalFen, selfPaidFen, note }]
    visit.incomeChange = kind === 'JOB_LOST' ? 'LOST_MOST' : 'NONE'
    const findings = screenDemo(household, visit, parameters)
    if (findings.some((finding) => finding.outcome === 'CROSSED')) {
      return { ...clueOf(stage, household, day, { source: 'VISIT' }), visit, findings }
    }
  }
  throw new RangeError('no shock of the demo crosses a line')
}

function screenDemo(household: DemoHousehold, visit: DemoVisit, parameters: readonly ParameterRow[]): Finding[] {
  const { sample } = household
  const year = Number(visit.visitedOn.slice(0, 4))
  return screen(
    {
      visitId: visit.id,
      household: { countyCode: household.regionCode.slice(0, 6), id: household.id, regionCode: household.regionCode },
      visitedOn: visit.visitedOn,
      guarantees: visit.guarantees,
      shocks: visit.shocks,
      incomeChange: visit.incomeChange,
      expectedPerCapitaFen: null,
      povertyStatus: sample.povertyStatus,
      incomes: [
        { year: year - 1, perCapitaFen: fen(sample.incomeYuan) },
        { year: year - 2, perCapitaFen: fen(sample.lastIncomeYuan) },
      ],
      otherSelfPaidFen: 0,
    },
    parameters,
  )
}

function clueOf(
  { random, parameters }: Stage,
  household: DemoHousehold,
  openedOn: string,
  over: Partial<DemoClue>,
): DemoClue {
  const { verifyBy, identifyBy } = clueDeadlines(
    { rows: parameters, calendar: SHIPPED },
    household.regionCode,
    openedOn,
  )
  return {
    id: random.uuid(),
    household,
    visit: null,
    findings: [],
    source: 'VISIT',
    summary: '',
    openedOn,
    verifyBy,
    identifyBy,
    status: 'OPEN',
    decidedOn: null,
    dismissReason: null,
    decisionNote: '',
    caseId: null,
    ...over,
  }
}
