import 'server-only'
import type { Ctx } from '@/lib/platform/db'

// Each lays patches over rows of the register: only the columns named in a patch change. `rows` is a list of {id, patch}.

export function patchHouseholds(ctx: Ctx, county: string, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE household h SET
      natural_village = w.natural_village, group_name = w.group_name, address = w.address, household_type = w.household_type,
      poverty_status = w.poverty_status, identified_on = w.identified_on, exit_year = w.exit_year, relapsed_on = w.relapsed_on,
      main_cause = w.main_cause, other_causes = w.other_causes, identification_standard = w.identification_standard,
      not_exited_reason = w.not_exited_reason, is_martyr_family = w.is_martyr_family, is_one_child_family = w.is_one_child_family,
      is_two_daughter_family = w.is_two_daughter_family, is_relocated = w.is_relocated, relocation_mode = w.relocation_mode,
      settlement_mode = w.settlement_mode, settlement_place = w.settlement_place, monitored_type = w.monitored_type,
      housing_grade = w.housing_grade, phone_enc = w.phone_enc, phone_bidx = w.phone_bidx, bank_name = w.bank_name,
      bank_account_enc = w.bank_account_enc, bank_account_bidx = w.bank_account_bidx,
      version = h.version + 1, updated_at = ${ctx.now}
    FROM (SELECT p.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, patch jsonb)
      JOIN household o ON o.county_code = ${county} AND o.id = r.id CROSS JOIN LATERAL jsonb_populate_record(o, r.patch) p) w
    WHERE h.county_code = w.county_code AND h.id = w.id`
}

export function patchPersons(ctx: Ctx, county: string, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE person h SET
      national_person_no = w.national_person_no, name = w.name, name_pinyin = w.name_pinyin, name_initials = w.name_initials,
      id_type = w.id_type, ethnicity = w.ethnicity, political_status = w.political_status,
      disability_card_enc = w.disability_card_enc, disability_card_bidx = w.disability_card_bidx, education = w.education,
      schooling = w.schooling, dropout_reason = w.dropout_reason, health = w.health, labour = w.labour, work_area = w.work_area,
      work_months = w.work_months, works_abroad = w.works_abroad, employer = w.employer, job_channel = w.job_channel,
      welfare_job = w.welfare_job, welfare_job_months = w.welfare_job_months, medical_insured = w.medical_insured,
      resident_medical = w.resident_medical, employee_medical = w.employee_medical, critical_illness = w.critical_illness,
      commercial_medical = w.commercial_medical, medical_aid = w.medical_aid, resident_pension = w.resident_pension,
      employee_pension = w.employee_pension, subsistence = w.subsistence, destitute = w.destitute, destitute_care = w.destitute_care,
      family_doctor = w.family_doctor, disability_living_allowance = w.disability_living_allowance,
      disability_nursing_allowance = w.disability_nursing_allowance, speaks_mandarin = w.speaks_mandarin,
      active_service = w.active_service, values_year = w.values_year,
      version = h.version + 1
    FROM (SELECT p.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, patch jsonb)
      JOIN person o ON o.county_code = ${county} AND o.id = r.id CROSS JOIN LATERAL jsonb_populate_record(o, r.patch) p) w
    WHERE h.county_code = w.county_code AND h.id = w.id`
}

/** `rows` is a list of {id: household, year, patch}. */
export function patchIncomes(ctx: Ctx, county: string, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE household_income h SET
      per_capita_income_fen = w.per_capita_income_fen, items = w.items, wage_fen = w.wage_fen, business_fen = w.business_fen,
      property_fen = w.property_fen, transfer_fen = w.transfer_fen, cost_fen = w.cost_fen, net_fen = w.net_fen,
      resident_members = w.resident_members, claims_fen = w.claims_fen, self_paid_fen = w.self_paid_fen,
      source = 'LEDGER', version = coalesce(h.version, 0) + 1
    FROM (SELECT p.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, year int, patch jsonb)
      JOIN household_income o ON o.county_code = ${county} AND o.household_id = r.id AND o.year = r.year
      CROSS JOIN LATERAL jsonb_populate_record(o, r.patch) p) w
    WHERE h.county_code = w.county_code AND h.household_id = w.household_id AND h.year = w.year`
}

/** As for incomes. */
export function patchLivings(ctx: Ctx, county: string, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    UPDATE living_condition h SET
      arable_mu = w.arable_mu, irrigated_mu = w.irrigated_mu, forest_mu = w.forest_mu, returned_forest_mu = w.returned_forest_mu,
      orchard_mu = w.orchard_mu, grassland_mu = w.grassland_mu, water_surface_mu = w.water_surface_mu, road_type = w.road_type,
      road_km = w.road_km, house_area_m2 = w.house_area_m2, house_structure = w.house_structure, house_grade = w.house_grade,
      appraised_on = w.appraised_on, appraised_by = w.appraised_by, renovated_year = w.renovated_year,
      has_electricity = w.has_electricity, has_production_power = w.has_production_power, has_broadcast = w.has_broadcast,
      has_broadband = w.has_broadband, water_source = w.water_source, is_water_hard = w.is_water_hard,
      is_water_safe = w.is_water_safe, water_litres_per_day = w.water_litres_per_day, water_fetch_minutes = w.water_fetch_minutes,
      water_interruption_days = w.water_interruption_days, has_sanitary_toilet = w.has_sanitary_toilet, fuel = w.fuel,
      in_cooperative = w.in_cooperative, by_leading_firm = w.by_leading_firm, by_local_leader = w.by_local_leader,
      source = 'LEDGER', version = h.version + 1
    FROM (SELECT p.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, year int, patch jsonb)
      JOIN living_condition o ON o.county_code = ${county} AND o.household_id = r.id AND o.year = r.year
      CROSS JOIN LATERAL jsonb_populate_record(o, r.patch) p) w
    WHERE h.county_code = w.county_code AND h.household_id = w.household_id AND h.year = w.year`
}

/**
 * Sets relations as the ledger has them; `rows` is a list of {id: person, household, relation}. Old heads step down first: a household never
 * has two on one day.
 */
export async function patchRelations(ctx: Ctx, county: string, rows: string): Promise<number> {
  const down = await ctx.db.$executeRaw`
    UPDATE membership m SET relation = coalesce(r.relation, 'OTHER')
    FROM jsonb_to_recordset(${rows}::jsonb) AS f(id uuid, household uuid, relation text)
    JOIN membership o ON o.county_code = ${county} AND o.household_id = f.household AND o.relation = 'HEAD' AND o.valid_to IS NULL
      AND o.person_id <> f.id
    LEFT JOIN jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, household uuid, relation text)
      ON r.household = o.household_id AND r.id = o.person_id
    WHERE f.relation = 'HEAD' AND m.county_code = o.county_code AND m.id = o.id`
  const set = await ctx.db.$executeRaw`
    UPDATE membership m SET relation = r.relation
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, household uuid, relation text)
    WHERE m.county_code = ${county} AND m.household_id = r.household AND m.person_id = r.id AND m.valid_to IS NULL
      AND m.relation <> r.relation`
  return down + set
}

/** Writes anew what households repeat of their members and income. */
export function refreshHouseholds(ctx: Ctx, county: string, householdIds: readonly string[]): Promise<unknown> {
  return ctx.db.$queryRaw`SELECT refresh_households(${county}, ${[...householdIds]}::uuid[], ${ctx.now})::text`
}
