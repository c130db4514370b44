import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'

const { sql } = Prisma

/** A row of a table as the driver gives it: days as dates, amounts as bigint, sealed values as bytes. */
export type Raw = Readonly<Record<string, unknown>>

const PLACES = ['provinceName', 'cityName', 'countyName', 'townshipName', 'villageName'] as const
type Place = Partial<Record<(typeof PLACES)[number], string | null>>

/** What a row of a ledger is made of: `year` is the row of a yearly table, `incomeVersion` that of last year's income. */
export type RawLedgerRow = {
  household: Raw
  region: Place
  risks: readonly string[]
  person: Raw | null
  membership: Raw | null
  year: Raw | null
  incomeVersion: number | null
}

// The ids are looked up one by one in their order; OFFSET 0 keeps the planner from reading the county for what it takes for few rows.
async function selectHouseholds(ctx: Ctx, county: string, ids: readonly string[]): Promise<Map<string, Raw>> {
  const rows = await ctx.db.$queryRaw<Raw[]>`
    SELECT h.*, h.poverty_status::text, h.household_type::text, h.monitored_type::text, v.name AS "villageName", t.name AS "townshipName",
      co.name AS "countyName", ci.name AS "cityName", pr.name AS "provinceName",
      (SELECT c.risks FROM monitoring_case c WHERE c.county_code = h.county_code AND c.household_id = h.id AND c.status <> 'RISK_REMOVED' LIMIT 1) AS risks,
      (SELECT y.version FROM household_income y WHERE y.county_code = h.county_code AND y.household_id = h.id
        AND y.year = extract(year FROM ${ctx.today}::date)::int - 1) AS income_version
    FROM unnest(${[...ids]}::uuid[]) i(id) CROSS JOIN LATERAL (
      SELECT x.* FROM household x WHERE x.county_code = ${county} AND x.id = i.id OFFSET 0) h
    LEFT JOIN region v ON v.code = h.region_code LEFT JOIN region t ON t.code = v.parent_code LEFT JOIN region co ON co.code = t.parent_code
    LEFT JOIN region ci ON ci.code = co.parent_code LEFT JOIN region pr ON pr.code = ci.parent_code`
  return new Map(rows.map((row) => [String(row.id), row]))
}

const base = (household: Raw): RawLedgerRow => ({
  household,
  region: household as Place,
  risks: (household.risks as string[] | null) ?? [],
  person: null,
  membership: null,
  year: null,
  incomeVersion: household.income_version as number | null,
})

/** The members of these households today, in the households' order, the head first. */
export async function selectLedger(ctx: Ctx, county: string, ids: readonly string[]): Promise<RawLedgerRow[]> {
  const households = await selectHouseholds(ctx, county, ids)
  const members = await ctx.db.$queryRaw<Raw[]>`
    SELECT p.*, m.household_id, m.relation
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY i(id, n)
    JOIN membership m ON m.county_code = ${county} AND m.household_id = i.id AND m.valid_from <= ${ctx.today}::date
      AND (m.valid_to IS NULL OR m.valid_to > ${ctx.today}::date)
    JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
    ORDER BY i.n, m.relation = 'HEAD' DESC, m.relation = 'SPOUSE' DESC, p.birth_date, p.id`
  return members.flatMap((person) => {
    const household = households.get(String(person.household_id))
    return household ? [{ ...base(household), person, membership: person }] : []
  })
}

/** The newest yearly row of each of these households that has one. */
export async function selectYears(
  ctx: Ctx,
  county: string,
  ids: readonly string[],
  kind: 'INCOMES' | 'LIVING',
): Promise<RawLedgerRow[]> {
  const households = await selectHouseholds(ctx, county, ids)
  const table = kind === 'INCOMES' ? sql`household_income` : sql`living_condition`
  const years = await ctx.db.$queryRaw<Raw[]>`
    SELECT y.* FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY i(id, n) CROSS JOIN LATERAL (
      SELECT x.* FROM ${table} x WHERE x.county_code = ${county} AND x.household_id = i.id ORDER BY x.year DESC LIMIT 1) y ORDER BY i.n`
  return years.flatMap((year) => {
    const household = households.get(String(year.household_id))
    return household ? [{ ...base(household), year }] : []
  })
}

/** How many of these households have a row in a yearly table. */
export async function countYears(ctx: Ctx, county: string, ids: readonly string[], kind: 'INCOMES' | 'LIVING') {
  const table = kind === 'INCOMES' ? sql`household_income` : sql`living_condition`
  const rows = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(DISTINCT x.household_id)::int AS n FROM ${table} x WHERE x.county_code = ${county} AND x.household_id = ANY (${[...ids]}::uuid[])`
  return rows[0]?.n ?? 0
}
