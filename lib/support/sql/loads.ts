import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Load = z.object({
  userId: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  villages: z.string(),
  households: z.number(),
  monitored: z.number(),
  open: z.number(),
  unvisited: z.number(),
})
export type HelperLoad = z.output<typeof Load>

type Range = { gte: string; lt: string }
const MOST = 200
const VISITED_WITHIN = 90

/**
 * What each helper of a region carries: households, monitored ones among them, measures not yet given, households nobody visited for a
 * quarter. A helper without an account is known by name and unit.
 */
export async function selectLoads(ctx: Ctx, { gte, lt }: Range): Promise<HelperLoad[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT x.user_id AS "userId", coalesce(u.name, x.name, '') AS name, coalesce(nullif(x.unit, ''), u.unit, '') AS unit,
      string_agg(DISTINCT r.name, ' ' ORDER BY r.name) AS villages, count(DISTINCT h.id)::int AS households,
      count(DISTINCT h.id) FILTER (WHERE h.monitored_type IS NOT NULL)::int AS monitored,
      count(DISTINCT h.id) FILTER (WHERE h.last_visited_on IS NULL OR h.last_visited_on < ${ctx.today}::date - ${VISITED_WITHIN}::int)::int AS unvisited,
      coalesce(sum(o.n), 0)::int AS open
    FROM household_helper x
    JOIN household h ON h.county_code = x.county_code AND h.id = x.household_id AND h.is_active
    JOIN region r ON r.code = h.region_code
    LEFT JOIN app_user u ON u.id = x.user_id
    LEFT JOIN LATERAL (SELECT count(*) AS n FROM support_measure m WHERE m.county_code = h.county_code AND m.household_id = h.id
      AND m.status IN ('PLANNED', 'IN_PROGRESS')) o ON true
    WHERE x.county_code >= left(${gte}, 6) AND x.county_code < ${lt} AND x.region_code >= ${gte} AND x.region_code < ${lt}
      AND x.valid_from <= ${ctx.today}::date AND (x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date)
    GROUP BY 1, 2, 3 ORDER BY households DESC, name, unit LIMIT ${MOST}::int`
  return Load.array().parse(rows)
}

/** Registered households of a region that nobody is paired with today. */
export async function countUnpaired(ctx: Ctx, { gte, lt }: Range): Promise<number> {
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM household h WHERE h.county_code >= left(${gte}, 6) AND h.county_code < ${lt} AND h.region_code >= ${gte} AND h.region_code < ${lt}
      AND h.is_active AND h.poverty_status <> 'NEVER_POOR' AND NOT EXISTS (SELECT FROM household_helper x WHERE x.county_code = h.county_code
        AND x.household_id = h.id AND x.valid_from <= ${ctx.today}::date AND (x.valid_to IS NULL OR x.valid_to >= ${ctx.today}::date))`
  return rows[0]?.n ?? 0
}
