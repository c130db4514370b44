import 'server-only'
import * as z from 'zod'
import { RISKS } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { CASE_CONDITIONS, caseFacts, casesIn, HELP_CONDITIONS, OPEN_CASES, type Range } from '@/lib/support/sql/cases'

const { sql } = Prisma

const counts = {
  open: z.number(),
  decided: z.number(),
  planned: z.number(),
  helped: z.number(),
  proposed: z.number(),
  unhelped: z.number(),
  rolledBack: z.number(),
}
const Figures = z.object({
  children: z.array(z.object({ child: z.string(), ...counts })),
  risks: z.array(z.object({ risk: z.enum(RISKS), open: z.number(), matched: z.number() })),
  days: z.array(z.object({ step: z.string(), median: z.number(), of: z.number() })),
})
export type CaseFigures = z.output<typeof Figures>
export type CaseCount = keyof typeof counts

const DAYS = (range: Range, since: string) => {
  const procedures = (kind: 'MONITORING' | 'RISK_REMOVAL') => sql`status_procedure c WHERE ${casesIn(range)}
    AND c.kind = ${kind}::"ProcedureKind" AND c.last_step_on >= ${since}::date`
  return sql`(SELECT coalesce(jsonb_agg(x), '[]') FROM (
    SELECT d.step, percentile_disc(0.5) WITHIN GROUP (ORDER BY d.days)::int AS median, count(*)::int AS of FROM (
      SELECT 'waiting' AS step, s.started_on - k.opened_on AS days
        FROM (SELECT c.county_code, c.clue_id, c.started_on FROM ${procedures('MONITORING')} AND c.started_on >= ${since}::date) s
        JOIN clue k ON k.county_code = s.county_code AND k.id = s.clue_id
      UNION ALL SELECT 'verifying', c.ended_on - c.started_on FROM ${procedures('MONITORING')} AND c.ended_on >= ${since}::date
      UNION ALL SELECT 'decided', f.planned_on - f.identified_on FROM f WHERE f.identified_on >= ${since}::date AND f.planned_on >= f.identified_on
      UNION ALL SELECT 'planned', f.helped_on - f.planned_on FROM f WHERE f.identified_on >= ${since}::date AND f.helped_on >= f.planned_on
      UNION ALL SELECT 'helped', s.started_on - f.helped_on
        FROM (SELECT c.county_code, c.case_id, c.started_on FROM ${procedures('RISK_REMOVAL')} AND c.started_on >= ${since}::date) s
        JOIN f ON f.county_code = s.county_code AND f.id = s.case_id WHERE s.started_on >= f.helped_on
      UNION ALL SELECT 'proposed', c.ended_on - c.started_on FROM ${procedures('RISK_REMOVAL')} AND c.status = 'DONE' AND c.ended_on >= ${since}::date) d
    WHERE d.days IS NOT NULL GROUP BY 1) x)`
}

/**
 * Open cases of a region as numbers in one statement: of each region below, and by risk (a case of two risks counts in both), each by the condition
 * of the list that it opens. With `since` also how many days each step took that ended since that day, half of them at most so many: taking a
 * clue up, verifying it, planning for a case, giving its first help, proposing its removal, deciding on that.
 */
export async function selectCaseFigures(
  ctx: Ctx,
  { range, childDigits, since }: { range: Range; childDigits: number; since: string | null },
): Promise<CaseFigures> {
  const where = CASE_CONDITIONS
  const asked = since
    ? sql`(${OPEN_CASES} OR c.identified_on >= ${since}::date OR c.removed_on >= ${since}::date)`
    : OPEN_CASES
  const [row] = await ctx.db.$queryRaw<{ figures: unknown }[]>`
    WITH f AS MATERIALIZED (${caseFacts(sql`${casesIn(range)} AND ${asked}`)}),
    o AS (SELECT * FROM f WHERE f.status <> 'RISK_REMOVED')
    SELECT jsonb_build_object(
      'children', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT left(f.region_code, ${childDigits}::int) AS child, count(*)::int AS open,
          count(*) FILTER (WHERE ${where.decided})::int AS decided, count(*) FILTER (WHERE ${where.planned})::int AS planned,
          count(*) FILTER (WHERE ${where.helped})::int AS helped, count(*) FILTER (WHERE ${where.proposed})::int AS proposed,
          count(*) FILTER (WHERE ${where.unhelped})::int AS unhelped, count(*) FILTER (WHERE ${where.rolledBack})::int AS "rolledBack"
        FROM o f GROUP BY 1) x),
      'risks', (SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT r.risk, count(*)::int AS open,
          count(*) FILTER (WHERE ${HELP_CONDITIONS.matched(sql`t.types`)})::int AS matched
        FROM o f CROSS JOIN LATERAL (SELECT DISTINCT unnest(f.risks) AS risk) r
        LEFT JOIN (SELECT k.risk, array_agg(t.code::text) AS types FROM measure_type t CROSS JOIN LATERAL unnest(t.risks) k(risk) GROUP BY 1) t
          ON t.risk = r.risk
        GROUP BY 1) x),
      'days', ${since ? DAYS(range, since) : sql`'[]'::jsonb`}) AS figures`
  return Figures.parse(row?.figures)
}
