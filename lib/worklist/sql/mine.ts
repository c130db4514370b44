import 'server-only'
import * as z from 'zod'
import { DEADLINE_KINDS } from '@/lib/deadlines/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf } from '@/lib/regions/rules'

const { sql } = Prisma

const Month = z.object({ month: z.string(), visits: z.number(), households: z.number() })
const Promised = z.object({
  id: z.string(),
  content: z.string(),
  dueOn: z.string(),
  householdId: z.string(),
  headName: z.string(),
  village: z.string(),
})
const Met = z.object({
  id: z.string(),
  kind: z.enum(DEADLINE_KINDS),
  subjectKind: z.string(),
  subjectId: z.string(),
  householdId: z.string().nullable(),
  name: z.string(),
  village: z.string(),
  dueOn: z.string(),
  metOn: z.string(),
  isLate: z.boolean(),
  lateReason: z.string().nullable(),
})
export type MetDeadline = z.output<typeof Met>

/** One county where the actor has one, so that the index is used; a city has many. */
const inCounty = (ctx: Ctx, column: Prisma.Sql) =>
  ctx.actor.scope.length >= 6 ? sql`${column} = ${countyOf(ctx.actor.scope)}` : sql`${column} IS NOT NULL`

/** The visits that the actor logged since a day and the households he saw, by month. */
export async function selectOwnMonths(ctx: Ctx, since: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT to_char(v.visited_on, 'YYYY-MM') AS month, count(*)::int AS visits, count(DISTINCT v.household_id)::int AS households
    FROM visit v WHERE v.visitor_id = ${ctx.actor.userId}::uuid AND v.visited_on >= ${since}::date GROUP BY 1 ORDER BY 1`
  return Month.array().parse(rows)
}

/** Open promises of the actor, the first to keep first. */
export async function selectOwnPromises(ctx: Ctx, most: number) {
  const rows = await ctx.db.$queryRaw`
    SELECT p.id, p.content, p.due_on::text AS "dueOn", h.id AS "householdId", h.head_name AS "headName", r.name AS village
    FROM visit_promise p JOIN household h ON h.county_code = p.county_code AND h.id = p.household_id AND h.is_active
    JOIN region r ON r.code = h.region_code
    WHERE ${inCounty(ctx, sql`p.county_code`)} AND p.promised_by = ${ctx.actor.userId}::uuid AND p.status = 'OPEN'
    ORDER BY p.due_on, p.id LIMIT ${most}::int`
  return Promised.array().parse(rows)
}

/** Deadlines that the actor met since a day, in time or late, the latest first. */
export async function selectOwnDeadlines(ctx: Ctx, since: string, most: number): Promise<MetDeadline[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT d.id, d.kind, d.subject_kind AS "subjectKind", d.subject_id AS "subjectId", d.household_id AS "householdId",
      coalesce(h.head_name, '') AS name, r.name AS village, d.due_on::text AS "dueOn", d.met_on::text AS "metOn", coalesce(d.is_late, false) AS "isLate",
      d.late_reason AS "lateReason"
    FROM deadline d JOIN region r ON r.code = d.region_code LEFT JOIN household h ON h.county_code = d.county_code AND h.id = d.household_id
    WHERE d.met_by = ${ctx.actor.userId}::uuid AND d.met_on >= ${since}::date ORDER BY d.met_on DESC, d.id LIMIT ${most}::int`
  return Met.array().parse(rows)
}
