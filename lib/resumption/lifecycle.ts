import { type Actor, eyesOf } from '@/lib/platform/actor'
import type { Permission } from '@/lib/platform/permissions'
import { countyOf, isWithin, levelOf } from '@/lib/regions/rules'
import type { ResumptionStatus, ResumptionStep } from '@/lib/resumption/schema'

type Step = {
  step: ResumptionStep
  from: readonly ResumptionStatus[]
  to: ResumptionStatus
  needs: Permission
}

/** The way back to work (domain 4.f). The database refuses every other one (enterprise_lifecycle). */
export const STEPS: readonly Step[] = [
  { step: 'apply', from: ['NOT_RESUMED'], to: 'APPLIED', needs: 'enterprise:keep' },
  { step: 'review', from: ['APPLIED'], to: 'APPLIED', needs: 'enterprise:keep' },
  { step: 'check', from: ['APPLIED'], to: 'ON_SITE_CHECKED', needs: 'enterprise:check' },
  { step: 'return', from: ['APPLIED', 'ON_SITE_CHECKED'], to: 'NOT_RESUMED', needs: 'enterprise:check' },
  { step: 'resume', from: ['ON_SITE_CHECKED', 'FULL_CAPACITY', 'SUSPENDED'], to: 'RESUMED', needs: 'enterprise:keep' },
  { step: 'fill', from: ['RESUMED'], to: 'FULL_CAPACITY', needs: 'enterprise:keep' },
  { step: 'suspend', from: ['RESUMED', 'FULL_CAPACITY'], to: 'SUSPENDED', needs: 'enterprise:keep' },
]

export const stepFrom = (status: ResumptionStatus, name: ResumptionStep): Step | undefined =>
  STEPS.find(({ step, from }) => step === name && from.includes(status))

export const stepsFrom = (status: ResumptionStatus): readonly Step[] =>
  STEPS.filter(({ from }) => from.includes(status))

/** Statuses that count as resumed (复工). */
export const AT_WORK: readonly ResumptionStatus[] = ['RESUMED', 'FULL_CAPACITY']

export type Approval = { onSite: boolean; regionCode: string; appliedBy: string | null; reviewedBy: string | null }
export type StepFault =
  | 'resumption.ownApplication'
  | 'resumption.onSiteHere'
  | 'resumption.reviewFirst'
  | 'resumption.townshipReviews'

/**
 * Why a step that the table allows is not this person's now, else null: the check is somebody else's than the application's, in whose place a deputy
 * stands too; where approval goes level by level its township reviews before the county checks, and where it is on site nobody does. The database
 * refuses the same (enterprise_level_by_level).
 */
export function stepFault(
  step: ResumptionStep,
  { onSite, regionCode, appliedBy, reviewedBy }: Approval,
  actor: Pick<Actor, 'userId' | 'actingFor' | 'scope'>,
): StepFault | null {
  if (step === 'review' && (onSite || reviewedBy !== null)) return 'resumption.onSiteHere'
  if (step === 'check' && !onSite && reviewedBy === null) return 'resumption.reviewFirst'
  const before = step === 'check' ? [appliedBy, reviewedBy] : step === 'review' ? [appliedBy] : []
  if (eyesOf(actor).some((eyes) => before.includes(eyes))) return 'resumption.ownApplication'
  const isInTownship = !['PROVINCE', 'CITY', 'COUNTY'].includes(levelOf(regionCode))
  return step === 'review' && isInTownship && isWithin(countyOf(regionCode), actor.scope)
    ? 'resumption.townshipReviews'
    : null
}
