import type { DeadlineKind, DeadlineLevel } from '@/lib/deadlines/schema'
import type { ReliefStatus } from '@/lib/relief/schema/applications'

/** Who answers for payouts and appraisals of a line; for a decision it is whoever decides the amount. */
export const LEVEL_OF: Readonly<Record<number, DeadlineLevel>> = {
  2: 'COUNTY',
  3: 'TOWNSHIP',
  4: 'COUNTY',
  6: 'TOWNSHIP',
}

type Follows = { meets?: DeadlineKind; opens?: DeadlineKind; cancels?: boolean }

/** What a status that was reached means for the deadlines of an application. A welfare post alone is appraised once it was given. */
export const FOLLOWS: Readonly<Partial<Record<ReliefStatus, Follows>>> = {
  DRAFT: { cancels: true },
  APPLIED: { opens: 'RELIEF_DECISION' },
  APPROVED: { meets: 'RELIEF_DECISION', opens: 'RELIEF_PAYOUT' },
  DISBURSED: { meets: 'RELIEF_PAYOUT', opens: 'WELFARE_POST_REVIEW' },
  REJECTED: { cancels: true },
  REVOKED: { cancels: true },
}
