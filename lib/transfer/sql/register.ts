import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const KnownPersons = z.array(
  z.object({
    bidx: z.string(),
    personId: z.string(),
    householdId: z.string().nullable(),
    regionCode: z.string(),
    valuesYear: z.number().nullable(),
    hasCard: z.boolean(),
  }),
)
const KnownHouseholds = z.array(
  z.object({ id: z.string(), householdNo: z.string(), nationalNo: z.string().nullable(), regionCode: z.string() }),
)

/** Persons of the county that have one of these blind indexes (hex), and the household each belongs to now; a merged record leads to the kept one. */
export async function selectPersons(ctx: Ctx, county: string, bidx: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT encode(q.id_number_bidx, 'hex') AS bidx, p.id AS "personId", m.household_id AS "householdId", p.region_code AS "regionCode",
      p.values_year AS "valuesYear", p.disability_card_enc IS NOT NULL AS "hasCard"
    FROM person q JOIN person p ON p.county_code = q.county_code AND p.id = coalesce(q.merged_into, q.id)
    LEFT JOIN membership m ON m.county_code = p.county_code AND m.person_id = p.id AND m.valid_to IS NULL
    WHERE q.county_code = ${county} AND q.id_number_bidx IN (SELECT decode(x, 'hex') FROM unnest(${[...bidx]}::text[]) x)`
  return KnownPersons.parse(rows)
}

/** As above, by their ids: for rows of an export in which the number was masked. */
export async function selectPersonsById(ctx: Ctx, county: string, ids: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT p.id::text AS bidx, p.id AS "personId", m.household_id AS "householdId", p.region_code AS "regionCode",
      p.values_year AS "valuesYear", p.disability_card_enc IS NOT NULL AS "hasCard"
    FROM person p LEFT JOIN membership m
      ON m.county_code = p.county_code AND m.person_id = p.id AND m.valid_to IS NULL
    WHERE p.county_code = ${county} AND p.id = ANY(${[...ids]}::uuid[])`
  return KnownPersons.parse(rows)
}

/** Every household of the county in the actor's scope, by its numbers. */
export async function selectHouseholds(ctx: Ctx, county: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT coalesce(merged_into, id) AS id, household_no AS "householdNo", national_household_no AS "nationalNo", region_code AS "regionCode"
    FROM household WHERE county_code = ${county}`
  return KnownHouseholds.parse(rows)
}

const Missing = z.array(
  z.object({
    id: z.string(),
    householdNo: z.string(),
    name: z.string(),
    total: z.number(),
    personId: z.string().nullable(),
  }),
)

/** Living households of villages of which a ledger speaks that are not in it themselves, at most so many. */
export async function selectMissingHouseholds(
  ctx: Ctx,
  county: string,
  villages: readonly string[],
  ids: readonly string[],
  most: number,
) {
  const rows = await ctx.db.$queryRaw`
    SELECT h.id, h.household_no AS "householdNo", h.head_name AS name, count(*) OVER ()::int AS total, NULL AS "personId"
    FROM household h LEFT JOIN unnest(${[...ids]}::uuid[]) said(id) ON said.id = h.id
    WHERE h.county_code = ${county} AND h.is_active AND h.region_code = ANY(${[...villages]}::text[]) AND said.id IS NULL
    ORDER BY h.region_code, h.household_no LIMIT ${most}`
  return Missing.parse(rows)
}

/** People who belong today to households that are in a ledger and are not in it themselves, at most so many. */
export async function selectMissingPersons(
  ctx: Ctx,
  county: string,
  households: readonly string[],
  persons: readonly string[],
  most: number,
) {
  const rows = await ctx.db.$queryRaw`
    SELECT h.id, h.household_no AS "householdNo", p.name, count(*) OVER ()::int AS total, p.id AS "personId"
    FROM unnest(${[...households]}::uuid[]) home(id)
    JOIN membership m ON m.county_code = ${county} AND m.household_id = home.id AND m.valid_to IS NULL
    JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
    JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id
    LEFT JOIN unnest(${[...persons]}::uuid[]) said(id) ON said.id = p.id
    WHERE said.id IS NULL ORDER BY h.region_code, h.household_no LIMIT ${most}`
  return Missing.parse(rows)
}

export function insertDifferences(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO import_difference (county_code, batch_id, difference_no, region_code, kind, household_id, household_no, subject, field,
      year, row_no, ours, base, theirs, cell)
    SELECT county_code, batch_id, difference_no, region_code, kind, household_id, household_no, subject, field,
      year, row_no, ours, base, theirs, cell
    FROM json_populate_recordset(NULL::import_difference, ${rows}::json)`
}

export function insertFaults(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO import_fault (county_code, batch_id, fault_no, region_code, sheet, row_no, column_name, masked_value, code, params)
    SELECT county_code, batch_id, fault_no, region_code, sheet, row_no, column_name, masked_value, code, params
    FROM json_populate_recordset(NULL::import_fault, ${rows}::json)`
}

/** Holds households for the transaction, so that nobody changes them between a comparison and what follows from it. */
export function lockHouseholds(ctx: Ctx, county: string, ids: readonly string[]): Promise<number> {
  return ctx.db.$executeRaw`
    SELECT FROM household WHERE county_code = ${county} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

/** Statistics for the planner of the register's tables. */
export function analyseRegister(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`SELECT refresh_statistics()`
}
