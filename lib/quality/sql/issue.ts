import 'server-only'
import * as z from 'zod'
import { MOVING_FIGURES } from '@/lib/households/catalogue/consistency/rule'
import { SEVERITIES } from '@/lib/households/schema'
import type { Ctx } from '@/lib/platform/db'

const Locked = z.object({
  countyCode: z.string(),
  regionCode: z.string(),
  householdId: z.string().nullable(),
  ruleId: z.string(),
  severity: z.enum(SEVERITIES),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
  explanationId: z.string().nullable(),
})

/** Takes an open issue for this transaction; `explanationId` is the explanation in force: the same figures, not withdrawn, not over. */
export async function lockIssue(ctx: Ctx, id: string) {
  const moving = [...MOVING_FIGURES]
  const taken = await ctx.db.$queryRaw<unknown[]>`
    SELECT id FROM quality_issue WHERE id = ${id}::uuid AND cleared_on IS NULL FOR NO KEY UPDATE`
  if (taken.length === 0) return null
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT q.county_code AS "countyCode", q.region_code AS "regionCode", q.household_id AS "householdId", q.rule_id AS "ruleId", q.severity, q.figures,
      e.id AS "explanationId"
    FROM quality_issue q LEFT JOIN quality_explanation e ON e.county_code = q.county_code AND e.issue_id = q.id AND e.withdrawn_on IS NULL
      AND e.until >= ${ctx.today}::date AND e.figures - ${moving}::text[] = q.figures - ${moving}::text[]
    WHERE q.id = ${id}::uuid AND q.cleared_on IS NULL`
  return rows[0] ? Locked.parse(rows[0]) : null
}

const Explained = Locked.pick({ countyCode: true, regionCode: true, householdId: true, ruleId: true })

/** Takes the issue of an explanation for this transaction. */
export async function lockExplained(ctx: Ctx, explanationId: string) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT q.county_code AS "countyCode", q.region_code AS "regionCode", q.household_id AS "householdId", q.rule_id AS "ruleId"
    FROM quality_explanation e JOIN quality_issue q ON q.county_code = e.county_code AND q.id = e.issue_id
    WHERE e.id = ${explanationId}::uuid FOR NO KEY UPDATE OF q`
  return rows[0] ? Explained.parse(rows[0]) : null
}
