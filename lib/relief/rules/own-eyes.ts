import type { ReliefStep } from '@/lib/relief/schema/applications'

type Seen = { draftedBy: string; appliedBy: string | null; reviewedBy: string | null; approvedBy: string | null }

/** Whose earlier steps keep somebody from a step: who applied or reviewed does not approve, who approved does not pay out. */
export function ownEyes(me: string, seen: Seen, name: ReliefStep): boolean {
  if (name === 'approve') return [seen.draftedBy, seen.appliedBy, seen.reviewedBy].includes(me)
  return name === 'disburse' && seen.approvedBy === me
}
