import * as z from 'zod'

/** Administrative levels from the top down; their code lengths are known to `rules.ts` alone. */
export const REGION_LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const
export type RegionLevel = (typeof REGION_LEVELS)[number]

/** A full division code: always 12 digits. */
export const RegionCode = z.string().regex(/^\d{12}$/)

export const RegionRow = z.object({
  code: RegionCode,
  level: z.enum(REGION_LEVELS),
  name: z.string().min(1),
  parentCode: RegionCode.nullable(),
})
export type RegionRow = z.infer<typeof RegionRow>
