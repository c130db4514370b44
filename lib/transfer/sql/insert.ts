import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

// Rows that the register does not have yet, as JSON record sets by the names of its columns.

export function insertHouseholds(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO household (county_code, id, region_code, household_no, national_household_no, natural_village, group_name, address, household_type,
      poverty_status, identified_on, exit_year, relapsed_on, main_cause, other_causes, identification_standard, not_exited_reason,
      is_martyr_family, is_one_child_family, is_two_daughter_family, is_relocated, relocation_mode, settlement_mode, settlement_place,
      monitored_type, housing_grade, phone_enc, phone_bidx, bank_name, bank_account_enc, bank_account_bidx, head_name, head_pinyin,
      head_initials, name_grams, member_count, per_capita_income_fen, income_year,
      created_at, updated_at)
    SELECT county_code, id, region_code, household_no, national_household_no, natural_village, coalesce(group_name, ''),
      coalesce(address, ''), household_type, poverty_status, identified_on, exit_year, relapsed_on, main_cause, other_causes,
      identification_standard, not_exited_reason, is_martyr_family, is_one_child_family, is_two_daughter_family, is_relocated,
      relocation_mode, settlement_mode, settlement_place, monitored_type, housing_grade, phone_enc, phone_bidx, bank_name,
      bank_account_enc, bank_account_bidx, head_name, head_pinyin, head_initials, name_grams, member_count, per_capita_income_fen,
      income_year, ${ctx.now}, ${ctx.now}
    FROM json_populate_recordset(NULL::household, ${rows}::json)`
}

export function insertPersons(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO person (county_code, id, region_code, sex, birth_date, id_number_enc, id_number_bidx, national_person_no, name, name_pinyin,
      name_initials, id_type, ethnicity, political_status, disability_card_enc, disability_card_bidx, education, schooling,
      dropout_reason, health, labour, work_area, work_months, works_abroad, employer, job_channel, welfare_job, welfare_job_months,
      medical_insured, resident_medical, employee_medical, critical_illness, commercial_medical, medical_aid, resident_pension,
      employee_pension, subsistence, destitute, destitute_care, family_doctor, disability_living_allowance,
      disability_nursing_allowance, speaks_mandarin, active_service, values_year)
    SELECT county_code, id, region_code, sex, birth_date, id_number_enc, id_number_bidx, national_person_no, name, name_pinyin,
      name_initials, coalesce(id_type, 'RESIDENT_ID'), ethnicity, political_status, disability_card_enc, disability_card_bidx,
      education, schooling, dropout_reason, coalesce(health, '{}'), labour, work_area, work_months, works_abroad, employer,
      job_channel, welfare_job, welfare_job_months, medical_insured, resident_medical, employee_medical, critical_illness,
      commercial_medical, medical_aid, resident_pension, employee_pension, subsistence, destitute, destitute_care, family_doctor,
      disability_living_allowance, disability_nursing_allowance, speaks_mandarin, active_service, values_year
    FROM json_populate_recordset(NULL::person, ${rows}::json)`
}

export function insertMemberships(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
    SELECT county_code, id, region_code, household_id, person_id, relation, valid_from
    FROM json_populate_recordset(NULL::membership, ${rows}::json)`
}

export function insertIncomes(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO household_income (county_code, household_id, year, region_code, source, per_capita_income_fen, items, wage_fen, business_fen, property_fen, transfer_fen, cost_fen, net_fen, resident_members,
      claims_fen, self_paid_fen)
    SELECT county_code, household_id, year, region_code, source, per_capita_income_fen, items, wage_fen, business_fen, property_fen, transfer_fen, cost_fen, net_fen, resident_members,
      claims_fen, self_paid_fen
    FROM json_populate_recordset(NULL::household_income, ${rows}::json)`
}

export function insertLivings(ctx: Ctx, rows: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO living_condition (county_code, household_id, year, region_code, source, arable_mu, irrigated_mu, forest_mu, returned_forest_mu, orchard_mu, grassland_mu, water_surface_mu, road_type, road_km,
      house_area_m2, house_structure, house_grade, appraised_on, appraised_by, renovated_year, has_electricity, has_production_power,
      has_broadcast, has_broadband, water_source, is_water_hard, is_water_safe, water_litres_per_day, water_fetch_minutes,
      water_interruption_days, has_sanitary_toilet, fuel, in_cooperative, by_leading_firm, by_local_leader)
    SELECT county_code, household_id, year, region_code, source, arable_mu, irrigated_mu, forest_mu, returned_forest_mu, orchard_mu, grassland_mu, water_surface_mu, road_type, road_km,
      house_area_m2, house_structure, house_grade, appraised_on, appraised_by, renovated_year, has_electricity, has_production_power,
      has_broadcast, has_broadband, water_source, is_water_hard, is_water_safe, water_litres_per_day, water_fetch_minutes,
      water_interruption_days, has_sanitary_toilet, fuel, in_cooperative, by_leading_firm, by_local_leader
    FROM json_populate_recordset(NULL::living_condition, ${rows}::json)`
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
    FROM json_populate_recordset(NULL::monitoring_case, ${rows}::json)`
}
