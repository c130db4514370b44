import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import type { Points } from '@/lib/yearplans/rules/standing'

const Line = z.object({
  code: z.string(),
  name: z.string(),
  above: z.string().nullable(),
  planId: z.string().nullable(),
  secretary: z.string().nullable(),
  tasks: z.number(),
  done: z.number(),
  crossed: z.number(),
  behind: z.number(),
  lastOn: z.string().nullable(),
  rank: z.number(),
})
export type VillageLine = z.output<typeof Line>
type Asked = {
  range: { gte: string; lt: string }
  year: number
  today: string
  points: Points
  after: { rank: number; code: string } | null
  most: number
}

/**
 * Villages of a region with how their year stands, the worst first: those without a plan, then by tasks far behind and behind the time that is
 * over. The same rule as `rules/standing.ts`.
 */
export async function rankVillages(
  ctx: Ctx,
  { range, year, today, points, after, most }: Asked,
): Promise<VillageLine[]> {
  const rows = await ctx.db.$queryRaw`
    WITH v AS (
      SELECT r.code, r.name, t.name AS above, p.county_code, p.id, p.secretary FROM region r LEFT JOIN region t ON t.code = r.parent_code
        LEFT JOIN village_plan p ON p.county_code = left(r.code, 6) AND p.region_code = r.code AND p.year = ${year}::int
      WHERE r.level = 'VILLAGE' AND r.code >= ${range.gte} AND r.code < ${range.lt}),
    k AS (
      SELECT v.code, t.percent, t.last_on, t.starts_on, t.ends_on, CASE WHEN ${today}::date >= t.ends_on THEN 100
        ELSE greatest(0, 100.0 * (${today}::date - t.starts_on) / (t.ends_on - t.starts_on)) END AS gone
      FROM v JOIN village_task t ON t.county_code = v.county_code AND t.plan_id = v.id),
    s AS (
      SELECT k.code, count(*)::int AS tasks, (count(*) FILTER (WHERE k.percent = 100))::int AS done,
        (count(*) FILTER (WHERE k.percent < 100 AND (${today}::date > k.ends_on OR k.gone - k.percent > ${points.farBehind}::numeric)))::int AS crossed,
        (count(*) FILTER (WHERE k.percent < 100 AND ${today}::date <= k.ends_on AND k.gone - k.percent > ${points.behind}::numeric
          AND k.gone - k.percent <= ${points.farBehind}::numeric))::int AS behind, max(k.last_on)::text AS last_on
      FROM k GROUP BY k.code),
    l AS (
      SELECT v.code, v.name, v.above, v.id AS "planId", v.secretary, coalesce(s.tasks, 0) AS tasks, coalesce(s.done, 0) AS done,
        coalesce(s.crossed, 0) AS crossed, coalesce(s.behind, 0) AS behind, s.last_on AS "lastOn",
        CASE WHEN v.id IS NULL THEN 9999 ELSE least(9998, coalesce(s.crossed, 0) * 100 + coalesce(s.behind, 0)) END AS rank
      FROM v LEFT JOIN s ON s.code = v.code)
    SELECT * FROM l WHERE ${after === null} OR l.rank < ${after?.rank ?? 0}::int OR (l.rank = ${after?.rank ?? 0}::int AND l.code > ${after?.code ?? ''})
    ORDER BY l.rank DESC, l.code LIMIT ${most}::int`
  return Line.array().parse(rows)
}

const Sums = z.object({ villages: z.number(), plans: z.number() })

/** Villages of a region, and those with a plan for a year. */
export async function countPlans(ctx: Ctx, { gte, lt }: { gte: string; lt: string }, year: number) {
  const rows = await ctx.db.$queryRaw`
    SELECT count(*)::int AS villages, count(p.id)::int AS plans FROM region r
      LEFT JOIN village_plan p ON p.county_code = left(r.code, 6) AND p.region_code = r.code AND p.year = ${year}::int
    WHERE r.level = 'VILLAGE' AND r.code >= ${gte} AND r.code < ${lt}`
  return Sums.array().parse(rows)[0] ?? { villages: 0, plans: 0 }
}
