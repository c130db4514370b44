import type { Role } from '@/lib/platform/actor'
import { may } from '@/lib/platform/permissions'

type Kept = { kind: string; showsMinor: boolean; withdrawnAt: Date | null }

/** May the content be looked at? Papers show health and numbers; faces of minors and what was withdrawn are for those who verify. */
export function mayLook(role: Role, { kind, showsMinor, withdrawnAt }: Kept): boolean {
  if (kind === 'PAPER' && !may(role, 'health:read')) return false
  return (!showsMinor && withdrawnAt === null) || may(role, 'evidence:verify')
}

const COARSE_STEPS = 100

/** A position as a role sees it: viewers get it to 0.01 of a degree, about a kilometre. */
export function placeFor(role: Role, lat: number, lng: number): { lat: number; lng: number } {
  if (may(role, 'evidence:verify')) return { lat, lng }
  const coarse = (degrees: number) => Math.round(degrees * COARSE_STEPS) / COARSE_STEPS
  return { lat: coarse(lat), lng: coarse(lng) }
}

/** Who added it may withdraw it, and the county office; nobody takes away what an inspector recorded. */
export function mayWithdraw(actor: { userId: string; role: Role }, evidence: { uploadedBy: string }): boolean {
  return (
    may(actor.role, 'evidence:withdraw') && (actor.userId === evidence.uploadedBy || actor.role === 'COUNTY_OFFICE')
  )
}

const SAME_DAY_MS = 86_400_000

/** "On site", but the camera's clock says it was taken on another day than it came in. */
export function isOld(evidence: { isOnSite: boolean; takenAt: Date | null; receivedAt: Date }): boolean {
  const { isOnSite, takenAt, receivedAt } = evidence
  return isOnSite && takenAt !== null && Math.abs(receivedAt.getTime() - takenAt.getTime()) > SAME_DAY_MS
}
