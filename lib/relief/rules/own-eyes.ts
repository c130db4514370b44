import type { ReliefStep } from '@/lib/relief/schema/applications'

type Seen = { draftedBy: string; appliedBy: string | null; reviewedBy: string | null; approvedBy: string | null }

/** Whose earlier steps keep somebody, with these eyes, from a step: who applied or reviewed does not approve, who approved does not pay out. */
export function ownEyes(eyes: readonly string[], seen: Seen, name: ReliefStep): boolean {
  const before =
    name === 'approve'
      ? [seen.draftedBy, seen.appliedBy, seen.reviewedBy]
      : name === 'disburse'
        ? [seen.approvedBy]
        : []
  return eyes.some((each) => before.includes(each))
}
