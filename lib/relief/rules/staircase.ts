import type { ReliefStatus } from '@/lib/relief/schema/applications'
import { type AppliedLine, type Line, SETTLEMENT_KINDS, type SettlementKind } from '@/lib/relief/schema/lines'

/** What an event cost and what the lines did about it. Money in fen. */
export type Costs = {
  totalFen: number
  policyFen: number | null
  settlements: readonly { kind: SettlementKind; fen: number }[]
  applications: readonly {
    line: AppliedLine
    status: ReliefStatus
    grantedFen: number | null
    recoveredFen: number | null
    /** Whether money or goods went out at all, also where it was revoked later. */
    paid: boolean
  }[]
}

/** One step of the staircase: what this line paid and granted but has not paid yet, and what is left to pay after it. */
export type Stair = { line: Line; kind: SettlementKind | null; paidFen: number; dueFen: number; leftFen: number }

/** The cost, step by step, through lines 1, 2, 3, 4 and 6 in their order. Line 5 is not about one event. `overFen`: paid beyond the cost, to be recovered. */
export type Staircase = {
  totalFen: number
  policyFen: number | null
  stairs: Stair[]
  /** After line 1: what the household really pays itself; lines 2, 3 and 4 together never pay more. */
  selfPaidFen: number
  leftFen: number
  overFen: number
}

const GRANTED: readonly ReliefStatus[] = ['APPROVED', 'DISBURSED', 'CONFIRMED']
const CAPPED: readonly AppliedLine[] = [2, 3, 4]

/** What a line still stands for, less what was recovered. */
export function grantedFen(costs: Costs, lines: readonly AppliedLine[] = CAPPED): number {
  return costs.applications
    .filter(
      ({ line, status, paid }) => lines.includes(line) && (GRANTED.includes(status) || (status === 'REVOKED' && paid)),
    )
    .reduce((sum, each) => sum + (each.grantedFen ?? 0) - (each.recoveredFen ?? 0), 0)
}

/** What may still be granted by lines 2, 3 and 4 together; never below zero. */
export function openFen(costs: Costs): number {
  return Math.max(0, staircaseOf(costs).selfPaidFen - grantedFen(costs))
}

/** What is left to pay after each line. */
export function staircaseOf(costs: Costs): Staircase {
  let left = costs.totalFen
  const stairs: Stair[] = []
  for (const kind of SETTLEMENT_KINDS) {
    const paidFen = costs.settlements.filter((each) => each.kind === kind).reduce((sum, { fen }) => sum + fen, 0)
    left -= paidFen
    stairs.push({ line: 1, kind, paidFen, dueFen: 0, leftFen: Math.max(0, left) })
  }
  const selfPaidFen = left
  for (const line of [2, 3, 4, 6] as const) {
    const own = costs.applications.filter((each) => each.line === line)
    const paidFen = own
      .filter(({ paid }) => paid)
      .reduce((sum, each) => sum + (each.grantedFen ?? 0) - (each.recoveredFen ?? 0), 0)
    const dueFen = own
      .filter(({ status }) => status === 'APPROVED')
      .reduce((sum, each) => sum + (each.grantedFen ?? 0), 0)
    left -= paidFen
    stairs.push({ line, kind: null, paidFen, dueFen, leftFen: Math.max(0, left) })
  }
  const over = grantedFen(costs) - selfPaidFen
  return {
    totalFen: costs.totalFen,
    policyFen: costs.policyFen,
    stairs,
    selfPaidFen,
    leftFen: Math.max(0, left),
    overFen: Math.max(0, over),
  }
}
