import type { MainCause } from '@/lib/households/schema'
import { isAboutMonitoring } from '@/lib/identification/rules/steps'
import type { ProcedureKind, ProcedureStatus } from '@/lib/identification/schema'
import type { Risk } from '@/lib/monitoring/schema'

/** Forms that are printed from what was recorded. */
export const PAPERS = ['check', 'minutes'] as const
export type PaperForm = (typeof PAPERS)[number]

/** What can be printed of a procedure: the check sheet and the minutes once they were recorded. */
export function papersOf(kind: ProcedureKind, steps: readonly string[]): PaperForm[] {
  return PAPERS.filter((form) =>
    form === 'check' ? isAboutMonitoring(kind) && steps.includes('verify') : steps.includes('appraise'),
  )
}

/** Classes of reasons on a public notice. */
export const REASON_CLASSES = ['LIVELIHOOD', 'SCHOOLING', 'DISASTER', 'PRODUCTION'] as const
/** Unsafe housing and water are risks, never causes. */
export type ReasonClass = (typeof REASON_CLASSES)[number] | 'DWELLING'

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

const CLASS_OF_RISK: Partial<Record<Risk, ReasonClass>> = {
  SCHOOLING: 'SCHOOLING',
  DISASTER: 'DISASTER',
  BUSINESS_FAILURE: 'PRODUCTION',
  UNSTABLE_EMPLOYMENT: 'PRODUCTION',
  UNSAFE_HOUSING: 'DWELLING',
  UNSAFE_WATER: 'DWELLING',
}

/** The class under which the first risk of a household may be posted in the village. */
export const riskClass = (risk: string): ReasonClass => CLASS_OF_RISK[risk as Risk] ?? 'LIVELIHOOD'

/** Whether a procedure stands on a public notice now. */
export const isPosted = (status: ProcedureStatus) => status === 'PUBLISHED_1' || status === 'PUBLISHED_2'
