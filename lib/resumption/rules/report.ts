import type { EnterpriseType } from '@/lib/resumption/schema'

/** What the enterprises of a place and type come to on a day. `figured` have reported figures by then, `reported` on the very day. */
export type Tally = {
  firms: number
  resumed: number
  staffTotal: number
  staffReturned: number
  poorReturned: number
  mayReturn: number
  heldBack: number
  householdsDriven: number
  figured: number
  reported: number
  /** Workshops whose firm is counted too. */
  twice: number
}
export type ReportRow = Tally & { place: string; type: EnterpriseType }

const NOTHING: Tally = {
  firms: 0,
  resumed: 0,
  staffTotal: 0,
  staffReturned: 0,
  poorReturned: 0,
  mayReturn: 0,
  heldBack: 0,
  householdsDriven: 0,
  figured: 0,
  reported: 0,
  twice: 0,
}
const KEYS = Object.keys(NOTHING) as (keyof Tally)[]

/** The sum of tallies, part by part: rates are made from sums, never averaged. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = { ...NOTHING }
  for (const tally of tallies) for (const key of KEYS) sum[key] += tally[key]
  return sum
}

/** The rows of a report by type; `both` is leading firms and workshops together, in which a workshop of a firm may be counted twice. */
export function byType(rows: readonly ReportRow[]) {
  const of = (...types: EnterpriseType[]) => sumOf(rows.filter(({ type }) => types.includes(type)))
  return {
    LEADING_ENTERPRISE: of('LEADING_ENTERPRISE'),
    WORKSHOP: of('WORKSHOP'),
    INDUSTRIAL_ABOVE_SCALE: of('INDUSTRIAL_ABOVE_SCALE'),
    FARM: of('FARM'),
    both: of('LEADING_ENTERPRISE', 'WORKSHOP'),
  }
}
export type ByType = ReturnType<typeof byType>
