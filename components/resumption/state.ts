import type { StateKey } from '@/components/ui/glyph'
import type { ResumptionStatus } from '@/lib/resumption/schema'

/** The shape of a status. */
export const SHAPES: Readonly<Record<ResumptionStatus, StateKey>> = {
  NOT_RESUMED: 'open',
  APPLIED: 'submitted',
  ON_SITE_CHECKED: 'verified',
  RESUMED: 'doing',
  FULL_CAPACITY: 'held',
  SUSPENDED: 'behind',
}
