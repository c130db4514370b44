import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Counted = z.object({
  regionCode: z.string(),
  level: z.enum(['COUNTY', 'VILLAGE']),
  households: z.number(),
  persons: z.number(),
})

/** Remaining poor households and persons of a county and of each of its villages that has any, on a day (剩余贫困人口). */
export async function countRemainingPoor(ctx: Ctx, countyCode: string, on: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT p.region_code AS "regionCode", r.level::text AS level, p.households, p.persons
    FROM remaining_poor(${countyCode}, ${on}::date) p JOIN region r ON r.code = p.region_code ORDER BY 1`
  return z.array(Counted).parse(rows)
}

/** Open findings of a listed place, as far as the actor may know of them; long-term ones are open too. */
export async function countOpenFindings(ctx: Ctx, countyCode: string, regionCode: string): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`SELECT open_findings(${countyCode}, ${regionCode})::int AS n`
  return rows[0]?.n ?? 0
}

const Group = z.object({ id: z.string(), findings: z.number(), sessions: z.number(), last: z.iso.date().nullable() })

/** Open findings, sessions and the day of the last session of several listed places, by place. */
export async function countByPlace(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, z.output<typeof Group>>()
  const rows = await ctx.db.$queryRaw`
    SELECT p.id, open_findings(p.county_code, p.region_code)::int AS findings, s.sessions, s.last
    FROM listed_place p, LATERAL (SELECT count(*)::int AS sessions, max(x.held_on)::text AS last FROM supervision_session x
      WHERE x.county_code = p.county_code AND x.place_id = p.id) s WHERE p.id = ANY (${ids}::uuid[])`
  const groups = z.array(Group).parse(rows)
  return new Map(groups.map((group) => [group.id, group]))
}

const Help = z.object({ solved: z.number(), supported: z.number(), amountFen: z.number(), households: z.number() })

/** What the sessions of a place solved on the spot, what support they brought, and how many households they visited. */
export async function sumHelp(ctx: Ctx, countyCode: string, placeId: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT count(*) FILTER (WHERE h.kind = 'SOLVED')::int AS solved, count(*) FILTER (WHERE h.kind = 'SUPPORT')::int AS supported,
      coalesce(sum(h.amount_fen), 0)::float8 AS "amountFen",
      (SELECT count(DISTINCT v.household_id)::int FROM session_household v JOIN supervision_session x ON x.county_code = v.county_code AND x.id = v.session_id
        WHERE x.county_code = ${countyCode} AND x.place_id = ${placeId}::uuid) AS households
    FROM supervision_session s JOIN session_help h ON h.county_code = s.county_code AND h.session_id = s.id
    WHERE s.county_code = ${countyCode} AND s.place_id = ${placeId}::uuid`
  return Help.parse((rows as unknown[])[0])
}
