import { draw, type Framed } from '@/lib/inspections/rules/draw'
import type { Outcome, Stratum } from '@/lib/inspections/schema'

/**
 * Whether a household is given up: who refuses or moved away at once, who is not at home after so many tries, this one included; without a number
 * in force never.
 */
export function isFinal(outcome: Outcome, tries: number, most: number | null): boolean {
  return outcome !== 'NOT_HOME' || (most !== null && tries >= most)
}

/** The rule by which one household of a stratum is drawn. */
export const ruleOfOne = (stratum: Stratum) => ({
  registered: stratum === 'REGISTERED' ? 1 : 0,
  others: stratum === 'OTHER' ? 1 : 0,
  mustInclude: [],
})

/** The next household of a lot: of those of the stratum that are left, the one that the same seed puts first. Null when none is left. */
export function nextOfLot(seed: string, left: readonly Framed[], stratum: Stratum) {
  return draw(seed, left, ruleOfOne(stratum))[0] ?? null
}
