import { ownPrefix } from '@/lib/regions/rules'
import type { RegionLevel } from '@/lib/regions/schema'
import type { TargetType } from '@/lib/supervision/schema'

/** What a place of a derivation run is listed as, by its level. */
export const typeOfLevel = (level: RegionLevel): TargetType =>
  level === 'COUNTY' ? 'COUNTY_REMAINING' : 'VILLAGE_REMAINING'

/** Whether a target of this type is a region of that level. */
export function fitsLevel(type: TargetType, level: RegionLevel): boolean {
  return level === (type === 'VILLAGE_REMAINING' ? 'VILLAGE' : 'COUNTY')
}

/** Above the threshold is listed, exactly at it is not (超过15人、超过1000人). */
export const isAbove = (persons: number, threshold: number): boolean => persons > threshold

/** How many digits of the place's own code count: the level at which its delisting may be proposed. */
export const digitsOf = (regionCode: string): number => ownPrefix(regionCode).length

/** Derivations are the county's: who is posted there or above sees them. */
export const seesRuns = (scope: string): boolean => scope.length <= 6
