import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Values = z.record(z.string(), z.unknown())
const Rows = z.array(z.object({ id: z.string(), ours: Values }))
const Relations = z.array(z.object({ id: z.string(), householdId: z.string(), ours: Values }))
const Years = z.array(z.object({ id: z.string(), year: z.number(), ours: Values.nullable() }))

// Each answers only the rows of the register in which something is not as the file says; `rows` is a list of {id, said}.

export async function selectDifferingHouseholds(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT o.id, to_jsonb(o) AS ours FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, said jsonb)
    JOIN household o ON o.county_code = ${county} AND o.id = r.id CROSS JOIN LATERAL to_jsonb(o) j
    WHERE EXISTS (SELECT FROM jsonb_each(r.said) s WHERE j -> s.key IS DISTINCT FROM s.value)`
  return Rows.parse(found)
}

export async function selectDifferingPersons(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT o.id, to_jsonb(o) - 'id_number_enc' AS ours
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, said jsonb)
    JOIN person o ON o.county_code = ${county} AND o.id = r.id CROSS JOIN LATERAL to_jsonb(o) j
    WHERE EXISTS (SELECT FROM jsonb_each(r.said) s WHERE j -> s.key IS DISTINCT FROM s.value)`
  return Rows.parse(found)
}

/** `rows` is a list of {id: person, household, relation}. */
export async function selectDifferingRelations(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT o.person_id AS id, o.household_id AS "householdId", jsonb_build_object('relation', o.relation, 'membership', o.id) AS ours
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, household uuid, relation text)
    JOIN membership o ON o.county_code = ${county} AND o.household_id = r.household AND o.person_id = r.id AND o.valid_to IS NULL
    WHERE o.relation <> r.relation`
  return Relations.parse(found)
}

/** `rows` is a list of {id: household, year, said}. Years that the register does not have come with null. */
export async function selectDifferingIncomes(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT r.id, r.year, to_jsonb(o) AS ours FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, year int, said jsonb)
    LEFT JOIN household_income o ON o.county_code = ${county} AND o.household_id = r.id AND o.year = r.year
    CROSS JOIN LATERAL to_jsonb(o) j
    WHERE o.household_id IS NULL OR EXISTS (SELECT FROM jsonb_each(r.said) s WHERE j -> s.key IS DISTINCT FROM s.value)`
  return Years.parse(found)
}

/** As for incomes. */
export async function selectDifferingLivings(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT r.id, r.year, to_jsonb(o) AS ours FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, year int, said jsonb)
    LEFT JOIN living_condition o ON o.county_code = ${county} AND o.household_id = r.id AND o.year = r.year
    CROSS JOIN LATERAL to_jsonb(o) j
    WHERE o.household_id IS NULL OR EXISTS (SELECT FROM jsonb_each(r.said) s WHERE j -> s.key IS DISTINCT FROM s.value)`
  return Years.parse(found)
}

const Since = z.array(z.object({ table: z.string(), key: z.string(), before: Values }))

/** What columns had been that were changed after an export, by the audit. `rows` is a list of {table, key, at, version}. */
export async function selectChangedSince(ctx: Ctx, county: string, rows: string) {
  const found = await ctx.db.$queryRaw`
    SELECT x."table", x.key, jsonb_object_agg(x.column_name, x.before) AS before FROM (
      SELECT r."table", r.key, k.key AS column_name, (array_agg(k.value ORDER BY e.id))[1] AS before
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("table" text, key text, at timestamptz, version int)
      JOIN audit_entry e ON e.county_code = ${county} AND e.table_name = r."table" AND e.row_id = r.key AND e.action = 'UPDATE'
        AND (e.at > r.at OR (e.new_values ->> 'version')::int > r.version)
      CROSS JOIN LATERAL jsonb_each(e.old_values) k
      GROUP BY 1, 2, 3) x
    GROUP BY 1, 2`
  return Since.parse(found)
}
