import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

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

/** Open findings of a listed place, of an area those of its members, as far as the actor may know of them; long-term ones are open too. */
export async function countOpenFindings(ctx: Ctx, countyCode: string, placeId: string): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`SELECT place_findings(${countyCode}, ${placeId}::uuid)::int AS n`
  return rows[0]?.n ?? 0
}

/** Whether a listed area says by now which townships and villages it consists of. */
export async function hasMembers(ctx: Ctx, { countyCode, id }: { countyCode: string; id: string }): Promise<boolean> {
  const where = { countyCode, placeId: id, validTo: null }
  return (await ctx.db.listedMember.findFirst({ where, select: { id: true } })) !== null
}

/** Codes of the members of a listed area and of the villages of its townships today (area_regions). */
export async function listAreaRegions(ctx: Ctx, countyCode: string, placeId: string): Promise<string[]> {
  const rows = await ctx.db.$queryRaw`SELECT area_regions(${countyCode}, ${placeId}::uuid) AS code`
  return z
    .array(z.object({ code: z.string() }))
    .parse(rows)
    .map(({ code }) => code)
}

const Poor = z.object({ households: z.number(), persons: z.number() })

/** Remaining poor households and persons of a listed area: those that its run counted in its villages. */
export async function countAreaPoor(ctx: Ctx, countyCode: string, placeId: string) {
  const rows = await ctx.db.$queryRaw`SELECT households, persons FROM area_poor(${countyCode}, ${placeId}::uuid)`
  return Poor.parse((rows as unknown[])[0])
}

const Group = z.object({
  id: z.string(),
  findings: z.number(),
  sessions: z.number(),
  last: z.iso.date().nullable(),
  persons: z.number(),
  members: z.number(),
})

/** Open findings, sessions, the day of the last session, remaining poor persons and members of several listed places, by place. */
export async function countByPlace(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, z.output<typeof Group>>()
  const rows = await ctx.db.$queryRaw`
    SELECT p.id, place_findings(p.county_code, p.id)::int AS findings, s.sessions, s.last,
      CASE WHEN is_area(p.area_name, p.region_code) THEN (SELECT a.persons FROM area_poor(p.county_code, p.id) a) ELSE p.poor_persons END AS persons,
      (SELECT count(*)::int FROM listed_member m WHERE m.county_code = p.county_code AND m.place_id = p.id AND m.valid_to IS NULL) AS members
    FROM listed_place p, LATERAL (SELECT count(*)::int AS sessions, max(x.held_on)::text AS last FROM supervision_session x
      WHERE x.county_code = p.county_code AND x.place_id = p.id) s WHERE p.id = ANY (${ids}::uuid[])`
  const groups = z.array(Group).parse(rows)
  return new Map(groups.map((group) => [group.id, group]))
}

const Help = z.object({ solved: z.number(), supported: z.number(), amountFen: z.number(), households: z.number() })

/** Whether the household of a `session_household v` lived in one of these regions on the day of its session `x`. */
const livedInSql = (
  regions: readonly string[],
) => Prisma.sql`EXISTS (SELECT FROM household_state l WHERE l.county_code = v.county_code
  AND l.household_id = v.household_id AND l.valid_from <= x.held_on AND (l.valid_to IS NULL OR l.valid_to > x.held_on)
  AND l.village_code = ANY (${[...regions]}::text[]))`

/** What the sessions of a place solved on the spot, what support they brought, and how many households they visited, of an area only in its regions. */
export async function sumHelp(ctx: Ctx, countyCode: string, placeId: string, within: readonly string[] | null) {
  const livedIn = within ? livedInSql(within) : Prisma.sql`true`
  const rows = await ctx.db.$queryRaw`
    SELECT count(*) FILTER (WHERE h.kind = 'SOLVED')::int AS solved, count(*) FILTER (WHERE h.kind = 'SUPPORT')::int AS supported,
      coalesce(sum(h.amount_fen), 0)::float8 AS "amountFen",
      (SELECT count(DISTINCT v.household_id)::int FROM session_household v JOIN supervision_session x ON x.county_code = v.county_code AND x.id = v.session_id
        WHERE x.county_code = ${countyCode} AND x.place_id = ${placeId}::uuid AND ${livedIn}) AS households
    FROM supervision_session s JOIN session_help h ON h.county_code = s.county_code AND h.session_id = s.id
    WHERE s.county_code = ${countyCode} AND s.place_id = ${placeId}::uuid`
  return Help.parse((rows as unknown[])[0])
}
