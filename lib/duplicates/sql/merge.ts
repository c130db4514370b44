import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Ids = z.array(z.object({ id: z.string() }))

/** Takes these people for the transaction, always in the same order; answers how many are there. */
export async function lockPeople(ctx: Ctx, county: string, ids: readonly string[]): Promise<number> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM person WHERE county_code = ${county} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return Ids.parse(rows).length
}

/** Takes these households for the transaction, always in the same order; answers how many are there. */
export async function lockHouseholds(ctx: Ctx, county: string, ids: readonly string[]): Promise<number> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM household WHERE county_code = ${county} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return Ids.parse(rows).length
}

/** Takes a review for the transaction; false when it is not there. */
export async function lockReview(ctx: Ctx, county: string, id: string): Promise<boolean> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM duplicate_review WHERE county_code = ${county} AND id = ${id}::uuid FOR NO KEY UPDATE`
  return Ids.parse(rows).length === 1
}

/** Gives a person the yearly values of years that only the other record knows. */
export function copyYears(ctx: Ctx, county: string, kept: string, dropped: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO person_year (county_code, person_id, year, region_code, values)
    SELECT y.county_code, k.id, y.year, k.region_code, y.values
    FROM person_year y JOIN person k ON k.county_code = y.county_code AND k.id = ${kept}::uuid
    WHERE y.county_code = ${county} AND y.person_id = ${dropped}::uuid AND y.year IS DISTINCT FROM k.values_year
      AND NOT EXISTS (SELECT FROM person_year o WHERE o.county_code = y.county_code AND o.person_id = k.id AND o.year = y.year)`
}

/** Gives a household the incomes of years that only the other record knows. */
export function copyIncomes(ctx: Ctx, county: string, kept: string, dropped: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO household_income (county_code, household_id, year, region_code, per_capita_income_fen, source, items, wage_fen, business_fen,
      property_fen, transfer_fen, cost_fen, net_fen, resident_members, claims_fen, self_paid_fen)
    SELECT i.county_code, ${kept}::uuid, i.year, i.region_code, i.per_capita_income_fen, i.source, i.items, i.wage_fen, i.business_fen,
      i.property_fen, i.transfer_fen, i.cost_fen, i.net_fen, i.resident_members, i.claims_fen, i.self_paid_fen
    FROM household_income i WHERE i.county_code = ${county} AND i.household_id = ${dropped}::uuid
      AND NOT EXISTS (SELECT FROM household_income o WHERE o.county_code = i.county_code AND o.household_id = ${kept}::uuid AND o.year = i.year)`
}

/** Gives a household the living conditions of years that only the other record knows. */
export function copyLivings(ctx: Ctx, county: string, kept: string, dropped: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO living_condition (county_code, household_id, year, region_code, arable_mu, irrigated_mu, forest_mu, returned_forest_mu, orchard_mu,
      grassland_mu, water_surface_mu, road_type, road_km, house_area_m2, house_structure, house_grade, appraised_on, appraised_by, renovated_year,
      has_electricity, has_production_power, has_broadcast, has_broadband, water_source, is_water_hard, is_water_safe, water_litres_per_day,
      water_fetch_minutes, water_interruption_days, has_sanitary_toilet, fuel, in_cooperative, by_leading_firm, by_local_leader, source)
    SELECT l.county_code, ${kept}::uuid, l.year, l.region_code, arable_mu, irrigated_mu, forest_mu, returned_forest_mu, orchard_mu,
      grassland_mu, water_surface_mu, road_type, road_km, house_area_m2, house_structure, house_grade, appraised_on, appraised_by, renovated_year,
      has_electricity, has_production_power, has_broadcast, has_broadband, water_source, is_water_hard, is_water_safe, water_litres_per_day,
      water_fetch_minutes, water_interruption_days, has_sanitary_toilet, fuel, in_cooperative, by_leading_firm, by_local_leader, source
    FROM living_condition l WHERE l.county_code = ${county} AND l.household_id = ${dropped}::uuid
      AND NOT EXISTS (SELECT FROM living_condition o WHERE o.county_code = l.county_code AND o.household_id = ${kept}::uuid AND o.year = l.year)`
}

/** The newer day of checking wins, guarantee by guarantee. */
export function copyGuarantees(ctx: Ctx, county: string, kept: string, dropped: string): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO guarantee_state AS g (county_code, household_id, item, region_code, result, fail_reason, checked_on, visit_id)
    SELECT s.county_code, ${kept}::uuid, s.item, s.region_code, s.result, s.fail_reason, s.checked_on, s.visit_id
    FROM guarantee_state s WHERE s.county_code = ${county} AND s.household_id = ${dropped}::uuid
    ON CONFLICT (county_code, household_id, item) DO UPDATE
      SET result = excluded.result, fail_reason = excluded.fail_reason, checked_on = excluded.checked_on, visit_id = excluded.visit_id
      WHERE g.checked_on < excluded.checked_on`
}

/** Pairings in force: one that the kept household has too ends, the others move. Answers how many moved. */
export async function moveHelpers(ctx: Ctx, county: string, kept: string, dropped: string): Promise<number> {
  await ctx.db.$executeRaw`
    UPDATE household_helper d SET valid_to = greatest(d.valid_from, ${ctx.today}::date - 1), end_reason = 'RECORDED_WRONGLY'
    FROM household_helper k
    WHERE d.county_code = ${county} AND d.household_id = ${dropped}::uuid AND d.valid_to IS NULL
      AND k.county_code = d.county_code AND k.household_id = ${kept}::uuid AND k.valid_to IS NULL
      AND (k.user_id = d.user_id OR (k.user_id IS NULL AND d.user_id IS NULL AND k.name = d.name))`
  return ctx.db.$executeRaw`
    UPDATE household_helper SET household_id = ${kept}::uuid
    WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND valid_to IS NULL`
}

/** Open clues, cases, promises, measures and loans and the plans move; decided ones stay as they were written. */
export async function moveOpen(ctx: Ctx, county: string, kept: string, dropped: string) {
  const clues = await ctx.db.$executeRaw`
    UPDATE clue SET household_id = ${kept}::uuid WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND status = 'OPEN'`
  const cases = await ctx.db.$executeRaw`
    UPDATE monitoring_case SET household_id = ${kept}::uuid
    WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND status <> 'RISK_REMOVED'`
  const promises = await ctx.db.$executeRaw`
    UPDATE visit_promise SET household_id = ${kept}::uuid WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND status = 'OPEN'`
  // Deadlines of clues, cases and promises went along with them; these are the others'.
  await ctx.db.$executeRaw`
    UPDATE deadline SET household_id = ${kept}::uuid WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND status = 'OPEN'`
  // Plans go before what belongs to them; a year that both have stays where it is.
  await ctx.db.$executeRaw`
    UPDATE support_plan d SET household_id = ${kept}::uuid WHERE d.county_code = ${county} AND d.household_id = ${dropped}::uuid
      AND NOT EXISTS (SELECT FROM support_plan k WHERE k.county_code = d.county_code AND k.household_id = ${kept}::uuid AND k.year = d.year
        AND k.case_id IS NOT DISTINCT FROM d.case_id)`
  await ctx.db.$executeRaw`
    UPDATE support_measure SET household_id = ${kept}::uuid
    WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND status IN ('PLANNED', 'IN_PROGRESS', 'DELIVERED')`
  await ctx.db.$executeRaw`
    UPDATE microcredit_loan SET household_id = ${kept}::uuid
    WHERE county_code = ${county} AND household_id = ${dropped}::uuid AND repaid_on IS NULL AND withdrawn_on IS NULL`
  return { clues, cases, promises }
}

/** Hardship events with all that hangs on them, and what children paid for parents, go with the household that stays. */
export async function moveRelief(ctx: Ctx, county: string, kept: string, dropped: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE relief_event SET household_id = ${kept}::uuid WHERE county_code = ${county} AND household_id = ${dropped}::uuid`
  await ctx.db.$executeRaw`
    UPDATE filial_contribution SET household_id = ${kept}::uuid WHERE county_code = ${county} AND household_id = ${dropped}::uuid`
}

/** Writes anew what these households repeat of their members and incomes. */
export async function refresh(ctx: Ctx, county: string, householdIds: readonly string[]): Promise<void> {
  await ctx.db.$executeRaw`SELECT refresh_households(${county}, ${[...householdIds]}::uuid[], ${ctx.now})`
}

/** Gives a household, with whoever belongs to it, what was merged into it and all that hangs on it, to another village of the county. */
export async function moveHousehold(ctx: Ctx, county: string, id: string, village: string): Promise<void> {
  // Rows that lead to the household and to each other change one after another; they agree at the end of the transaction.
  await ctx.db.$executeRaw`SET CONSTRAINTS ALL DEFERRED`
  await ctx.db.$executeRaw`
    UPDATE household SET region_code = ${village}, version = version + 1, updated_at = ${ctx.now}
    WHERE county_code = ${county} AND ${id}::uuid IN (id, merged_into)`
  await ctx.db.$executeRaw`
    UPDATE person SET region_code = ${village}, version = version + 1 WHERE county_code = ${county} AND id IN (
      SELECT m.person_id FROM membership m WHERE m.county_code = ${county} AND m.household_id = ${id}::uuid AND m.valid_to IS NULL)`
}
