import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { AREAS, type LabourCount } from '@/lib/yearplans/rules/labour'

const Counted = z.object({ outside: z.number(), province: z.number(), county: z.number(), elsewhere: z.number() })

const { sql } = Prisma

const COUNTS = sql`(count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.outside]})))::int AS outside,
      (count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.province]})))::int AS province,
      (count(*) FILTER (WHERE p.work_area = ANY(${[...AREAS.county]})))::int AS county,
      (count(*) FILTER (WHERE p.work_area <> ALL(${Object.values(AREAS).flat()})))::int AS elsewhere`

const WORKING = sql`membership m JOIN household h ON h.county_code = m.county_code AND h.id = m.household_id AND h.is_active
      JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id AND p.died_on IS NULL AND p.work_months > 0`

/**
 * Persons who work away by the three areas (务工人数), as the register has them now: members of households that are there, alive, with months
 * of work this values' year. `elsewhere` is whoever works, but in none of the three.
 */
export async function countLabour(ctx: Ctx, { gte, lt }: { gte: string; lt: string }): Promise<LabourCount> {
  const rows = await ctx.db.$queryRaw`
    SELECT ${COUNTS} FROM ${WORKING} WHERE m.region_code >= ${gte} AND m.region_code < ${lt} AND m.valid_to IS NULL`
  return Counted.array().parse(rows)[0] ?? NOBODY
}

const NOBODY: LabourCount = { outside: 0, province: 0, county: 0, elsewhere: 0 }
const OfVillage = Counted.extend({ code: z.string() })

/** The same of each of some villages of a county; a village where nobody works away has noughts. */
export async function countLabourOfVillages(
  ctx: Ctx,
  countyCode: string,
  codes: readonly string[],
): Promise<(code: string) => LabourCount> {
  const rows = await ctx.db.$queryRaw`
    SELECT m.region_code AS code, ${COUNTS} FROM ${WORKING}
    WHERE m.county_code = ${countyCode} AND m.region_code = ANY (${[...codes]}::text[]) AND m.valid_to IS NULL GROUP BY 1`
  const found = new Map(
    OfVillage.array()
      .parse(rows)
      .map((row) => [row.code, row]),
  )
  return (code) => found.get(code) ?? NOBODY
}
