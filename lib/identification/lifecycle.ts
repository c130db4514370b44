import {
  PROCEDURE_STATUSES,
  type ProcedureKind,
  type ProcedureStatus,
  type StepName,
} from '@/lib/identification/schema'
import type { Permission } from '@/lib/platform/permissions'

/** One step that a procedure may take: from where, where to, and by whom. */
export type Step = {
  step: StepName
  from: readonly ProcedureStatus[]
  to: ProcedureStatus
  needs: Permission
}

const VILLAGE = 'identification:verify'
const TOWNSHIP = 'identification:review'
const COUNTY = 'identification:approve'
const RETURN = 'identification:return'
const COMPARE = 'identification:compare'

/** 两公示一公告: apply, home check and data comparison, appraisal, publicity, township, publicity, county, announcement, register. */
const IDENTIFICATION: readonly Step[] = [
  { step: 'verify', from: ['APPLIED'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'appraise', from: ['VERIFIED'], to: 'APPRAISED', needs: VILLAGE },
  { step: 'publish', from: ['APPRAISED'], to: 'PUBLISHED_1', needs: VILLAGE },
  { step: 'object', from: ['PUBLISHED_1', 'PUBLISHED_2'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'review', from: ['PUBLISHED_1'], to: 'TOWNSHIP_REVIEWED', needs: TOWNSHIP },
  { step: 'publishAgain', from: ['TOWNSHIP_REVIEWED'], to: 'PUBLISHED_2', needs: VILLAGE },
  { step: 'approve', from: ['PUBLISHED_2'], to: 'APPROVED', needs: COUNTY },
  { step: 'announce', from: ['APPROVED'], to: 'ANNOUNCED', needs: COUNTY },
  { step: 'register', from: ['ANNOUNCED'], to: 'DONE', needs: TOWNSHIP },
  {
    step: 'return',
    from: ['VERIFIED', 'APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED', 'PUBLISHED_2'],
    to: 'APPLIED',
    needs: RETURN,
  },
]

/** Planned, home check, the household agrees, appraisal, publicity, township re-check by three, county, announcement. */
const EXIT: readonly Step[] = [
  { step: 'verify', from: ['PLANNED'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'agree', from: ['VERIFIED'], to: 'AGREED', needs: VILLAGE },
  { step: 'appraise', from: ['AGREED'], to: 'APPRAISED', needs: VILLAGE },
  { step: 'publish', from: ['APPRAISED'], to: 'PUBLISHED_1', needs: VILLAGE },
  { step: 'object', from: ['PUBLISHED_1'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'review', from: ['PUBLISHED_1'], to: 'TOWNSHIP_REVIEWED', needs: TOWNSHIP },
  { step: 'approve', from: ['TOWNSHIP_REVIEWED'], to: 'APPROVED', needs: COUNTY },
  { step: 'announce', from: ['APPROVED'], to: 'DONE', needs: COUNTY },
  {
    step: 'return',
    from: ['VERIFIED', 'AGREED', 'APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED'],
    to: 'PLANNED',
    needs: RETURN,
  },
]

/** A correction rests on a finding or a case that was looked into already: township, then county. */
const CORRECTION: readonly Step[] = [
  { step: 'review', from: ['PROPOSED'], to: 'TOWNSHIP_REVIEWED', needs: TOWNSHIP },
  { step: 'approve', from: ['TOWNSHIP_REVIEWED'], to: 'DONE', needs: COUNTY },
  { step: 'return', from: ['TOWNSHIP_REVIEWED'], to: 'PROPOSED', needs: RETURN },
]

/** 4.b: taken up, home check by two, departments' comparison, appraisal, publicity in the village, township, county. */
const MONITORING: readonly Step[] = [
  { step: 'verify', from: ['APPLIED'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'dismiss', from: ['APPLIED'], to: 'REJECTED', needs: 'clue:decide' },
  { step: 'compare', from: ['VERIFIED'], to: 'COMPARED', needs: COMPARE },
  { step: 'appraise', from: ['COMPARED'], to: 'APPRAISED', needs: VILLAGE },
  { step: 'publish', from: ['APPRAISED'], to: 'PUBLISHED_1', needs: VILLAGE },
  { step: 'object', from: ['PUBLISHED_1'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'review', from: ['PUBLISHED_1'], to: 'TOWNSHIP_REVIEWED', needs: TOWNSHIP },
  { step: 'approve', from: ['TOWNSHIP_REVIEWED'], to: 'DONE', needs: COUNTY },
  {
    step: 'return',
    from: ['VERIFIED', 'COMPARED', 'APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED'],
    to: 'APPLIED',
    needs: RETURN,
  },
]

/** Removal goes the same way without the comparison. */
const RISK_REMOVAL: readonly Step[] = [
  { step: 'verify', from: ['PROPOSED'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'appraise', from: ['VERIFIED'], to: 'APPRAISED', needs: VILLAGE },
  { step: 'publish', from: ['APPRAISED'], to: 'PUBLISHED_1', needs: VILLAGE },
  { step: 'object', from: ['PUBLISHED_1'], to: 'VERIFIED', needs: VILLAGE },
  { step: 'review', from: ['PUBLISHED_1'], to: 'TOWNSHIP_REVIEWED', needs: TOWNSHIP },
  { step: 'approve', from: ['TOWNSHIP_REVIEWED'], to: 'DONE', needs: COUNTY },
  {
    step: 'return',
    from: ['VERIFIED', 'APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED'],
    to: 'PROPOSED',
    needs: RETURN,
  },
]

/** Steps aside from the way ahead. */
export const ASIDE: readonly StepName[] = ['return', 'object', 'dismiss', 'reject']

/** Every step but rejection, which ends any open procedure. The database refuses every other one. */
export const STEPS = {
  IDENTIFICATION,
  EXIT,
  RELAPSE: CORRECTION,
  EXIT_REVOKED: CORRECTION,
  IDENTIFICATION_REVOKED: CORRECTION,
  MONITORING,
  RISK_REMOVAL,
} as const satisfies Record<ProcedureKind, readonly Step[]>

export const FIRST_STATUS = {
  IDENTIFICATION: 'APPLIED',
  EXIT: 'PLANNED',
  RELAPSE: 'PROPOSED',
  EXIT_REVOKED: 'PROPOSED',
  IDENTIFICATION_REVOKED: 'PROPOSED',
  MONITORING: 'APPLIED',
  RISK_REMOVAL: 'PROPOSED',
} as const satisfies Record<ProcedureKind, ProcedureStatus>

export const ENDED: ProcedureStatus[] = ['DONE', 'REJECTED']
export const isEnded = (status: ProcedureStatus) => ENDED.includes(status)

const OPEN = PROCEDURE_STATUSES.filter((status) => !isEnded(status))
const REJECT: Step = { step: 'reject', from: OPEN, to: 'REJECTED', needs: RETURN }

/** The step of that name from a status, if there is one. */
export function stepFrom(kind: ProcedureKind, status: ProcedureStatus, name: StepName): Step | undefined {
  // Before the home check of a clue nothing is rejected: it is dismissed with the check.
  if (name === 'reject')
    return REJECT.from.includes(status) && !(kind === 'MONITORING' && status === 'APPLIED') ? REJECT : undefined
  return STEPS[kind].find(({ step, from }) => step === name && from.includes(status))
}

/** The steps that lead on from a status, without returns and objections; the way ahead of a procedure. */
export function wayFrom(kind: ProcedureKind, status: ProcedureStatus): Step[] {
  const way: Step[] = []
  for (let at = status; ; ) {
    const next = STEPS[kind].find(({ step, from }) => !ASIDE.includes(step) && from.includes(at))
    if (!next) return way
    way.push(next)
    at = next.to
  }
}
