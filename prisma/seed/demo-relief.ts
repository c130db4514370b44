import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'
import { pad, prefixOf } from '@/lib/regions/rules'
import { STEPS } from '@/lib/relief/lifecycle'
import { deciderOf, postReviewOn } from '@/lib/relief/rules/amounts'
import type { ReliefStatus, ReliefStep } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'
import { SHIPPED } from './demo-clues'
import { type DemoFunds, planFunds } from './demo-funds'
import { type DemoHousehold, STORY_VILLAGE } from './demo-plan'
import { reliefDeadlines } from './demo-relief-deadlines'
import type { Random } from './random'

const COUNTY = '130799'

type Row = Record<string, string | number | boolean | null | Record<string, unknown>>
export type DemoTables = Record<string, Row[]>
export type DemoOfficer = { id: string; name: string }
/** A member as the register has him. */
export type DemoMember = { personId: string; name: string; birthDate: string; relation: string }

export interface ReliefStage {
  random: Random
  today: string
  households: readonly DemoHousehold[]
  members: ReadonlyMap<string, readonly DemoMember[]>
  parameters: readonly ParameterRow[]
  officers: Record<'secretary' | 'cadre' | 'township' | 'office', DemoOfficer>
}

type Wanted = readonly [
  line: AppliedLine,
  status: ReliefStatus,
  yuan: number,
  over?: { manner?: 'GOODS' | 'POST'; what?: string },
]

/** Every line in every state, as often as it happens; the amounts stay at or above the limits where it matters. */
const WANTED: readonly Wanted[] = [
  [3, 'APPLIED', 2_800],
  [3, 'REVIEWED', 3_000],
  [3, 'REVIEWED', 3_001],
  [4, 'PUBLISHED', 13_000],
  [6, 'PUBLISHED', 1_000],
  [3, 'APPROVED', 1_500],
  [3, 'DISBURSED', 2_000],
  [3, 'CONFIRMED', 1_411],
  [2, 'REVIEWED', 4_200],
  [6, 'CONFIRMED', 0, { manner: 'POST', what: '村道保洁员' }],
  [3, 'DRAFT', 800],
  [3, 'ACCEPTED', 1_200],
  [3, 'REJECTED', 5_000],
  [3, 'REVOKED', 900],
  [2, 'CONFIRMED', 6_300],
  [4, 'CONFIRMED', 12_500],
  [6, 'CONFIRMED', 500],
  [3, 'CONFIRMED', 600, { manner: 'GOODS', what: '面粉 4 袋、棉被 2 床' }],
  [4, 'APPROVED', 9_800],
  [6, 'REVIEWED', 2_000],
  [2, 'APPLIED', 3_500],
  [4, 'ACCEPTED', 8_000],
]
const SHARE = 0.012
const CAUSES = ['ILLNESS', 'ILLNESS', 'ACCIDENT', 'ILLNESS', 'SCHOOLING', 'DISASTER'] as const
const NOTES: Readonly<Record<(typeof CAUSES)[number], string>> = {
  ILLNESS: '住院手术，出院后按月复查。',
  ACCIDENT: '务工时摔伤，雇主没有参保。',
  SCHOOLING: '两个孩子同年上大学。',
  DISASTER: '冰雹打坏大棚。',
}
const WAY: readonly ReliefStep[] = ['draft', 'apply', 'accept', 'review', 'publish', 'approve', 'disburse', 'confirm']

/** Hardship events in every line and state, the filial fund and the accounts behind them. A random stream of its own: the register stays as it was. */
export function planRelief(stage: ReliefStage): DemoTables {
  const { random, today, households } = stage
  const funds = planFunds(stage)
  const tables: DemoTables = {
    relief_event: [],
    relief_settlement: [],
    relief_line_mark: [],
    relief_application: [],
    relief_step: [],
    deadline: [],
  }
  const free = random.shuffled(households.filter(({ story }) => !story))
  const near = free.filter(({ regionCode }) => regionCode === STORY_VILLAGE)
  const far = free.filter(({ regionCode }) => regionCode !== STORY_VILLAGE)
  let here = Math.floor(near.length / 4)
  const count = Math.max(WANTED.length * 2, Math.round(households.length * SHARE))
  for (let index = 0; index < count; index++) {
    const wanted = WANTED[index % WANTED.length] as Wanted
    const pool = here > 0 && index % 2 === 0 ? near : far
    if (pool === near) here--
    const monitored = wanted[0] === 4 || wanted[0] === 6
    const at = pool.findIndex(({ sample }) => !monitored || sample.monitoredType)
    const [household] = pool.splice(Math.max(0, at), 1)
    if (household) addEvent(stage, tables, funds, household, wanted, index)
  }
  const numbers = (['KN', 'JZ'] as const).map((kind) => ({
    county_code: COUNTY,
    kind,
    year: Number(today.slice(0, 4)),
    last: kind === 'KN' ? (tables.relief_event?.length ?? 0) : (tables.relief_application?.length ?? 0),
  }))
  const rest = funds.tables()
  return { ...tables, ...rest, running_number: [...numbers, ...(rest.running_number ?? [])] }
}

const fen = (yuan: number) => Math.round(yuan * 100)
/** What is still open began lately, with time for the steps it took: only a few wait beyond their last day. */
function daysBack(drawn: number, line: AppliedLine, status: ReliefStatus): number {
  const steps: Partial<Record<ReliefStatus, number>> = {
    DRAFT: 2,
    APPLIED: 4,
    ACCEPTED: 7,
    REVIEWED: 10,
    PUBLISHED: 12,
    APPROVED: isPublished(line) ? 20 : 13,
  }
  const needed = steps[status]
  if (needed !== undefined) return needed + (drawn % 8)
  return drawn + (status === 'CONFIRMED' ? 20 : 0)
}

const isPublished = (line: AppliedLine) => line === 4 || line === 6
const instant = (day: string) => `${day}T02:00:00Z`

function addEvent(
  stage: ReliefStage,
  tables: DemoTables,
  funds: DemoFunds,
  household: DemoHousehold,
  [line, status, yuan, over]: Wanted,
  index: number,
): void {
  const { random, today, members, officers } = stage
  const cause = line === 2 ? 'ILLNESS' : (CAUSES[index % CAUSES.length] as (typeof CAUSES)[number])
  const isMedical = cause === 'ILLNESS' || cause === 'ACCIDENT'
  const begun = addDays(today, -daysBack(random.int(26, 60), line, status))
  const totalFen = fen(isMedical ? random.int(28_000, 64_000) + 4 * yuan : random.int(16_000, 24_000))
  const policyFen = isMedical ? Math.round((totalFen * random.int(80, 88)) / 10_000) * 100 : null
  const id = random.uuid()
  const year = today.slice(0, 4)
  const place = { county_code: COUNTY, region_code: household.regionCode, household_id: household.id }
  const by = { recorded_by: officers.cadre.id, recorded_by_name: officers.cadre.name, recorded_at: instant(begun) }
  const people = members.get(household.id) ?? []
  tables.relief_event?.push({
    ...place,
    ...by,
    id,
    person_id: isMedical ? (random.one(people).personId ?? null) : null,
    event_no: `KN-${year}-${String((tables.relief_event?.length ?? 0) + 1).padStart(4, '0')}`,
    cause,
    happened_on: addDays(begun, -random.int(6, 20)),
    total_fen: totalFen,
    policy_fen: policyFen,
    note: NOTES[cause],
    version: 1,
  })
  if (policyFen !== null) settle(stage, tables, { ...place, event_id: id, ...by }, policyFen, begun)
  if (line === 6) {
    for (const [no, each] of [1, 2, 3, 4, 5].entries())
      tables.relief_line_mark?.push({
        ...place,
        event_id: id,
        line: each,
        mark_no: no + 1,
        state: each === 1 && isMedical ? 'USED' : 'NOT_APPLICABLE',
        reason: each === 1 && isMedical ? '一站式结算单' : '不在保障范围或已申请未获批',
        marked_on: begun,
        marked_by: officers.cadre.id,
        marked_by_name: officers.cadre.name,
      })
  }
  addApplication(stage, tables, funds, { household, eventId: id, begun, head: people[0]?.name ?? '' }, [
    line,
    status,
    yuan,
    over,
  ])
}

function settle({ random }: ReliefStage, tables: DemoTables, shared: Row, policyFen: number, on: string): void {
  for (const [kind, share] of [
    ['BASIC', 62],
    ['CRITICAL', 14],
    ['AID', 8],
  ] as const)
    tables.relief_settlement?.push({
      ...shared,
      id: random.uuid(),
      kind,
      amount_fen: Math.round((policyFen * share) / 10_000) * 100,
      settled_on: on,
      document: '一站式结算单',
      reverses: null,
    })
}

type About = { household: DemoHousehold; eventId: string; begun: string; head: string }

function addApplication(stage: ReliefStage, tables: DemoTables, funds: DemoFunds, about: About, wanted: Wanted): void {
  const { random, today, parameters, officers } = stage
  const [line, status, yuan, over = {}] = wanted
  const { household, eventId, begun, head } = about
  const policy = { rows: parameters, regionCode: household.regionCode, day: begun }
  const level = deciderOf(line, fen(yuan), policy)
  const decider = level === 'TOWNSHIP' ? officers.township : officers.office
  const payer = level === 'TOWNSHIP' ? officers.office : officers.township
  const actors: Partial<Record<ReliefStep, DemoOfficer>> = {
    draft: officers.secretary,
    apply: officers.secretary,
    accept: officers.township,
    review: officers.cadre,
    publish: officers.cadre,
    approve: decider,
    reject: decider,
    disburse: payer,
    confirm: officers.cadre,
    revoke: decider,
  }
  const id = random.uuid()
  const place = { county_code: COUNTY, region_code: household.regionCode, household_id: household.id }
  const published = isPublished(line)
  const reached = status === 'REJECTED' ? 'REVIEWED' : status === 'REVOKED' ? 'DISBURSED' : status
  const taken: { step: ReliefStep; to: ReliefStatus; on: string }[] = []
  let on = begun
  for (const step of WAY.filter((each) => published || each !== 'publish')) {
    const to = step === 'draft' ? 'DRAFT' : (STEPS[line].find((each) => each.step === step)?.to as ReliefStatus)
    const pause = step === 'approve' && published ? 7 : random.int(1, 3)
    on = step === 'draft' ? begun : addDays(on, pause)
    if (step === 'publish' && status === 'PUBLISHED') on = addDays(today, -2)
    taken.push({ step, to, on })
    if (to === reached) break
  }
  if (status === 'REJECTED') taken.push({ step: 'reject', to: 'REJECTED', on: addDays(on, 1) })
  if (status === 'REVOKED') taken.push({ step: 'revoke', to: 'REVOKED', on: addDays(on, 3) })
  const dayOf = (step: ReliefStep) => taken.find((each) => each.step === step)?.on ?? null
  const who = (step: ReliefStep) => (dayOf(step) ? (actors[step]?.id ?? null) : null)
  const last = taken.at(-1)?.on ?? begun
  const isPaid = dayOf('disburse') !== null
  const granted = dayOf('approve') ? fen(yuan) : null
  const recovered = status === 'REVOKED' ? fen(yuan) : null
  const over6 = status === 'PUBLISHED' ? addDays(last, 6) : null
  const applicationNo = `JZ-${today.slice(0, 4)}-${String((tables.relief_application?.length ?? 0) + 1).padStart(4, '0')}`
  const postDue = over.manner === 'POST' ? postReviewOn({ ...policy, day: dayOf('approve') ?? begun }) : null
  tables.relief_application?.push({
    ...place,
    id,
    event_id: eventId,
    application_no: applicationNo,
    line,
    status,
    applicant_name: head,
    manner: over.manner ?? 'CASH',
    claimed_fen: fen(yuan),
    granted_fen: granted,
    goods: over.manner === 'GOODS' ? (over.what ?? '') : '',
    post_title: over.manner === 'POST' ? (over.what ?? '') : '',
    post_review_on: postDue,
    post_ended_on: null,
    level: granted === null ? null : level,
    drafted_by: officers.secretary.id,
    applied_by: who('apply'),
    reviewed_by: who('review'),
    approved_by: who('approve'),
    disbursed_by: who('disburse'),
    applied_on: dayOf('apply'),
    approved_on: dayOf('approve'),
    disbursed_on: dayOf('disburse'),
    paid_last4: isPaid && !over.manner ? household.sample.bankAccount.slice(-4) : null,
    last_step_on: last,
    may_go_on_from: over6,
    ended_on: ['REJECTED', 'CONFIRMED', 'REVOKED'].includes(status) ? last : null,
    reject_reason: status === 'REJECTED' ? 'NOT_QUALIFIED' : null,
    recovered_fen: recovered,
    measure_id: null,
    version: taken.length,
  })
  for (const [no, { step, to, on: day }] of taken.entries())
    tables.relief_step?.push({
      ...place,
      application_id: id,
      step_no: no + 1,
      step,
      to_status: to,
      step_on: day,
      recorded_at: instant(day),
      actor_id: actors[step]?.id ?? officers.cadre.id,
      actor_name: actors[step]?.name ?? officers.cadre.name,
      record: recordOf(step, { yuan, level, over: over6 ?? addDays(day, 6), head }),
    })
  tables.deadline?.push(
    ...reliefDeadlines({
      place,
      application: { id, line, postDue },
      steps: taken.map(({ step, to, on: day }) => ({ to, on: day, by: actors[step]?.id ?? officers.cadre.id })),
      uuid: random.uuid,
      rules: { rows: parameters, calendar: SHIPPED },
    }),
  )
  if ((line === 3 || line === 6) && over.manner !== 'POST' && isPaid) {
    const township = pad(prefixOf(household.regionCode, 'TOWNSHIP'))
    const paidOn = dayOf('disburse') ?? last
    funds.payOut({ township, line, on: paidOn, fen: fen(yuan), applicationId: id, document: applicationNo, by: payer })
    if (recovered)
      funds.recover({
        township,
        line,
        on: last,
        fen: recovered,
        applicationId: id,
        document: applicationNo,
        by: decider,
      })
  }
}

/** What is written beside a step. */
function recordOf(
  step: ReliefStep,
  { yuan, level, over, head }: { yuan: number; level: string; over: string; head: string },
) {
  switch (step) {
    case 'apply':
      return { document: '救助申请书', claimedFen: fen(yuan) }
    case 'review':
      return { officers: '杨村干、李会计', opinion: '入户核实，情况属实，群众无异议。' }
    case 'publish':
      return { place: '村公示栏', phone: '', days: 5, over }
    case 'approve':
      return {
        document: level === 'TOWNSHIP' ? '镇临救〔演示〕' : '县民救〔演示〕',
        opinion: '',
        grantedFen: fen(yuan),
        level,
      }
    case 'disburse':
      return { document: '惠农卡发放批次', paidFen: fen(yuan) }
    case 'confirm':
      return { signer: head, document: '' }
    case 'reject':
      return { reason: 'NOT_QUALIFIED', note: '自付费用已由医疗救助解决。' }
    case 'revoke':
      return { reason: '同一费用重复申报', document: '撤销决定', recoveredFen: fen(yuan) }
    default:
      return {}
  }
}
