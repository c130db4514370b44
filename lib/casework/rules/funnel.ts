import { CLUE_PARTS, type CluePart } from '@/lib/monitoring/schema'
import { CASE_STANDS } from '@/lib/support/rules/case-parts'

/** From a clue to the risk removed: every clue and case stands in one step, set-aside clues beside the way. */
export const STEPS = ['waiting', 'verifying', ...CASE_STANDS, 'removed'] as const
export type Step = (typeof STEPS)[number]
/** What left the way: clues set aside (不予立案), and removed cases opened again (风险消除回退), which stand on the way once more. */
export const BESIDE = ['dismissed', 'rolledBack'] as const
export type Beside = (typeof BESIDE)[number]

export const isClueStep = (step: Step | Beside): step is CluePart => (CLUE_PARTS as readonly string[]).includes(step)
