import type { Status } from '@/lib/duplicates/schema'

/** Steps of a review. The database refuses every other one. */
export const REVIEW_STEPS = {
  OPEN: ['SAME', 'DIFFERENT', 'MERGED', 'DONE'],
  SAME: ['DIFFERENT', 'MERGED'],
  DIFFERENT: ['MERGED'],
  MERGED: ['OPEN'],
  DONE: [],
} as const satisfies Record<Status, readonly Status[]>

export const mayStep = (from: Status, to: Status) => (REVIEW_STEPS[from] as readonly Status[]).includes(to)
