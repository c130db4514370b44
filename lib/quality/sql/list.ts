import 'server-only'
import * as z from 'zod'
import { MOVING_FIGURES } from '@/lib/households/catalogue/consistency/rule'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { alone, mapped, type Part, rowsOf } from '@/lib/platform/together'
import { rangeOf } from '@/lib/regions/rules'
import { HouseholdRow, type IssueFilter, IssueRow, VillageRow } from '../schema'

const { sql } = Prisma

const inForce = (
  today: string,
) => sql`LEFT JOIN quality_explanation e ON e.county_code = q.county_code AND e.issue_id = q.id
  AND e.withdrawn_on IS NULL AND e.until >= ${today}::date AND e.figures - ${[...MOVING_FIGURES]}::text[] = q.figures - ${[...MOVING_FIGURES]}::text[]`

function narrowed(filter: IssueFilter): Prisma.Sql {
  if (filter === 'ALL') return sql`e.id IS NULL`
  if (filter === 'EXPLAINED') return sql`e.id IS NOT NULL`
  return sql`q.severity = ${filter} AND e.id IS NULL`
}

const issue = sql`jsonb_build_object('id', q.id, 'householdId', q.household_id, 'personId', q.person_id, 'personName', p.name, 'ruleId', q.rule_id,
  'severity', q.severity, 'figures', q.figures, 'foundOn', q.found_on,
  'explanation', CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('id', e.id, 'reason', e.reason, 'until', e.until, 'by', e.explained_by_name, 'on', e.explained_on) END)`
const person = sql`LEFT JOIN person p ON p.county_code = q.county_code AND p.id = q.person_id`

const order = sql`array_position(ARRAY['E', 'A', 'W']::bpchar[], q.severity), length(q.rule_id), q.rule_id, q.id`

export type ListOptions = { filter: IssueFilter; rule?: string; after?: string; limit: number }

/** Households of a village with something that fits the filter, by household number after `after`, each with all of it. */
export async function selectVillageList(
  ctx: Ctx,
  county: string,
  village: string,
  { filter, rule, after, limit }: ListOptions,
) {
  const byRule = rule ? sql`AND q.rule_id = ${rule}` : sql``
  const rows = await ctx.db.$queryRaw<{ row: unknown }[]>`
    WITH open AS MATERIALIZED (
      SELECT q.household_id, jsonb_agg(${issue} ORDER BY ${order}) AS issues
      FROM quality_issue q ${inForce(ctx.today)} ${person}
      WHERE q.county_code = ${county} AND q.region_code = ${village} AND q.cleared_on IS NULL AND q.household_id IS NOT NULL AND ${narrowed(filter)} ${byRule}
      GROUP BY 1)
    SELECT jsonb_build_object('id', h.id, 'householdNo', h.household_no, 'headName', h.head_name, 'groupName', h.group_name,
      'filled', coalesce(c.filled, 0), 'expected', coalesce(c.expected, 0), 'issues', o.issues,
      'hasClue', EXISTS (SELECT FROM clue x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status = 'OPEN'),
      'hasCase', EXISTS (SELECT FROM monitoring_case x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status <> 'RISK_REMOVED')) AS row
    FROM open o JOIN household h ON h.county_code = ${county} AND h.id = o.household_id
    LEFT JOIN quality_household c ON c.county_code = h.county_code AND c.household_id = h.id
    WHERE h.household_no > ${after ?? ''} ORDER BY h.household_no LIMIT ${limit}`
  return rows.map(({ row }) => HouseholdRow.parse(row))
}

type Found = { county: string; village: string } | { county: string; householdId: string }

/** What was found of a village as a whole, or of one household. */
export const selectIssues = (ctx: Ctx, of: Found): Promise<IssueRow[]> => alone(ctx, issuesOf(ctx, of))

/** The same, to be read with other parts. */
export function issuesOf(ctx: Ctx, of: Found): Part<IssueRow[]> {
  const which =
    'village' in of
      ? sql`q.region_code = ${of.village} AND q.household_id IS NULL`
      : sql`q.household_id = ${of.householdId}::uuid`
  const rows = sql`
    SELECT ${issue} AS issue FROM quality_issue q ${inForce(ctx.today)} ${person}
    WHERE q.county_code = ${of.county} AND ${which} AND q.cleared_on IS NULL
    ORDER BY ${order}`
  return mapped(rowsOf(rows, z.object({ issue: IssueRow })), (found) => found.map((row) => row.issue))
}

/** Ids of what is open in a region: what is said of a village first, then its households by their numbers. */
export async function selectIssueIds(
  ctx: Ctx,
  county: string,
  prefix: string,
  { filter, rule, limit }: { filter: IssueFilter; rule: string | null; limit: number },
): Promise<string[]> {
  const { lo, hi } = rangeOf(prefix)
  const byRule = rule ? sql`AND q.rule_id = ${rule}` : sql``
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT q.id FROM quality_issue q ${inForce(ctx.today)}
    LEFT JOIN household h ON h.county_code = q.county_code AND h.id = q.household_id
    WHERE q.county_code = ${county} AND q.region_code >= ${lo} AND q.region_code < ${hi} AND q.cleared_on IS NULL AND ${narrowed(filter)} ${byRule}
    ORDER BY q.region_code, h.household_no NULLS FIRST, ${order} LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

const PlacedIssue = z.object({
  issue: IssueRow,
  regionCode: z.string(),
  villageName: z.string().nullable(),
  townshipName: z.string().nullable(),
  householdNo: z.string().nullable(),
  headName: z.string().nullable(),
  householdVersion: z.number().nullable(),
})

/** Issues by their ids, in the order of the ids, each with its village and household. */
export async function selectIssuesById(ctx: Ctx, county: string, ids: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT ${issue} AS issue, q.region_code AS "regionCode", v.name AS "villageName", t.name AS "townshipName",
      h.household_no AS "householdNo", h.head_name AS "headName", h.version AS "householdVersion"
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY i(id, n)
    JOIN quality_issue q ON q.county_code = ${county} AND q.id = i.id ${inForce(ctx.today)} ${person}
    LEFT JOIN household h ON h.county_code = q.county_code AND h.id = q.household_id
    LEFT JOIN region v ON v.code = q.region_code LEFT JOIN region t ON t.code = v.parent_code
    ORDER BY i.n`
  return z.array(PlacedIssue).parse(rows)
}

const Count = z.object({ ruleId: z.string(), n: z.number() })

/** How often each rule is open and unexplained in a region, most first. */
export async function selectByRule(ctx: Ctx, county: string, prefix: string) {
  const { lo, hi } = rangeOf(prefix)
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT q.rule_id AS "ruleId", count(*)::int AS n FROM quality_issue q ${inForce(ctx.today)}
    WHERE q.county_code = ${county} AND q.region_code >= ${lo} AND q.region_code < ${hi} AND q.cleared_on IS NULL AND e.id IS NULL
    GROUP BY 1 ORDER BY 2 DESC, 1`
  return z.array(Count).parse(rows)
}

const sums = sql`coalesce(sum(v.households), 0)::int AS households, coalesce(sum(v.flawed), 0)::int AS flawed, coalesce(sum(v.errors), 0)::int AS errors,
  coalesce(sum(v.warnings), 0)::int AS warnings, coalesce(sum(v.audits), 0)::int AS audits, coalesce(sum(v.explained), 0)::int AS explained,
  coalesce(sum(v.filled), 0)::int AS filled, coalesce(sum(v.expected), 0)::int AS expected`

/** Regions below one, with what was last counted in their villages; `digits` is how much of a village's code names one of them. */
export async function selectPlaces(ctx: Ctx, prefix: string, digits: number): Promise<VillageRow[]> {
  const { lo, hi } = rangeOf(prefix)
  const county = prefix.padEnd(6, '0').slice(0, 6)
  const last = prefix.padEnd(6, '9').slice(0, 6)
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT r.code, r.name, coalesce(u.name, '') AS township, s.* FROM (
      SELECT rpad(left(v.region_code, ${digits}::int), 12, '0') AS code, ${sums} FROM quality_village v
      WHERE v.county_code >= ${county} AND v.county_code <= ${last} AND v.region_code >= ${lo} AND v.region_code < ${hi} GROUP BY 1) s
    JOIN region r USING (code) LEFT JOIN region u ON u.code = r.parent_code
    WHERE s.households > 0
    ORDER BY (s.households - s.flawed)::float8 / s.households, s.flawed DESC, r.code`
  return z.array(VillageRow).parse(rows)
}
