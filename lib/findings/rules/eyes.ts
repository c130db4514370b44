import { unitKey } from '@/lib/findings/rules/units'
import type { StepName } from '@/lib/findings/schema'

/** Who did what before on a line, and for which unit. */
export type Done = {
  unit: string | null
  submittedBy: string | null
  submittedUnit: string | null
  closedBy: string | null
}

/** Who looks; a deputy with the unit of whom he stands in for. */
export type Looker = { userId: string; unit: string; actingFor: { userId: string } | null; actingUnit?: string }

export type Blocked = 'findings.ownWork' | 'findings.ownUnit' | 'findings.unitUnknown'

/**
 * Why somebody may not take this step, null if he may: who put it right neither reviews, nor verifies, nor closes, nor looks again; nor does
 * anybody of his unit or the responsible one verify or close (谁整改谁不得销号), however the unit is written. The database refuses it too.
 */
export function blockedBy(step: StepName, done: Done, { userId, unit, actingFor, actingUnit }: Looker): Blocked | null {
  const looks = ['review', 'verify', 'close', 'recheck'].includes(step)
  if (!looks) return null
  const eyes = [userId, actingFor?.userId].filter((id) => id !== undefined)
  if (done.submittedBy && eyes.includes(done.submittedBy)) return 'findings.ownWork'
  if (step === 'recheck') return done.closedBy && eyes.includes(done.closedBy) ? 'findings.ownWork' : null
  if (step === 'review') return null
  const own = unitKey(unit)
  if (own === '') return 'findings.unitUnknown'
  const mine = actingUnit ? [own, unitKey(actingUnit)] : [own]
  const isOwn = [done.unit, done.submittedUnit].some((other) => other !== null && mine.includes(unitKey(other)))
  return isOwn ? 'findings.ownUnit' : null
}
