import type { StateKey } from '@/components/ui/glyph'
import type { CampaignStatus } from '@/lib/inspections/schema'

type Named = { nameZh: string; nameEn: string }

/** A name of the catalogue in the reader's language. */
export const named = ({ nameZh, nameEn }: Named, locale: string) => (locale === 'en' ? nameEn : nameZh)

/** The shape of a campaign's status. */
export function shapeOf(status: CampaignStatus): StateKey {
  if (status === 'CLOSED') return 'closed'
  if (status === 'PLANNED') return 'open'
  return status === 'SUMMARISED' || status === 'FEEDBACK_ISSUED' ? 'submitted' : 'doing'
}
