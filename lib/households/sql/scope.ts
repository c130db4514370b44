import 'server-only'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty, rangeOf } from '@/lib/regions/rules'

const { sql } = Prisma

/** Narrows household `h` to a region prefix on both columns of its index; what the reader may see is still the policy's word. */
export function withinRegion(prefix: string): Prisma.Sql {
  const { lo, hi } = rangeOf(prefix)
  const county = isWithinCounty(prefix)
    ? sql`h.county_code = ${countyOf(prefix)}`
    : sql`h.county_code >= ${lo} AND h.county_code < ${hi}`
  return sql`${county} AND h.region_code >= ${lo} AND h.region_code < ${hi}`
}
