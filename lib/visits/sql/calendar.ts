import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'
import { daysOfMonth } from '@/lib/visits/rules/month'

const { sql } = Prisma

const Row = z.object({ child: z.string(), day: z.string(), visits: z.number(), households: z.number() })

type Asked = { range: { gte: string; lt: string }; month: string; childDigits: number }

/** Visits of a month in a region and the households that were seen, by day and by the region below. A household stands in one region, so both add up over regions. */
export async function selectVisitDays(ctx: Ctx, { range: { gte, lt }, month, childDigits }: Asked) {
  const { first, next } = daysOfMonth(month)
  const county = isWithinCounty(gte)
    ? sql`v.county_code = ${countyOf(gte)}`
    : sql`v.county_code >= ${gte} AND v.county_code < ${lt}`
  const rows = await ctx.db.$queryRaw`
    SELECT x.child, x.visited_on::text AS day, sum(x.n)::int AS visits, count(*)::int AS households FROM (
      SELECT left(v.region_code, ${childDigits}::int) AS child, v.visited_on, v.household_id, count(*) AS n FROM visit v
      WHERE ${county} AND v.region_code >= ${gte} AND v.region_code < ${lt} AND v.visited_on >= ${first}::date AND v.visited_on < ${next}::date
      GROUP BY 1, 2, 3) x
    GROUP BY 1, 2`
  return Row.array().parse(rows)
}
