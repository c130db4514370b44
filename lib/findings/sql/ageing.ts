import 'server-only'
import * as z from 'zod'
import { type Age, foundDays } from '@/lib/findings/rules/ages'
import { SOURCES } from '@/lib/findings/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'

const { sql } = Prisma

const Row = z.object({
  source: z.enum(SOURCES).nullable(),
  age: z.number().nullable(),
  child: z.string().nullable(),
  open: z.number(),
  overdue: z.number(),
  oldestOn: z.string(),
  oldestId: z.string(),
})
export type AgeRow = z.output<typeof Row>

type Asked = { range: { gte: string; lt: string }; ages: readonly Age[]; childDigits: number }

/** Open lines of a region by source and age (its place in `ages`, from 0), and by the region below; overdue ones among them, the oldest named. */
export async function selectAges(ctx: Ctx, { range: { gte, lt }, ages, childDigits }: Asked): Promise<AgeRow[]> {
  const county = isWithinCounty(gte)
    ? sql`f.county_code = ${countyOf(gte)}`
    : sql`f.county_code >= ${gte} AND f.county_code < ${lt}`
  const bands = ages.map((age, index) => {
    const { first, last } = foundDays(age, ctx.today)
    return sql`(${index}::int, ${first ?? '-infinity'}::date, ${last ?? 'infinity'}::date)`
  })
  const rows = await ctx.db.$queryRaw`
    SELECT f.source, a.age, left(f.region_code, ${childDigits}::int) AS child, count(*)::int AS open,
      count(*) FILTER (WHERE NOT f.is_long_term AND f.due_on < ${ctx.today}::date)::int AS overdue,
      min(f.found_on)::text AS "oldestOn", (array_agg(f.id ORDER BY f.found_on, f.id))[1]::text AS "oldestId"
    FROM finding f JOIN (VALUES ${Prisma.join(bands)}) a(age, first, last) ON f.found_on BETWEEN a.first AND a.last
    WHERE ${county} AND f.region_code >= ${gte} AND f.region_code < ${lt} AND f.status <> 'CLOSED'
    GROUP BY GROUPING SETS ((f.source, a.age), (3))`
  return Row.array().parse(rows)
}
