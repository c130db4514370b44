import type { Level, Reason } from '@/lib/households/rules/same-person'
import { levelOf, pad, prefixOf } from '@/lib/regions/rules'
import { REGION_LEVELS } from '@/lib/regions/schema'

/** Two records that may be one, in the order in which they are kept: the smaller id first. */
export type Pair = { leftId: string; rightId: string; score: number; level: Level; reasons: Reason[] }

export const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])

/** The lowest region, as a full code, that holds both of one county. */
export function commonRegion(a: string, b: string): string {
  const levels = [...REGION_LEVELS].reverse()
  for (const level of levels) {
    const deepest = REGION_LEVELS.indexOf(level)
    if (deepest > REGION_LEVELS.indexOf(levelOf(a)) || deepest > REGION_LEVELS.indexOf(levelOf(b))) continue
    if (prefixOf(a, level) === prefixOf(b, level)) return pad(prefixOf(a, level))
  }
  throw new RangeError('no region holds both')
}
