import type { StateKey } from '@/components/ui/glyph'
import type { ListedStatus } from '@/lib/supervision/schema'

/** The shape of each status of a listed place. */
export const STATUS_MARK: Record<ListedStatus, StateKey> = {
  LISTED: 'open',
  IN_BATTLE: 'doing',
  DELIST_PROPOSED: 'submitted',
  DELISTED: 'closed',
}
