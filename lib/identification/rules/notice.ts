import type { MainCause } from '@/lib/households/schema'
import type { ProcedureStatus } from '@/lib/identification/schema'

/** Classes of reasons on a public notice. */
export const REASON_CLASSES = ['LIVELIHOOD', 'SCHOOLING', 'DISASTER', 'PRODUCTION'] as const
export type ReasonClass = (typeof REASON_CLASSES)[number]

/** 公示 shows no state of health, so illness and disability stand in a class with causes that say nothing of it. */
const CLASS_OF: Partial<Record<MainCause, ReasonClass>> = {
  SCHOOLING: 'SCHOOLING',
  DISASTER: 'DISASTER',
  LACK_LAND: 'PRODUCTION',
  LACK_WATER: 'PRODUCTION',
  LACK_SKILL: 'PRODUCTION',
  LACK_CAPITAL: 'PRODUCTION',
  POOR_TRANSPORT: 'PRODUCTION',
}

/** The class under which a cause may be posted in the village. */
export const reasonClass = (cause: string): ReasonClass => CLASS_OF[cause as MainCause] ?? 'LIVELIHOOD'

/** Whether a procedure stands on a public notice now. */
export const isPosted = (status: ProcedureStatus) => status === 'PUBLISHED_1' || status === 'PUBLISHED_2'
