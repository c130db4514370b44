import type { Level, Reason } from '@/lib/households/rules/same-person'

/** Two records that may be one, in the order in which they are kept: the smaller id first. */
export type Pair = { leftId: string; rightId: string; score: number; level: Level; reasons: Reason[] }

export const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])
