import 'server-only'
import { CASE_STATUSES } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'
import type { CaseNarrow, CasePart, RiskHelp } from '@/lib/support/rules/case-parts'

const { sql } = Prisma

export type Range = { gte: string; lt: string }

/** Rows of `monitoring_case c` in a region; both columns, because every index begins with the county. */
export const casesIn = ({ gte, lt }: Range): Prisma.Sql =>
  isWithinCounty(gte)
    ? sql`c.county_code = ${countyOf(gte)} AND c.region_code >= ${gte} AND c.region_code < ${lt}`
    : sql`c.county_code >= ${gte} AND c.county_code < ${lt} AND c.region_code >= ${gte} AND c.region_code < ${lt}`

export const OPEN_CASES: Prisma.Sql = sql`c.status <> 'RISK_REMOVED'`

/**
 * What help the cases `c` that `within` picks have got: the first plan, the first measure given, how many measures answer the case and of
 * which types. The same measures as on the household's page: those of the case, those since it was decided, and those that still run; also of
 * records that were merged into the household. A look into an index for each case: its time grows with the cases, not with the measures.
 */
export const caseFacts = (within: Prisma.Sql): Prisma.Sql => sql`
  SELECT c.county_code, c.id, c.region_code, c.status, c.identified_on, c.plan_by, c.risks, c.earlier_case_id,
    (SELECT min(p.agreed_on) FROM support_plan p WHERE p.county_code = c.county_code AND p.case_id = c.id) AS planned_on,
    m.helped_on, m.live, coalesce(m.types, '{}') AS types
  FROM monitoring_case c LEFT JOIN LATERAL (
    SELECT min(m.delivered_on) FILTER (WHERE m.status IN ('DELIVERED', 'CONFIRMED_BY_HOUSEHOLD')) AS helped_on, count(*)::int AS live,
      array_agg(m.type_code::text) AS types
    FROM support_measure m
    WHERE m.county_code = c.county_code AND m.household_id = ANY (ARRAY(SELECT c.household_id UNION ALL SELECT g.id FROM household g
        WHERE g.county_code = c.county_code AND g.merged_into = c.household_id))
      AND m.status <> 'CANCELLED' AND (m.case_id = c.id OR m.counts_on >= c.identified_on OR m.status = 'IN_PROGRESS')) m ON true
  WHERE ${within}`

const IS_UNDER_WAY = sql`f.status IN ('MONITORED', 'SUPPORTED')`
const IS_ONLY_DECIDED = sql`f.status = 'MONITORED' AND f.planned_on IS NULL AND f.helped_on IS NULL`

/** The condition of each part over the facts `f` of open cases: a figure and the list that it opens are of the same rows. */
export const CASE_CONDITIONS: Record<CasePart, Prisma.Sql> = {
  decided: sql`(${IS_ONLY_DECIDED})`,
  planned: sql`(${IS_UNDER_WAY} AND f.helped_on IS NULL AND NOT (${IS_ONLY_DECIDED}))`,
  helped: sql`(${IS_UNDER_WAY} AND f.helped_on IS NOT NULL)`,
  proposed: sql`(f.status = 'REMOVAL_PROPOSED')`,
  unhelped: sql`(f.live = 0)`,
  rolledBack: sql`(f.earlier_case_id IS NOT NULL)`,
}

/** Whether some measure is of one of the types (an array of codes) that answer a risk. */
export const HELP_CONDITIONS: Record<RiskHelp, (types: Prisma.Sql) => Prisma.Sql> = {
  matched: (types) => sql`(f.types && ${types})`,
  none: (types) => sql`(NOT f.types && ${types})`,
}

function condition({ part, risk, help }: CaseNarrow): Prisma.Sql {
  const parts = [sql`true`]
  if (part) parts.push(CASE_CONDITIONS[part])
  if (risk) parts.push(sql`${risk}::text = ANY (f.risks)`)
  if (risk && help)
    parts.push(
      HELP_CONDITIONS[help](sql`(ARRAY(SELECT t.code::text FROM measure_type t WHERE ${risk}::text = ANY (t.risks)))`),
    )
  return Prisma.join(parts, ' AND ')
}

type Page = { range: Range; narrow: CaseNarrow; after: { rank: number; day: string; id: string } | null; take: number }

/** Ids of open cases of a region that a narrowing leaves, in the order of their list. */
export async function selectCaseIds(ctx: Ctx, { range, narrow, after, take }: Page): Promise<string[]> {
  const status = after && CASE_STATUSES[after.rank]
  const beyond =
    after && status
      ? sql`(f.status, f.plan_by, f.id) > (${status}::"CaseStatus", ${after.day}::date, ${after.id}::uuid)`
      : sql`true`
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM (${caseFacts(sql`${casesIn(range)} AND ${OPEN_CASES}`)}) f WHERE ${condition(narrow)} AND ${beyond}
    ORDER BY f.status, f.plan_by, f.id LIMIT ${take}::int`
  return rows.map(({ id }) => id)
}
