import type { CaseStatus, ClueStatus } from '@/lib/monitoring/schema'

/** Steps of a clue. The database refuses every other one. */
export const CLUE_STEPS = {
  OPEN: ['CONFIRMED', 'DISMISSED'],
  CONFIRMED: [],
  DISMISSED: [],
} as const satisfies Record<ClueStatus, readonly ClueStatus[]>

/** Steps of a monitoring case. The database refuses every other one. Back to MONITORED leads only that a deed with its only help is taken back. */
export const CASE_STEPS = {
  MONITORED: ['SUPPORTED'],
  SUPPORTED: ['MONITORED', 'REMOVAL_PROPOSED'],
  REMOVAL_PROPOSED: ['SUPPORTED', 'RISK_REMOVED'],
  RISK_REMOVED: [],
} as const satisfies Record<CaseStatus, readonly CaseStatus[]>

export const isClueOpen = (status: ClueStatus) => (CLUE_STEPS[status] as readonly ClueStatus[]).length > 0
