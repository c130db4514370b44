import type { Actor } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'
import type { Random } from '@/prisma/seed/random'
import type { Row } from './builders'

const ITEMS = ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER']
const ALL_MET = JSON.stringify(Object.fromEntries(ITEMS.map((item) => [item, { result: 'PASS', reason: '' }])))
const COST_FEN = 2_000_000

/** A value as it stands in a statement. */
export const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return `'${String(value).replaceAll("'", "''")}'`
}

/** The statement that puts a row into a table. */
export const put = (table: string, row: Row) =>
  `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`

export const householdRow = ({ id, region }: { id: string; region: string }, status: string): Row => ({
  county_code: region.slice(0, 6),
  id,
  region_code: region,
  household_no: id.slice(0, 18),
  household_type: 'POOR_GENERAL',
  poverty_status: status,
  exit_year: 2018,
  head_name: '王守田',
  head_pinyin: 'wangshoutian',
  head_initials: 'wst',
  member_count: 1,
})

type Visit = { id: string; on: string; day: string; by: Actor }
export const visitRow = (key: Row, { id, on, day, by }: Visit): Row => ({
  ...key,
  id,
  visited_on: on,
  recorded_at: `${day}T01:00:00Z`,
  received_at: `${day}T01:00:00Z`,
  visitor_id: by.userId,
  visitor_name: by.name,
  visitor_role: by.role,
  people_met: '{HEAD}',
  guarantees: ALL_MET,
})

type Clue = { id: string; no: string; day: string; verifyBy: string }
export const clueRow = (key: Row, by: Actor, { id, no, day, verifyBy }: Clue): Row => ({
  ...key,
  id,
  clue_no: no,
  source: 'VISIT',
  opened_on: day,
  opened_at: `${day}T01:00:00Z`,
  opened_by: by.userId,
  verify_by: verifyBy,
  identify_by: addDays(day, 20),
})

export const caseRow = (key: Row, { id, no, day }: { id: string; no: string; day: string }): Row => ({
  ...key,
  id,
  case_no: no,
  monitored_type: 'MARGINAL',
  risks: '{ILLNESS}',
  channel: 'VISIT',
  status: 'MONITORED',
  identified_on: day,
  plan_by: addDays(day, 10),
})

type Finding = { id: string; no: string; day: string; found: string; dueOn: string }
export const findingRow = (key: Row, by: Actor, { id, no, day, found, dueOn }: Finding): Row => ({
  ...key,
  id,
  finding_no: no,
  source: 'LOOK_BACK',
  source_year: 2026,
  aspect: 'GUARANTEES',
  category: 'FILES',
  level: 'GENERAL',
  reach: 'POINT',
  needs: '{DOCUMENT}',
  title: '住房没有鉴定',
  found_on: found,
  found_by: by.userId,
  found_by_name: by.name,
  found_unit: by.unit,
  status: 'RECTIFYING',
  last_step_on: day,
  issued_digits: 6,
  issued_by: by.userId,
  issued_on: day,
  unit: '一镇政府',
  leader: '甲',
  person: '乙',
  due_on: dueOn,
  goal: '改好',
  measures: '修房',
})

/** What a closed line of the ledger has beyond an open one. */
export const closedRow = (day: string, anybody: () => string): Row => ({
  status: 'CLOSED',
  closed_on: day,
  closed_at: `${day}T01:00:00Z`,
  closed_by: anybody(),
  closed_unit: '县督查室',
  submitted_by: anybody(),
  submitted_unit: '一村',
  submitted_on: day,
  similar_found: 0,
  similar_fixed: 0,
  reviewed_by: anybody(),
  verified_by: anybody(),
  verified_unit: '县督查室',
})

type Contribution = { id: string; parent: string; fen: number; day: string; half: number }
export const contributionRow = (key: Row, by: Actor, { id, parent, fen, day, half }: Contribution): Row => ({
  ...key,
  id,
  parent_id: parent,
  child_name: '王小川',
  year: Number(day.slice(0, 4)),
  half,
  paid_on: day,
  amount_fen: fen,
  bonus_fen: fen / 10,
  collected_by: by.userId,
  collected_by_name: by.name,
  collected_at: `${day}T08:00:00Z`,
})

type Paid = {
  id: string
  line: number
  claimed: number
  granted: number
  day: string
  happenedOn: string
  paidOn: string
  dice: Random
  no: () => string
}

/** An event with what was settled of its cost, and the payout of a line for it. */
export function paidRows(key: Row, by: Actor, { dice, no, day, ...paid }: Paid): string[] {
  const event = dice.uuid()
  const recorded = { recorded_by: by.userId, recorded_by_name: by.name, recorded_at: `${day}T01:00:00Z` }
  const policy = dice.chance(0.7) ? dice.int(1, COST_FEN) : null
  const settlement = (most: number) => {
    const amount = { kind: 'BASIC', amount_fen: dice.int(1, most), settled_on: day }
    return put('relief_settlement', { ...key, ...recorded, ...amount, id: dice.uuid(), event_id: event })
  }
  return [
    put('relief_event', {
      ...key,
      ...recorded,
      id: event,
      event_no: no(),
      cause: 'ILLNESS',
      happened_on: paid.happenedOn,
      total_fen: COST_FEN,
      policy_fen: policy,
    }),
    ...(policy === null ? [] : [settlement(policy)]),
    put('relief_application', {
      ...key,
      id: paid.id,
      event_id: event,
      application_no: no(),
      line: paid.line,
      status: 'DISBURSED',
      applicant_name: '王守田',
      manner: 'CASH',
      claimed_fen: paid.claimed,
      granted_fen: paid.granted,
      drafted_by: by.userId,
      applied_by: by.userId,
      applied_on: day,
      reviewed_by: dice.uuid(),
      approved_by: dice.uuid(),
      approved_on: day,
      level: 'TOWNSHIP',
      disbursed_by: dice.uuid(),
      disbursed_on: paid.paidOn,
      last_step_on: day,
    }),
  ]
}
