import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

/** Sources that facts and targets of a region name, the latest first. */
export async function selectSources(ctx: Ctx, lo: string, hi: string): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ source: string }[]>`
    SELECT x.source FROM (
      SELECT f.source, max(f.recorded_at) AS at FROM reported_fact f WHERE f.region_code >= ${lo} AND f.region_code < ${hi} GROUP BY 1
      UNION ALL SELECT t.source, max(t.recorded_at) FROM region_target t WHERE t.region_code >= ${lo} AND t.region_code < ${hi} GROUP BY 1) x
    GROUP BY x.source ORDER BY max(x.at) DESC, x.source LIMIT 60`
  return rows.map(({ source }) => source)
}

const Sum = z.object({
  code: z.string(),
  source: z.string(),
  day: z.string(),
  own: z.string(),
  below: z.string(),
  places: z.number(),
})

/** Facts of a region beside the sum of those of the places one level below, for the same input, source and day (domain.md 10.2, 101). */
export async function selectSums(ctx: Ctx, regionCode: string, asOf: string) {
  const rows = await ctx.db.$queryRaw`
    WITH f AS (SELECT f.region_code, f.input_code, f.source, f.fact_on, f.value FROM reported_fact f JOIN fact_input i ON i.code = f.input_code AND i.is_summed
        WHERE (f.region_code = ${regionCode} OR f.region_code IN (SELECT r.code FROM region r WHERE r.parent_code = ${regionCode}))
          AND f.value IS NOT NULL AND f.fact_on <= ${asOf}::date
          AND NOT EXISTS (SELECT FROM reported_fact n WHERE n.county_code = f.county_code AND n.supersedes = f.id)),
      below AS (SELECT input_code, source, fact_on, sum(value) AS value, count(*)::int AS places FROM f WHERE region_code <> ${regionCode} GROUP BY 1, 2, 3)
    SELECT f.input_code AS code, f.source, f.fact_on::text AS day, trim_scale(f.value)::text AS own, trim_scale(b.value)::text AS below, b.places
    FROM f JOIN below b USING (input_code, source, fact_on) WHERE f.region_code = ${regionCode}
    ORDER BY f.fact_on DESC, f.input_code, f.source LIMIT 100`
  return z.array(Sum).parse(rows)
}

const Findings = z.object({
  total: z.number(),
  closed: z.number(),
  open: z.number(),
  overdue: z.number(),
  dueOrClosed: z.number(),
  inTime: z.number(),
  onceClosed: z.number(),
  reopened: z.number(),
})

/** The ledger of findings of a region as of a day, as far as the actor knows of them: found by then, and closed by then or still open. */
export async function countFindingsOn(ctx: Ctx, lo: string, hi: string, asOf: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE x.closed)::int AS closed, count(*) FILTER (WHERE NOT x.closed)::int AS open,
      count(*) FILTER (WHERE NOT x.closed AND NOT x.is_long_term AND x.due_on < ${asOf}::date)::int AS overdue,
      count(*) FILTER (WHERE x.closed OR x.due_on < ${asOf}::date)::int AS "dueOrClosed",
      count(*) FILTER (WHERE x.closed AND x.closed_on <= x.due_on)::int AS "inTime",
      count(*) FILTER (WHERE x.closed OR x.reopened > 0)::int AS "onceClosed", count(*) FILTER (WHERE x.reopened > 0)::int AS reopened
    FROM (SELECT f.*, f.status = 'CLOSED' AND f.closed_on <= ${asOf}::date AS closed FROM finding f
      WHERE f.region_code >= ${lo} AND f.region_code < ${hi} AND f.found_on <= ${asOf}::date) x`
  return Findings.parse((rows as unknown[])[0])
}
