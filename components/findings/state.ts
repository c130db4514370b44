import type { StateKey } from '@/components/ui/glyph'
import type { FindingStatus } from '@/lib/findings/schema'

const SHAPES: Record<FindingStatus, StateKey> = {
  REGISTERED: 'open',
  ASSIGNED: 'assigned',
  RECTIFYING: 'doing',
  SUBMITTED: 'submitted',
  REVIEWED: 'submitted',
  VERIFIED: 'verified',
  CLOSED: 'closed',
}

type Line = { status: FindingStatus; isOverdue: boolean; isLongTerm: boolean; reopened: number }

/** The shape of a line: overdue is a flag that changes the shape and leaves the word. */
export function shapeOf({ status, isOverdue, isLongTerm, reopened }: Line): StateKey {
  if (isOverdue) return 'crossed'
  if (isLongTerm) return 'long'
  return status === 'RECTIFYING' && reopened > 0 ? 'reopened' : SHAPES[status]
}
