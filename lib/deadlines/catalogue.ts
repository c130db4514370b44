import type { DeadlineKind, DeadlineLevel } from '@/lib/deadlines/schema'
import type { ParameterCode } from '@/lib/parameters/schema'

type Terms = {
  /** The policy value that says how long; null where the day is agreed with the household. */
  parameter: ParameterCode | null
  /** Used only where no value is entered, in calendar days. */
  otherwise: number
  /** Who answers, unless the caller knows better. */
  level: DeadlineLevel
}

/** How long each kind of deadline runs and which level answers for it. */
export const DEADLINES: Record<DeadlineKind, Terms> = {
  CLUE_ASSIGN: { parameter: 'deadline.assignDays', otherwise: 1, level: 'COUNTY' },
  HOME_CHECK: { parameter: 'deadline.verifyDays', otherwise: 3, level: 'VILLAGE' },
  COMPARISON: { parameter: 'deadline.compareDays', otherwise: 5, level: 'COUNTY' },
  PUBLICITY: { parameter: 'deadline.publicityDays', otherwise: 5, level: 'VILLAGE' },
  IDENTIFY: { parameter: 'deadline.identifyDays', otherwise: 15, level: 'COUNTY' },
  PLAN: { parameter: 'deadline.measureDays', otherwise: 10, level: 'VILLAGE' },
  REASSESSMENT: { parameter: 'deadline.reassessMonths', otherwise: 91, level: 'VILLAGE' },
  REMOVAL_CONTACT_VISIT: { parameter: 'visit.afterRemovalDays', otherwise: 90, level: 'VILLAGE' },
  MEASURE_FINISH: { parameter: 'deadline.finishDays', otherwise: 180, level: 'VILLAGE' },
  RELIEF_DECISION: { parameter: 'deadline.reliefDecideDays', otherwise: 14, level: 'TOWNSHIP' },
  RELIEF_PAYOUT: { parameter: 'deadline.reliefPayDays', otherwise: 7, level: 'TOWNSHIP' },
  WELFARE_POST_REVIEW: { parameter: 'preventionFund.reviewMonths', otherwise: 182, level: 'TOWNSHIP' },
  MOVE_ANSWER: { parameter: 'event.moveAcceptDays', otherwise: 10, level: 'VILLAGE' },
  PROMISE: { parameter: null, otherwise: 30, level: 'VILLAGE' },
}
