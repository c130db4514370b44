import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** The ids of the newest line of each supply of the villages of a region in a year, by village; at most `most`. The same rule as `newestOf`. */
export async function selectNewestSupplies(
  ctx: Ctx,
  { gte, lt }: { gte: string; lt: string },
  year: number,
  most: number,
): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT x.id FROM (
      SELECT DISTINCT ON (s.plan_id, s.item, s.name) s.id, s.region_code, s.item, s.name FROM village_plan p
        JOIN village_supply s ON s.county_code = p.county_code AND s.plan_id = p.id
      WHERE p.county_code >= left(${gte}, 6) AND p.county_code < ${lt} AND p.region_code >= ${gte} AND p.region_code < ${lt} AND p.year = ${year}::int
      ORDER BY s.plan_id, s.item, s.name, s.as_of DESC, s.recorded_at DESC, s.id DESC) x
    ORDER BY x.region_code, x.item, x.name LIMIT ${most}::int`
  return rows.map(({ id }) => id)
}
