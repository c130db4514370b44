import type { Permission } from '@/lib/platform/permissions'
import type { ReliefStatus, ReliefStep } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

/** One step that an application may take: from where, where to, by whom. */
export type Step = { step: ReliefStep; from: readonly ReliefStatus[]; to: ReliefStatus; needs: Permission }

const shared: readonly Step[] = [
  { step: 'apply', from: ['DRAFT'], to: 'APPLIED', needs: 'relief:apply' },
  { step: 'accept', from: ['APPLIED'], to: 'ACCEPTED', needs: 'relief:review' },
  { step: 'review', from: ['ACCEPTED'], to: 'REVIEWED', needs: 'relief:review' },
]
const publicity: readonly Step[] = [
  { step: 'publish', from: ['REVIEWED'], to: 'PUBLISHED', needs: 'relief:review' },
  { step: 'object', from: ['PUBLISHED'], to: 'ACCEPTED', needs: 'relief:review' },
]
const payment: readonly Step[] = [
  { step: 'disburse', from: ['APPROVED'], to: 'DISBURSED', needs: 'relief:pay' },
  { step: 'confirm', from: ['DISBURSED'], to: 'CONFIRMED', needs: 'relief:confirm' },
  { step: 'revoke', from: ['APPROVED', 'DISBURSED', 'CONFIRMED'], to: 'REVOKED', needs: 'relief:revoke' },
]
const back = (from: readonly ReliefStatus[]): readonly Step[] => [
  { step: 'return', from: from.filter((each) => each !== 'DRAFT'), to: 'DRAFT', needs: 'relief:return' },
  { step: 'reject', from, to: 'REJECTED', needs: 'relief:return' },
  { step: 'withdraw', from: ['DRAFT', 'APPLIED'], to: 'REJECTED', needs: 'relief:apply' },
]

const WITHOUT_PUBLICITY: readonly Step[] = [
  ...shared,
  { step: 'approve', from: ['REVIEWED'], to: 'APPROVED', needs: 'relief:approve' },
  ...payment,
  ...back(['DRAFT', 'APPLIED', 'ACCEPTED', 'REVIEWED']),
]
const WITH_PUBLICITY: readonly Step[] = [
  ...shared,
  ...publicity,
  { step: 'approve', from: ['PUBLISHED'], to: 'APPROVED', needs: 'relief:approve' },
  ...payment,
  ...back(['DRAFT', 'APPLIED', 'ACCEPTED', 'REVIEWED', 'PUBLISHED']),
]

/** 申请→受理→审核→（公示）→审批→发放→确认: lines 4 and 6 are published. The database refuses every other step. */
export const STEPS: Readonly<Record<AppliedLine, readonly Step[]>> = {
  2: WITHOUT_PUBLICITY,
  3: WITHOUT_PUBLICITY,
  4: WITH_PUBLICITY,
  6: WITH_PUBLICITY,
}

export const ENDED: readonly ReliefStatus[] = ['REJECTED', 'CONFIRMED', 'REVOKED']
/** Ended, or paid: the line may be applied for again. */
export const SETTLED: readonly ReliefStatus[] = [...ENDED, 'DISBURSED']
const ASIDE: readonly ReliefStep[] = ['return', 'object', 'reject', 'withdraw', 'revoke']

export const isAside = (step: ReliefStep) => ASIDE.includes(step)

/** The step of that name from a status, if there is one. */
export function stepFrom(line: AppliedLine, status: ReliefStatus, name: ReliefStep): Step | undefined {
  return STEPS[line].find(({ step, from }) => step === name && from.includes(status))
}

/** The steps that lead on from a status to the household's confirmation. */
export function wayFrom(line: AppliedLine, status: ReliefStatus): Step[] {
  const way: Step[] = []
  for (let at = status; ; ) {
    const next = STEPS[line].find(({ step, from }) => !isAside(step) && from.includes(at))
    if (!next) return way
    way.push(next)
    at = next.to
  }
}
