import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const day = z.string().nullable()
const Counted = z.object({
  kind: z.enum(['phone', 'helper', 'poor', 'card']),
  subject: z.string(),
  n: z.number(),
  nextOn: day,
})
const Membership = z.object({ householdId: z.string(), personId: z.string(), from: z.string(), to: day })
const Earlier = z.object({ personId: z.string(), year: z.number(), schooling: z.string().nullable() })
const Plain = z.object({
  id: z.string(),
  regionCode: z.string(),
  phone: z.instanceof(Uint8Array).nullable(),
  isRelocated: z.boolean().nullable(),
  lastVisitedOn: day,
  failed: z.array(z.string()).nullable(),
  hasOpenClue: z.boolean(),
  hasOpenCase: z.boolean(),
  risks: z.array(z.string()).nullable(),
  decidedOn: day,
  incomeChangedOn: day,
  measuresAfter: z.array(z.object({ personId: z.string(), left: z.string(), on: z.string() })),
})

/** Counts over the whole county for the households of some villages; see quality_county_facts. */
export async function selectCountyFacts(ctx: Ctx, county: string, villages: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT kind, subject, n, next_on::text AS "nextOn" FROM quality_county_facts(${county}, ${[...villages]}::text[])`
  return z.array(Counted).parse(rows)
}

/** All memberships of the households, past and to come. */
export async function selectMemberships(ctx: Ctx, county: string, ids: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT household_id AS "householdId", person_id AS "personId", valid_from::text AS "from", valid_to::text AS "to"
    FROM membership WHERE county_code = ${county} AND household_id = ANY(${[...ids]}::uuid[])`
  return z.array(Membership).parse(rows)
}

/** Schooling of earlier years of the people of some villages, newest first. */
export async function selectEarlierYears(ctx: Ctx, county: string, personIds: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT person_id AS "personId", year, values ->> 'schooling' AS schooling FROM person_year
    WHERE county_code = ${county} AND person_id = ANY(${[...personIds]}::uuid[]) ORDER BY person_id, year DESC`
  return z.array(Earlier).parse(rows)
}

/** What monitoring and visits say of the households, in one grouping; an income counts as changed on the day of its newest audited update. */
export async function selectSurroundings(ctx: Ctx, county: string, ids: readonly string[]) {
  const list = [...ids]
  const rows = await ctx.db.$queryRaw<unknown[]>`
    WITH cases AS MATERIALIZED (
      SELECT household_id, bool_or(status <> 'RISK_REMOVED') AS is_open, max(identified_on) AS decided_on,
        (array_agg(risks::text[] ORDER BY episode DESC) FILTER (WHERE status <> 'RISK_REMOVED'))[1:1] AS risks
      FROM monitoring_case WHERE county_code = ${county} AND household_id = ANY(${list}::uuid[]) GROUP BY 1),
    clues AS MATERIALIZED (SELECT DISTINCT household_id FROM clue WHERE county_code = ${county} AND household_id = ANY(${list}::uuid[]) AND status = 'OPEN'),
    failed AS MATERIALIZED (SELECT household_id, array_agg(item::text ORDER BY item) AS items FROM guarantee_state
      WHERE county_code = ${county} AND household_id = ANY(${list}::uuid[]) AND result = 'FAIL' GROUP BY 1),
    changed AS MATERIALIZED (SELECT i.household_id, max((a.at AT TIME ZONE 'Asia/Shanghai')::date) AS changed_on
      FROM cases c JOIN household_income i ON i.county_code = ${county} AND i.household_id = c.household_id
      JOIN audit_entry a ON a.table_name = 'household_income' AND a.row_id = ${county} || '/' || i.household_id || '/' || i.year
        AND a.action = 'UPDATE' AND a.county_code = ${county} GROUP BY 1),
    given AS MATERIALIZED (SELECT s.household_id, s.person_id, s.counts_on,
        least(p.died_on, (SELECT max(coalesce(m.valid_to, 'infinity')) FROM membership m WHERE m.county_code = s.county_code AND m.household_id = s.household_id AND m.person_id = s.person_id)) AS left_on
      FROM support_measure s LEFT JOIN person p ON p.county_code = s.county_code AND p.id = s.person_id
      WHERE s.county_code = ${county} AND s.household_id = ANY(${list}::uuid[]) AND s.person_id IS NOT NULL AND s.status <> 'CANCELLED'),
    late AS MATERIALIZED (SELECT household_id, person_id, min(left_on) AS left_on, min(counts_on) AS counts_on FROM given
      WHERE counts_on > left_on AND left_on <= ${ctx.today}::date GROUP BY 1, 2)
    SELECT h.id, h.region_code AS "regionCode", h.phone_enc AS phone, h.is_relocated AS "isRelocated", h.last_visited_on::text AS "lastVisitedOn", f.items AS failed,
      u.household_id IS NOT NULL AS "hasOpenClue", coalesce(c.is_open, false) AS "hasOpenCase",
      ARRAY(SELECT unnest(c.risks)) AS risks, c.decided_on::text AS "decidedOn", x.changed_on::text AS "incomeChangedOn",
      ARRAY(SELECT jsonb_build_object('personId', l.person_id, 'left', l.left_on, 'on', l.counts_on) FROM late l WHERE l.household_id = h.id ORDER BY l.person_id) AS "measuresAfter"
    FROM household h LEFT JOIN cases c ON c.household_id = h.id LEFT JOIN clues u ON u.household_id = h.id
      LEFT JOIN failed f ON f.household_id = h.id LEFT JOIN changed x ON x.household_id = h.id
    WHERE h.county_code = ${county} AND h.id = ANY(${list}::uuid[])`
  return z.array(Plain).parse(rows)
}

const VillageIncomeRow = z.object({
  regionCode: z.string(),
  householdId: z.string(),
  povertyStatus: z.string(),
  year: z.number(),
  perCapitaFen: z.number(),
  previousFen: z.number().nullable(),
})

/** The newest income per head of every active household of some villages, and that of the year before it. */
export async function selectVillageIncomes(ctx: Ctx, county: string, villages: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT DISTINCT ON (h.id) h.region_code AS "regionCode", h.id AS "householdId", h.poverty_status::text AS "povertyStatus", i.year,
      i.per_capita_income_fen::float8 AS "perCapitaFen",
      CASE WHEN i.year_before = i.year - 1 THEN i.fen_before::float8 END AS "previousFen"
    FROM household h JOIN (
      SELECT household_id, year, per_capita_income_fen, lag(year) OVER w AS year_before, lag(per_capita_income_fen) OVER w AS fen_before
      FROM household_income WHERE county_code = ${county} AND region_code = ANY(${[...villages]}::text[]) WINDOW w AS (PARTITION BY household_id ORDER BY year)
    ) i ON i.household_id = h.id
    WHERE h.county_code = ${county} AND h.region_code = ANY(${[...villages]}::text[]) AND h.is_active
    ORDER BY h.id, i.year DESC`
  return z.array(VillageIncomeRow).parse(rows)
}
