import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { bytes, rowsOf } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'
import type { YearlyField } from '@/prisma/catalogue/ledger-kinds'

const { sql } = Prisma

export type Whose = { ids: readonly string[] } | { villages: readonly string[] }

const day = z.string().nullable()
const text = z.string().nullable()
const flag = z.boolean().nullable()
const number = z.number().nullable()

const Household = z.object({
  id: z.string(),
  countyCode: z.string(),
  regionCode: z.string(),
  householdNo: z.string(),
  householdType: z.string(),
  povertyStatus: z.string(),
  monitoredType: text,
  identifiedOn: day,
  exitYear: number,
  mainCause: text,
  otherCauses: z.array(z.string()).nullable(),
  hasPhone: z.boolean(),
  housingGrade: text,
  isActive: z.boolean(),
  memberCount: z.number(),
})

const Yearly = {
  education: text,
  schooling: text,
  dropoutReason: text,
  health: z.array(z.string()).nullable(),
  labour: text,
  workArea: text,
  workMonths: number,
  worksAbroad: flag,
  employer: text,
  jobChannel: text,
  welfareJob: text,
  welfareJobMonths: number,
  residentMedical: flag,
  employeeMedical: flag,
  criticalIllness: flag,
  commercialMedical: flag,
  medicalAid: flag,
  residentPension: flag,
  employeePension: flag,
  subsistence: flag,
  destitute: flag,
  destituteCare: text,
  familyDoctor: flag,
  disabilityLivingAllowance: flag,
  disabilityNursingAllowance: flag,
} satisfies Record<YearlyField, z.ZodType>
/** Values of an earlier year, as the database keeps them: what was not known is not there. */
const Kept = z.object(Yearly).partial()

const Member = z.object({
  householdId: z.string(),
  id: z.string(),
  name: z.string(),
  relation: z.string(),
  since: z.string(),
  sex: z.enum(['M', 'F']),
  birthDate: z.string(),
  idType: z.string(),
  idNumber: bytes.nullable(),
  disabilityCard: bytes.nullable(),
  ethnicity: text,
  politicalStatus: text,
  valuesYear: number,
  diedOn: day,
  kept: z.object({ year: z.number(), values: Kept }).nullable(),
  ...Yearly,
})
export type StoredMember = z.output<typeof Member>

const Income = z.object({
  householdId: z.string(),
  year: z.number(),
  items: z.record(z.string(), z.number()).nullable(),
  wageFen: number,
  businessFen: number,
  propertyFen: number,
  transferFen: number,
  costFen: number,
  netFen: number,
  residentMembers: number,
  perCapitaFen: z.number(),
  claimsFen: number,
  selfPaidFen: number,
})

const Living = z.object({
  householdId: z.string(),
  year: z.number(),
  arableMu: number,
  irrigatedMu: number,
  forestMu: number,
  returnedForestMu: number,
  orchardMu: number,
  grasslandMu: number,
  waterSurfaceMu: number,
  roadType: text,
  roadKm: number,
  houseAreaM2: number,
  houseStructure: text,
  houseGrade: text,
  appraisedOn: day,
  appraisedBy: text,
  renovatedYear: number,
  hasElectricity: flag,
  hasProductionPower: flag,
  hasBroadcast: flag,
  hasBroadband: flag,
  waterSource: text,
  isWaterHard: flag,
  isWaterSafe: flag,
  waterLitresPerDay: number,
  waterFetchMinutes: number,
  waterInterruptionDays: number,
  hasSanitaryToilet: flag,
  fuel: text,
  inCooperative: flag,
  byLeadingFirm: flag,
  byLocalLeader: flag,
})

const Helper = z.object({
  householdId: z.string(),
  id: z.string(),
  userId: text,
  name: z.string(),
  unit: z.string(),
  from: z.string(),
  to: day,
})

/** Households as they stood on a day: by id in any state, by village those that were active there. */
export function householdsOf(ctx: Ctx, whose: Whose, on: string) {
  const counties = countiesOf(ctx.actor.scope)
  const which =
    'ids' in whose
      ? sql`h.id = ANY(${[...whose.ids]}::uuid[])`
      : sql`coalesce(s.village_code, h.region_code) = ANY(${[...whose.villages]}::text[]) AND coalesce(s.is_active, h.is_active)`
  const rows = sql`
    SELECT h.id, h.county_code AS "countyCode", coalesce(s.village_code, h.region_code) AS "regionCode", h.household_no AS "householdNo",
      coalesce(s.household_type, h.household_type)::text AS "householdType", coalesce(s.poverty_status, h.poverty_status)::text AS "povertyStatus",
      CASE WHEN s.household_id IS NULL THEN h.monitored_type ELSE s.monitored_type END::text AS "monitoredType",
      h.identified_on::text AS "identifiedOn", h.exit_year AS "exitYear", h.main_cause AS "mainCause", h.other_causes AS "otherCauses",
      h.phone_enc IS NOT NULL AS "hasPhone", h.housing_grade AS "housingGrade", coalesce(s.is_active, h.is_active) AS "isActive",
      h.member_count AS "memberCount"
    FROM household h LEFT JOIN household_state s ON s.county_code = h.county_code AND s.household_id = h.id
      AND s.valid_from <= ${on}::date AND (s.valid_to IS NULL OR s.valid_to > ${on}::date)
    WHERE h.county_code = ANY(${counties}) AND ${which}
    ORDER BY h.county_code, h.region_code, h.id`
  return rowsOf(rows, Household)
}

/** Who belonged to the households on a day, heads first; `kept` are the values of the last year not after `year`, where a later year's stand now. */
export function membersOf(ctx: Ctx, ids: readonly string[], on: string, year: number) {
  const rows = sql`
    SELECT m.household_id AS "householdId", p.id, p.name, m.relation, m.valid_from::text AS since, p.sex, p.birth_date::text AS "birthDate",
      p.id_type AS "idType", p.id_number_enc AS "idNumber", p.disability_card_enc AS "disabilityCard", p.ethnicity,
      p.political_status AS "politicalStatus", p.values_year AS "valuesYear", p.died_on::text AS "diedOn", p.education, p.schooling,
      p.dropout_reason AS "dropoutReason", p.health, p.labour, p.work_area AS "workArea", p.work_months AS "workMonths",
      p.works_abroad AS "worksAbroad", p.employer, p.job_channel AS "jobChannel", p.welfare_job AS "welfareJob",
      p.welfare_job_months AS "welfareJobMonths", p.resident_medical AS "residentMedical", p.employee_medical AS "employeeMedical",
      p.critical_illness AS "criticalIllness", p.commercial_medical AS "commercialMedical", p.medical_aid AS "medicalAid",
      p.resident_pension AS "residentPension", p.employee_pension AS "employeePension", p.subsistence, p.destitute,
      p.destitute_care AS "destituteCare", p.family_doctor AS "familyDoctor", p.disability_living_allowance AS "disabilityLivingAllowance",
      p.disability_nursing_allowance AS "disabilityNursingAllowance",
      CASE WHEN k.year IS NOT NULL THEN jsonb_build_object('year', k.year, 'values', k.values) END AS kept
    FROM membership m JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id
    LEFT JOIN LATERAL (SELECT y.year, y.values FROM person_year y
      WHERE p.values_year > ${year}::int AND y.county_code = p.county_code AND y.person_id = p.id AND y.year <= ${year}::int
      ORDER BY y.year DESC LIMIT 1) k ON true
    WHERE m.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND m.household_id = ANY(${[...ids]}::uuid[])
      AND m.valid_from <= ${on}::date AND (m.valid_to IS NULL OR m.valid_to > ${on}::date)
    ORDER BY m.household_id, (m.relation = 'HEAD') DESC, (m.relation = 'SPOUSE') DESC, p.birth_date, p.id`
  return rowsOf(rows, Member)
}

export function incomesOf(ctx: Ctx, ids: readonly string[], upTo: number) {
  const rows = sql`
    SELECT household_id AS "householdId", year, items, wage_fen::float8 AS "wageFen", business_fen::float8 AS "businessFen",
      property_fen::float8 AS "propertyFen", transfer_fen::float8 AS "transferFen", cost_fen::float8 AS "costFen", net_fen::float8 AS "netFen",
      resident_members AS "residentMembers", per_capita_income_fen::float8 AS "perCapitaFen", claims_fen::float8 AS "claimsFen",
      self_paid_fen::float8 AS "selfPaidFen"
    FROM household_income WHERE county_code = ANY(${countiesOf(ctx.actor.scope)}) AND household_id = ANY(${[...ids]}::uuid[]) AND year <= ${upTo}::int
    ORDER BY household_id, year DESC`
  return rowsOf(rows, Income)
}

export function livingsOf(ctx: Ctx, ids: readonly string[], upTo: number) {
  const rows = sql`
    SELECT household_id AS "householdId", year, arable_mu::float8 AS "arableMu", irrigated_mu::float8 AS "irrigatedMu", forest_mu::float8 AS "forestMu",
      returned_forest_mu::float8 AS "returnedForestMu", orchard_mu::float8 AS "orchardMu", grassland_mu::float8 AS "grasslandMu",
      water_surface_mu::float8 AS "waterSurfaceMu", road_type AS "roadType", road_km::float8 AS "roadKm", house_area_m2::float8 AS "houseAreaM2",
      house_structure AS "houseStructure", house_grade AS "houseGrade", appraised_on::text AS "appraisedOn", appraised_by AS "appraisedBy",
      renovated_year AS "renovatedYear", has_electricity AS "hasElectricity", has_production_power AS "hasProductionPower",
      has_broadcast AS "hasBroadcast", has_broadband AS "hasBroadband", water_source AS "waterSource", is_water_hard AS "isWaterHard",
      is_water_safe AS "isWaterSafe", water_litres_per_day AS "waterLitresPerDay", water_fetch_minutes AS "waterFetchMinutes",
      water_interruption_days AS "waterInterruptionDays", has_sanitary_toilet AS "hasSanitaryToilet", fuel, in_cooperative AS "inCooperative",
      by_leading_firm AS "byLeadingFirm", by_local_leader AS "byLocalLeader"
    FROM living_condition WHERE county_code = ANY(${countiesOf(ctx.actor.scope)}) AND household_id = ANY(${[...ids]}::uuid[]) AND year <= ${upTo}::int
    ORDER BY household_id, year DESC`
  return rowsOf(rows, Living)
}

/** Who helped the households on a day. */
export function helpersOf(ctx: Ctx, ids: readonly string[], on: string) {
  const rows = sql`
    SELECT x.household_id AS "householdId", x.id, x.user_id AS "userId", coalesce(x.name, u.name, '') AS name, coalesce(x.unit, u.unit, '') AS unit,
      x.valid_from::text AS "from", x.valid_to::text AS "to"
    FROM household_helper x LEFT JOIN app_user u ON u.id = x.user_id
    WHERE x.county_code = ANY(${countiesOf(ctx.actor.scope)}) AND x.household_id = ANY(${[...ids]}::uuid[])
      AND x.valid_from <= ${on}::date AND (x.valid_to IS NULL OR x.valid_to >= ${on}::date)
    ORDER BY x.household_id, x.valid_from, x.id`
  return rowsOf(rows, Helper)
}
