import type { RegionLevel } from '@/lib/regions/schema'
import type { UNIT_WORDS } from '@/prisma/catalogue/fact-file'

export type Unit = keyof typeof UNIT_WORDS

/**
 * An indicator over what is reported (domain.md 5.2): numerator and denominator are formulas over inputs of the catalogue, `times` what
 * their share is multiplied with. Its names and what must be said of it stand in the messages `measures`.
 */
export type Indicator = {
  code: string
  unit: Unit
  /** UP and DOWN: which way is good; ZERO: nothing may be left; TARGET: a set value; INFO: neither good nor bad. */
  direction: 'UP' | 'DOWN' | 'ZERO' | 'TARGET' | 'INFO'
  decimals: number
  numerator: string
  denominator?: string
  times?: string
  /** Where it is defined; everywhere without it. */
  levels?: readonly RegionLevel[]
  /** Raised with every change of meaning. */
  version: number
}

/** The whole formula of an indicator, as it is computed and shown. */
export function formulaOf({ numerator, denominator, times }: Indicator): string {
  if (!denominator) return numerator
  const share = `(${numerator}) / (${denominator})`
  return times ? `${share} * ${times}` : share
}
