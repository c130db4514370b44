import type { ColumnKind } from '@/lib/exports/schema'
import type { HouseholdView } from '@/lib/households/rules/views'

/** A column as the catalogue of a kind has it: who is shown it, and how. Heads are Chinese in every language: other systems read them. */
export type Planned = {
  head?: string
  /** Written for the import, not for the reader. */
  isHidden?: boolean
  kind?: ColumnKind
  width?: number
  /** Left out for whoever is not shown it at all. */
  needs?: (view: HouseholdView) => boolean
  /** Whether its texts may carry the trace; a name only where it is covered, because a whole one is looked up by. */
  carries?: (view: HouseholdView) => boolean
}
