import 'server-only'
import * as z from 'zod'
import { RISKS } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { CASE_CONDITIONS, caseFacts, casesIn, HELP_CONDITIONS, OPEN_CASES, type Range } from '@/lib/support/sql/cases'

const { sql } = Prisma

const Figures = z.object({
  child: z.string().nullable(),
  risk: z.enum(RISKS).nullable(),
  open: z.number(),
  matched: z.number(),
  decided: z.number(),
  planned: z.number(),
  helped: z.number(),
  proposed: z.number(),
  unhelped: z.number(),
  rolledBack: z.number(),
})
export type CaseFigures = z.output<typeof Figures>

/**
 * Open cases of a region as numbers: of the region below (`child`), or by risk (`risk`; a case of two risks counts in both). Each by the
 * condition of the list that it opens.
 */
export async function selectCaseFigures(ctx: Ctx, range: Range, childDigits: number): Promise<CaseFigures[]> {
  const where = CASE_CONDITIONS
  const counted = sql`count(*)::int AS open, count(*) FILTER (WHERE ${where.decided})::int AS decided,
    count(*) FILTER (WHERE ${where.planned})::int AS planned, count(*) FILTER (WHERE ${where.helped})::int AS helped,
    count(*) FILTER (WHERE ${where.proposed})::int AS proposed, count(*) FILTER (WHERE ${where.unhelped})::int AS unhelped,
    count(*) FILTER (WHERE ${where.rolledBack})::int AS "rolledBack"`
  const rows = await ctx.db.$queryRaw`
    WITH f AS MATERIALIZED (${caseFacts(sql`${casesIn(range)} AND ${OPEN_CASES}`)})
    SELECT left(f.region_code, ${childDigits}::int) AS child, NULL AS risk, 0 AS matched, ${counted} FROM f GROUP BY 1
    UNION ALL SELECT NULL, r.risk, count(*) FILTER (WHERE ${HELP_CONDITIONS.matched(sql`r.risk`)})::int, ${counted}
      FROM f CROSS JOIN LATERAL (SELECT DISTINCT unnest(f.risks) AS risk) r GROUP BY r.risk`
  return Figures.array().parse(rows)
}

const Days = z.object({ step: z.string(), median: z.number().nullable(), n: z.number() })
export type StepDays = z.output<typeof Days>

/**
 * How many days each step took that ended since a day: half of them took at most so many. Steps: taking a clue up, verifying it, planning for
 * a case, giving its first help, proposing its removal, deciding on that.
 */
export async function selectStepDays(ctx: Ctx, range: Range, since: string): Promise<StepDays[]> {
  const procedures = (kind: 'MONITORING' | 'RISK_REMOVAL') => sql`status_procedure c WHERE ${casesIn(range)}
    AND c.kind = ${kind}::"ProcedureKind" AND c.last_step_on >= ${since}::date`
  const removals = sql`SELECT c.county_code, c.case_id, c.started_on FROM ${procedures('RISK_REMOVAL')} AND c.started_on >= ${since}::date`
  const rows = await ctx.db.$queryRaw`
    WITH f AS MATERIALIZED (${caseFacts(sql`${casesIn(range)} AND c.identified_on >= ${since}::date`)}),
    s AS MATERIALIZED (${removals}),
    g AS MATERIALIZED (${caseFacts(sql`(c.county_code, c.id) IN (SELECT s.county_code, s.case_id FROM s)`)}),
    d AS (
      SELECT 'waiting' AS step, s.started_on - k.opened_on AS days
        FROM (SELECT c.county_code, c.clue_id, c.started_on FROM ${procedures('MONITORING')} AND c.started_on >= ${since}::date) s
        JOIN clue k ON k.county_code = s.county_code AND k.id = s.clue_id
      UNION ALL SELECT 'verifying', c.ended_on - c.started_on FROM ${procedures('MONITORING')} AND c.ended_on >= ${since}::date
      UNION ALL SELECT 'decided', f.planned_on - f.identified_on FROM f WHERE f.planned_on >= f.identified_on
      UNION ALL SELECT 'planned', f.helped_on - f.planned_on FROM f WHERE f.helped_on >= f.planned_on
      UNION ALL SELECT 'proposed', c.ended_on - c.started_on FROM ${procedures('RISK_REMOVAL')} AND c.status = 'DONE' AND c.ended_on >= ${since}::date
      UNION ALL SELECT 'helped', s.started_on - g.helped_on FROM s JOIN g ON g.county_code = s.county_code AND g.id = s.case_id
        WHERE s.started_on >= g.helped_on)
    SELECT d.step, percentile_disc(0.5) WITHIN GROUP (ORDER BY d.days)::int AS median, count(*)::int AS n FROM d WHERE d.days IS NOT NULL GROUP BY 1`
  return Days.array().parse(rows)
}
