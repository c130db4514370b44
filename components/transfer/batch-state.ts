import type { StateKey } from '@/components/ui/glyph'
import type { BatchState } from '@/lib/transfer/schema'

/** The shape and colour of each state of an import. */
export const BATCH_STATE: Record<BatchState, StateKey> = {
  CHECKING: 'doing',
  CHECKED: 'open',
  IMPORTING: 'doing',
  DONE: 'held',
  UNDOING: 'doing',
  UNDONE: 'na',
  FAILED: 'crossed',
  INTERRUPTED: 'behind',
}
