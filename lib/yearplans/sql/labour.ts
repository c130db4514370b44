import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { AREAS, type LabourCount } from '@/lib/yearplans/rules/labour'

const Counted = z.object({ outside: z.number(), province: z.number(), county: z.number(), elsewhere: z.number() })

/**
 * Persons who work away by the three areas (务工人数), as the register has them now: members of households that are there, alive, with months
 * of work this values' year. `elsewhere` is whoever works, but in none of the three.
 */
export async function countLabour(ctx: Ctx, { gte, lt }: { gte: string; lt: string }): Promise<LabourCount> {
  const rows = await ctx.db.$queryRaw`
    SELECT (count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.outside]})))::int AS outside,
      (count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.province]})))::int AS province,
      (count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.county]})))::int AS county,
      (count(*) FILTER (WHERE p.work_area <> ALL(${Object.values(AREAS).flat()})))::int AS elsewhere
    FROM membership m JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id AND h.is_active
      JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id AND p.died_on IS NULL AND p.work_months > 0
    WHERE m.region_code >= ${gte} AND m.region_code < ${lt} AND m.valid_to IS NULL`
  return Counted.array().parse(rows)[0] ?? { outside: 0, province: 0, county: 0, elsewhere: 0 }
}
