import 'server-only'
import type { Ctx } from '@/lib/platform/db'

type Plan = { countyCode: string; id: string; regionCode: string }

/** Makes a line of the plan for every household of its village that is a special group today and is none yet; how many there are new. */
export async function drawHouseholds(ctx: Ctx, { countyCode, id, regionCode }: Plan): Promise<number> {
  return ctx.db.$executeRaw`
    INSERT INTO village_special (county_code, plan_id, household_id, region_code, drawn_on)
    SELECT h.county_code, ${id}::uuid, h.id, h.region_code, ${ctx.today}::date FROM household h
    WHERE h.county_code = ${countyCode} AND h.region_code = ${regionCode} AND h.is_active AND cardinality(special_groups(h.county_code, h.id)) > 0
    ON CONFLICT (county_code, plan_id, household_id) DO NOTHING`
}
