import { ownPrefix } from '@/lib/regions/rules'
import type { RegionLevel } from '@/lib/regions/schema'
import type { TargetType } from '@/lib/supervision/schema'

const COUNTY_DIGITS = 6

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

/** Whether a listed place is an area that is no division: a name under its county (片区). */
export const isArea = ({ areaName, regionCode }: { areaName: string; regionCode: string }): boolean =>
  areaName !== '' && !isBelowCounty(regionCode)

/** Whether a region is a township or village: what an area may consist of. */
export const isBelowCounty = (regionCode: string): boolean => ownPrefix(regionCode).length > COUNTY_DIGITS

/** Derivations are the county's: who is posted there or above sees them. */
export const seesRuns = (scope: string): boolean => scope.length <= 6
