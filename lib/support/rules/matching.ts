import type { Risk } from '@/lib/monitoring/schema'
import type { MeasureStatus } from '@/lib/support/schema'

type Answer = { risks: readonly string[]; status: MeasureStatus }

/** Recorded risks that no measure answers yet: planned, running and given ones count, cancelled ones do not. */
export function unanswered(risks: readonly string[], measures: readonly Answer[]): Risk[] {
  const live = measures.filter(({ status }) => status !== 'CANCELLED')
  return risks.filter((risk): risk is Risk => !live.some((each) => each.risks.includes(risk)))
}

/** Labour that counts for development-type support. */
const WORKS = ['ORDINARY', 'SKILLED', 'WEAK']

export const DEVELOPMENT_STATES = ['DONE', 'NOT_YET', 'NOT_NEEDED'] as const
export type DevelopmentState = (typeof DEVELOPMENT_STATES)[number]

/** 实施开发式帮扶措施情况: done with a development-type measure under way or given; not needed where nobody can work. */
export function developmentState(
  labours: readonly (string | null)[],
  measures: readonly { mode: string; status: MeasureStatus }[],
): DevelopmentState {
  const has = measures.some(
    ({ mode, status }) => mode === 'DEVELOPMENT' && status !== 'CANCELLED' && status !== 'PLANNED',
  )
  if (has) return 'DONE'
  return labours.some((labour) => labour !== null && WORKS.includes(labour)) ? 'NOT_YET' : 'NOT_NEEDED'
}
