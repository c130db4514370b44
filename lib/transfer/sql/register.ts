import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const KnownPersons = z.array(z.object({ bidx: z.string(), personId: z.string(), householdId: z.string().nullable() }))
const KnownHouseholds = z.array(
  z.object({ id: z.string(), householdNo: z.string(), nationalNo: z.string().nullable(), regionCode: z.string() }),
)

/** Persons of the county that have one of these blind indexes (hex), and the household each belongs to now. */
export async function selectPersons(ctx: Ctx, county: string, bidx: readonly string[]) {
  const rows = await ctx.db.$queryRaw`
    SELECT encode(p.id_number_bidx, 'hex') AS bidx, p.id AS "personId", m.household_id AS "householdId"
    FROM person p LEFT JOIN membership m
      ON m.county_code = p.county_code AND m.person_id = p.id AND m.valid_to IS NULL
    WHERE p.county_code = ${county} AND p.id_number_bidx IN (SELECT decode(x, 'hex') FROM unnest(${[...bidx]}::text[]) x)`
  return KnownPersons.parse(rows)
}

/** Every household of the county in the actor's scope, by its numbers. */
export async function selectHouseholds(ctx: Ctx, county: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT id, household_no AS "householdNo", national_household_no AS "nationalNo", region_code AS "regionCode"
    FROM household WHERE county_code = ${county}`
  return KnownHouseholds.parse(rows)
}

export function insertHouseholds(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO household (county_code, id, region_code, household_no, national_household_no, group_name, address, household_type,
      poverty_status, identified_on, exit_year, main_cause, monitored_type, housing_grade, phone_enc, phone_bidx, bank_name,
      bank_account_enc, bank_account_bidx, head_name, head_pinyin, head_initials, name_grams, member_count, per_capita_income_fen,
      income_year, created_at, updated_at)
    SELECT county_code, id, region_code, household_no, national_household_no, coalesce(group_name, ''), coalesce(address, ''), household_type,
      poverty_status, identified_on, exit_year, main_cause, monitored_type, housing_grade, phone_enc, phone_bidx, bank_name,
      bank_account_enc, bank_account_bidx, head_name, head_pinyin, head_initials, name_grams, member_count, per_capita_income_fen,
      income_year, ${ctx.now}, ${ctx.now}
    FROM jsonb_populate_recordset(NULL::household, ${rows}::jsonb)`
}

/** Changes only what the ledger says and what differs; an empty cell leaves the field as it is. */
export function updateHouseholds(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE household h SET
      group_name = w.group_name, address = w.address, household_type = w.household_type, poverty_status = w.poverty_status,
      identified_on = w.identified_on, exit_year = w.exit_year, main_cause = w.main_cause, monitored_type = w.monitored_type,
      housing_grade = w.housing_grade, bank_name = w.bank_name, head_name = w.head_name, head_pinyin = w.head_pinyin,
      head_initials = w.head_initials, name_grams = w.name_grams, per_capita_income_fen = w.per_capita_income_fen,
      income_year = w.income_year, phone_enc = w.phone_enc, phone_bidx = w.phone_bidx,
      bank_account_enc = w.bank_account_enc, bank_account_bidx = w.bank_account_bidx,
      version = h.version + 1, updated_at = ${ctx.now}
    FROM (
      SELECT o.county_code, o.id,
        coalesce(r.group_name, o.group_name) AS group_name, coalesce(r.address, o.address) AS address,
        coalesce(r.household_type, o.household_type) AS household_type, coalesce(r.poverty_status, o.poverty_status) AS poverty_status,
        coalesce(r.identified_on, o.identified_on) AS identified_on, coalesce(r.exit_year, o.exit_year) AS exit_year,
        coalesce(r.main_cause, o.main_cause) AS main_cause, coalesce(r.monitored_type, o.monitored_type) AS monitored_type,
        coalesce(r.housing_grade, o.housing_grade) AS housing_grade, coalesce(r.bank_name, o.bank_name) AS bank_name,
        r.head_name, r.head_pinyin, r.head_initials,
        CASE WHEN o.name_grams @> r.name_grams THEN o.name_grams
          ELSE ARRAY(SELECT DISTINCT unnest(o.name_grams || r.name_grams)) END AS name_grams,
        CASE WHEN r.income_year >= coalesce(o.income_year, 0) THEN r.per_capita_income_fen ELSE o.per_capita_income_fen END AS per_capita_income_fen,
        CASE WHEN r.income_year >= coalesce(o.income_year, 0) THEN r.income_year ELSE o.income_year END AS income_year,
        coalesce(r.phone_bidx, o.phone_bidx) AS phone_bidx,
        CASE WHEN r.phone_bidx IS DISTINCT FROM o.phone_bidx AND r.phone_bidx IS NOT NULL THEN r.phone_enc ELSE o.phone_enc END AS phone_enc,
        coalesce(r.bank_account_bidx, o.bank_account_bidx) AS bank_account_bidx,
        CASE WHEN r.bank_account_bidx IS DISTINCT FROM o.bank_account_bidx AND r.bank_account_bidx IS NOT NULL
          THEN r.bank_account_enc ELSE o.bank_account_enc END AS bank_account_enc
      FROM jsonb_populate_recordset(NULL::household, ${rows}::jsonb) r
      JOIN household o ON o.county_code = r.county_code AND o.id = r.id
    ) w
    WHERE h.county_code = w.county_code AND h.id = w.id AND
      (h.group_name, h.address, h.household_type, h.poverty_status, h.identified_on, h.exit_year, h.main_cause, h.monitored_type,
        h.housing_grade, h.bank_name, h.head_name, h.head_pinyin, h.head_initials, h.name_grams, h.per_capita_income_fen, h.income_year,
        h.phone_bidx, h.bank_account_bidx)
      IS DISTINCT FROM
      (w.group_name, w.address, w.household_type, w.poverty_status, w.identified_on, w.exit_year, w.main_cause, w.monitored_type,
        w.housing_grade, w.bank_name, w.head_name, w.head_pinyin, w.head_initials, w.name_grams, w.per_capita_income_fen, w.income_year,
        w.phone_bidx, w.bank_account_bidx)`
}

export function insertPersons(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO person (county_code, id, region_code, national_person_no, name, name_pinyin, name_initials, sex, birth_date,
      id_number_enc, id_number_bidx, ethnicity, political_status, education, schooling, health, labour, work_area, work_months, medical_insured)
    SELECT county_code, id, region_code, national_person_no, name, name_pinyin, name_initials, sex, birth_date,
      id_number_enc, id_number_bidx, ethnicity, political_status, education, schooling, coalesce(health, '{}'), labour, work_area,
      work_months, medical_insured
    FROM jsonb_populate_recordset(NULL::person, ${rows}::jsonb)`
}

/** Changes only what the ledger says and what differs. Education and schooling exclude each other, as do places without work. */
export function updatePersons(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE person p SET national_person_no = w.national_person_no, name = w.name, name_pinyin = w.name_pinyin,
      name_initials = w.name_initials, ethnicity = w.ethnicity, political_status = w.political_status, education = w.education,
      schooling = w.schooling, health = w.health, labour = w.labour, work_area = w.work_area, work_months = w.work_months,
      medical_insured = w.medical_insured, version = p.version + 1
    FROM (
      SELECT o.county_code, o.id, coalesce(r.national_person_no, o.national_person_no) AS national_person_no,
        r.name, r.name_pinyin, r.name_initials,
        coalesce(r.ethnicity, o.ethnicity) AS ethnicity, coalesce(r.political_status, o.political_status) AS political_status,
        CASE WHEN r.education IS NULL AND r.schooling IS NULL THEN o.education ELSE r.education END AS education,
        CASE WHEN r.education IS NULL AND r.schooling IS NULL THEN o.schooling ELSE r.schooling END AS schooling,
        coalesce(r.health, o.health) AS health, coalesce(r.labour, o.labour) AS labour,
        coalesce(r.work_area, o.work_area) AS work_area, coalesce(r.work_months, o.work_months) AS work_months,
        coalesce(r.medical_insured, o.medical_insured) AS medical_insured
      FROM jsonb_populate_recordset(NULL::person, ${rows}::jsonb) r
      JOIN person o ON o.county_code = r.county_code AND o.id = r.id
    ) w
    WHERE p.county_code = w.county_code AND p.id = w.id AND
      (p.national_person_no, p.name, p.name_pinyin, p.name_initials, p.ethnicity, p.political_status, p.education, p.schooling,
        p.health, p.labour, p.work_area, p.work_months, p.medical_insured)
      IS DISTINCT FROM
      (w.national_person_no, w.name, w.name_pinyin, w.name_initials, w.ethnicity, w.political_status, w.education, w.schooling,
        w.health, w.labour, w.work_area, w.work_months, w.medical_insured)`
}

export function insertMemberships(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
    SELECT county_code, id, region_code, household_id, person_id, relation, valid_from
    FROM jsonb_populate_recordset(NULL::membership, ${rows}::jsonb)`
}

/** Sets relations as the ledger has them. Old heads step down first: a household never has two on one day. */
export async function updateRelations(ctx: Ctx, rows: string): Promise<number> {
  const down = await ctx.db.$executeRaw`
    UPDATE membership m SET relation = coalesce(r.relation, 'OTHER')
    FROM (SELECT h.county_code, h.household_id, h.person_id AS head FROM jsonb_populate_recordset(NULL::membership, ${rows}::jsonb) h
      WHERE h.relation = 'HEAD') f, membership o
    LEFT JOIN jsonb_populate_recordset(NULL::membership, ${rows}::jsonb) r ON r.household_id = o.household_id AND r.person_id = o.person_id
    WHERE o.county_code = f.county_code AND o.household_id = f.household_id AND o.relation = 'HEAD' AND o.valid_to IS NULL
      AND o.person_id <> f.head AND m.county_code = o.county_code AND m.id = o.id`
  const set = await ctx.db.$executeRaw`
    UPDATE membership m SET relation = r.relation
    FROM jsonb_populate_recordset(NULL::membership, ${rows}::jsonb) r
    WHERE m.county_code = r.county_code AND m.household_id = r.household_id AND m.person_id = r.person_id AND m.valid_to IS NULL
      AND m.relation <> r.relation`
  return down + set
}

/** Corrects the member counts of households that gained members. */
export function recountMembers(ctx: Ctx, county: string, householdIds: readonly string[]): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE household h SET member_count = c.n, version = h.version + 1, updated_at = ${ctx.now}
    FROM (SELECT household_id, count(*)::int AS n FROM membership
      WHERE county_code = ${county} AND household_id = ANY(${[...householdIds]}::uuid[]) AND valid_to IS NULL GROUP BY household_id) c
    WHERE h.county_code = ${county} AND h.id = c.household_id AND h.member_count <> c.n`
}

export function upsertIncomes(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO household_income AS i (county_code, household_id, year, region_code, per_capita_income_fen, source)
    SELECT county_code, household_id, year, region_code, per_capita_income_fen, source
    FROM jsonb_populate_recordset(NULL::household_income, ${rows}::jsonb)
    ON CONFLICT (county_code, household_id, year) DO UPDATE
      SET per_capita_income_fen = excluded.per_capita_income_fen, source = excluded.source
      WHERE i.per_capita_income_fen <> excluded.per_capita_income_fen`
}

const Ids = z.array(z.object({ id: z.string() }))

/** Those of the households that never had a monitoring case. */
export async function selectWithoutCase(ctx: Ctx, county: string, householdIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT h.id FROM household h WHERE h.county_code = ${county} AND h.id = ANY(${[...householdIds]}::uuid[])
      AND NOT EXISTS (SELECT FROM monitoring_case c WHERE c.county_code = h.county_code AND c.household_id = h.id)`
  return Ids.parse(rows).map(({ id }) => id)
}

export function insertCases(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, status, identified_on, plan_by)
    SELECT county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, status, identified_on, plan_by
    FROM jsonb_populate_recordset(NULL::monitoring_case, ${rows}::jsonb)`
}

export function insertFaults(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO import_fault (county_code, batch_id, fault_no, region_code, sheet, row_no, column_name, masked_value, code, params)
    SELECT county_code, batch_id, fault_no, region_code, sheet, row_no, column_name, masked_value, code, params
    FROM jsonb_populate_recordset(NULL::import_fault, ${rows}::jsonb)`
}

/** Statistics for the planner of the register's tables. */
export function analyseRegister(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`SELECT refresh_statistics()`
}
