import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

const text = z.string().nullable()
const sealed = z.instanceof(Uint8Array).nullable()
const whole = z.number().nullable()

const Place = z.object({
  householdId: z.string(),
  householdVersion: z.number(),
  regionCode: z.string(),
  householdNo: z.string(),
  townshipName: text,
  villageName: text,
  groupName: z.string(),
  address: z.string(),
  householdType: z.string(),
  povertyStatus: z.string(),
  identifiedOn: text,
  exitYear: whole,
  mainCause: text,
  monitoredType: text,
  riskTypes: z.array(z.string()).nullable(),
  householdSize: z.number(),
  incomeFen: whole,
  incomeYear: whole,
  phone: sealed,
  houseGrade: text,
})

const Household = Place.extend({
  headId: text,
  headName: z.string(),
  headIdNumber: sealed,
  lastVisitedOn: text,
  nextVisitOn: text,
  clueVerifyBy: text,
})
export type StoredHousehold = z.output<typeof Household>

const HOUSEHOLD = sql`h.id AS "householdId", h.version AS "householdVersion", h.region_code AS "regionCode", h.household_no AS "householdNo",
  t.name AS "townshipName", v.name AS "villageName", h.group_name AS "groupName", h.address, h.household_type::text AS "householdType",
  h.poverty_status::text AS "povertyStatus", h.identified_on::text AS "identifiedOn", h.exit_year AS "exitYear", h.main_cause AS "mainCause",
  h.monitored_type::text AS "monitoredType", (SELECT c.risks FROM monitoring_case c WHERE c.county_code = h.county_code AND c.household_id = h.id
    AND c.status <> 'RISK_REMOVED' LIMIT 1) AS "riskTypes", h.member_count AS "householdSize", h.per_capita_income_fen::float8 AS "incomeFen",
  h.income_year AS "incomeYear", h.phone_enc AS phone, h.housing_grade AS "houseGrade"`

const REGIONS = sql`LEFT JOIN region v ON v.code = h.region_code LEFT JOIN region t ON t.code = v.parent_code`

// The ids are looked up one by one in their order; OFFSET 0 keeps the planner from reading the county for what it takes for few rows.
const listed = (county: string, ids: readonly string[]) => sql`
  unnest(${[...ids]}::uuid[]) WITH ORDINALITY i(id, n) CROSS JOIN LATERAL (
    SELECT x.* FROM household x WHERE x.county_code = ${county} AND x.id = i.id OFFSET 0) h`

const belongs = (today: string) =>
  sql`m.valid_from <= ${today}::date AND (m.valid_to IS NULL OR m.valid_to > ${today}::date)`

/** These households with their heads, in the order of the ids. */
export async function selectHouseholds(ctx: Ctx, county: string, ids: readonly string[]): Promise<StoredHousehold[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT ${HOUSEHOLD}, p.id AS "headId", h.head_name AS "headName", p.id_number_enc AS "headIdNumber", h.last_visited_on::text AS "lastVisitedOn",
      h.next_visit_on::text AS "nextVisitOn", (SELECT o.verify_by::text FROM clue o
        WHERE o.county_code = h.county_code AND o.household_id = h.id AND o.status = 'OPEN' LIMIT 1) AS "clueVerifyBy"
    FROM ${listed(county, ids)}
    LEFT JOIN LATERAL (SELECT q.id, q.id_number_enc FROM membership m JOIN person q ON q.county_code = m.county_code AND q.id = m.person_id
      WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.relation = 'HEAD' AND ${belongs(ctx.today)} LIMIT 1) p ON true
    ${REGIONS} ORDER BY i.n`
  return Household.array().parse(rows)
}

const Summary = z.object({
  regionCode: z.string(),
  regionName: z.string(),
  households: z.number(),
  persons: z.number(),
  notExited: z.number(),
  exited: z.number(),
  neverPoor: z.number(),
  monitored: z.number(),
  unvisited: z.number(),
})

/** Counts of active households per region; `codes` are of one level, `digits` are those that count of them. */
export async function selectSummary(ctx: Ctx, codes: readonly string[], digits: number) {
  const rows = await ctx.db.$queryRaw`
    SELECT r.code AS "regionCode", r.name AS "regionName", count(h.id)::int AS households, coalesce(sum(h.member_count), 0)::int AS persons,
      count(h.id) FILTER (WHERE h.poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'))::int AS "notExited",
      count(h.id) FILTER (WHERE h.poverty_status IN ('EXITED', 'EXITED_STABLE'))::int AS exited,
      count(h.id) FILTER (WHERE h.poverty_status = 'NEVER_POOR')::int AS "neverPoor", count(h.monitored_type)::int AS monitored,
      count(h.id) FILTER (WHERE h.last_visited_on IS NULL OR h.last_visited_on <= ${ctx.today}::date - 90)::int AS unvisited
    FROM unnest(${[...codes]}::text[]) WITH ORDINALITY i(code, n) JOIN region r ON r.code = i.code
    LEFT JOIN household h ON h.is_active AND left(h.region_code, ${digits}::int) = left(r.code, ${digits}::int)
    GROUP BY r.code, r.name, i.n ORDER BY i.n`
  return Summary.array().parse(rows)
}

const Count = z.array(z.object({ n: z.number() })).length(1)

/** How many persons belong to these households today. */
export async function countMembers(ctx: Ctx, county: string, ids: readonly string[]): Promise<number> {
  const rows = await ctx.db.$queryRaw`
    SELECT count(*)::int AS n FROM membership m
    WHERE m.county_code = ${county} AND m.household_id = ANY (${[...ids]}::uuid[]) AND ${belongs(ctx.today)}`
  return Count.parse(rows)[0]?.n ?? 0
}

/** Above so many rows a second person approves, in a region today. */
export async function approvalThreshold(ctx: Ctx, regionCode: string): Promise<number> {
  return Count.parse(await ctx.db.$queryRaw`SELECT export_threshold(${regionCode}) AS n`)[0]?.n ?? 0
}

/** Lets one person's requests pass one after another, so that they are counted. */
export async function queueRequests(ctx: Ctx): Promise<void> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export:${ctx.actor.userId}`}, 0))`
}

/** Keeps whom rows of a file were about. `rows` is a JSON array of rows of `export_row`. */
export function insertRows(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO export_row (county_code, export_id, row_no, region_code, household_id, person_id, household_version, person_version)
    SELECT county_code, export_id, row_no, region_code, household_id, person_id, household_version, person_version
    FROM jsonb_populate_recordset(NULL::export_row, ${rows}::jsonb)`
}
