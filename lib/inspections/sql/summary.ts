import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

type Where = { countyCode: string; id: string }

const Village = z.object({
  village: z.string(),
  name: z.string(),
  township: z.string(),
  drawn: z.number(),
  done: z.number(),
  missed: z.number(),
  problems: z.number(),
  fixed: z.number(),
})
export type VillageCount = z.output<typeof Village>

/** Households drawn, inspected and given up, problems and what was put right at once, by village. */
export async function countByVillage(ctx: Ctx, { countyCode, id }: Where): Promise<VillageCount[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT d.region_code AS village, r.name, coalesce(p.name, '') AS township, count(*)::int AS drawn, count(f.id)::int AS done, count(m.id)::int AS missed,
      coalesce(sum(f.no), 0)::int AS problems, coalesce(sum(f.fixed), 0)::int AS fixed
    FROM inspection_drawn d JOIN region r ON r.code = d.region_code LEFT JOIN region p ON p.code = r.parent_code
    LEFT JOIN inspection_form f ON f.county_code = d.county_code AND f.campaign_id = d.campaign_id AND f.household_id = d.household_id AND f.round = d.round
    LEFT JOIN inspection_miss m ON m.county_code = d.county_code AND m.campaign_id = d.campaign_id AND m.household_id = d.household_id AND m.is_final
    WHERE d.county_code = ${countyCode} AND d.campaign_id = ${id}::uuid GROUP BY 1, 2, 3 ORDER BY 1`
  return Village.array().parse(rows)
}

const Aspect = z.object({ village: z.string(), aspect: z.string(), problems: z.number(), fixed: z.number() })
export type AspectCount = z.output<typeof Aspect>

/** Problems by village and aspect. */
export async function countByAspect(ctx: Ctx, { countyCode, id }: Where): Promise<AspectCount[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT f.region_code AS village, i.aspect, count(*)::int AS problems, count(*) FILTER (WHERE a ->> 'course' = 'FIXED')::int AS fixed
    FROM inspection_form f CROSS JOIN jsonb_array_elements(f.answers) a JOIN inspection_item i ON i.code = a ->> 'code'
    WHERE f.county_code = ${countyCode} AND f.campaign_id = ${id}::uuid AND a ->> 'answer' = 'NO' GROUP BY 1, 2 ORDER BY 1, 2`
  return Aspect.array().parse(rows)
}

const Often = z.object({ householdId: z.string(), times: z.number() })

/** How often households were inspected in the month of a day: look-back forms of every campaign, and visits of supervisors. */
export async function countInspections(
  ctx: Ctx,
  countyCode: string,
  day: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await ctx.db.$queryRaw`
    SELECT x.household_id AS "householdId", count(*)::int AS times FROM (
      SELECT f.household_id FROM inspection_form f WHERE f.county_code = ${countyCode} AND f.household_id = ANY(${[...ids]}::uuid[])
        AND f.inspected_on >= date_trunc('month', ${day}::date) AND f.inspected_on < date_trunc('month', ${day}::date) + interval '1 month'
      UNION ALL
      SELECT v.household_id FROM visit v WHERE v.county_code = ${countyCode} AND v.household_id = ANY(${[...ids]}::uuid[]) AND v.visitor_role = 'SUPERVISOR'
        AND v.visited_on >= date_trunc('month', ${day}::date) AND v.visited_on < date_trunc('month', ${day}::date) + interval '1 month') x
    GROUP BY 1`
  return new Map(
    Often.array()
      .parse(rows)
      .map(({ householdId, times }) => [householdId, times]),
  )
}
