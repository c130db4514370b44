import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Matched = z.array(
  z.object({ bidx: z.string(), personId: z.string(), householdId: z.string(), regionCode: z.string() }),
)

/** Living members of active households of the county that have one of these blind indexes (hex); a merged record leads to the kept one. */
export async function selectMatches(ctx: Ctx, county: string, bidx: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT encode(q.id_number_bidx, 'hex') AS bidx, p.id AS "personId", h.id AS "householdId", h.region_code AS "regionCode"
    FROM person q JOIN person p ON p.county_code = q.county_code AND p.id = coalesce(q.merged_into, q.id)
    JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id AND m.valid_to IS NULL
    JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id AND h.is_active
    WHERE q.county_code = ${county} AND q.id_number_bidx IN (SELECT decode(x, 'hex') FROM unnest(${[...bidx]}::text[]) x)`
  return Matched.parse(rows)
}
