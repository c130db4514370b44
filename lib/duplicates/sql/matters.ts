import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Matters = z.object({
  id: z.string(),
  visits: z.number(),
  years: z.array(z.number()),
  livings: z.number(),
  helpers: z.number(),
  clues: z.number(),
  cases: z.number(),
  promises: z.number(),
  closed: z.number(),
})
export type Matters = z.output<typeof Matters>

/** What hangs on households: visits, years with an income, living conditions, pairings, open and closed matters. */
export async function selectMatters(ctx: Ctx, county: string, ids: readonly string[]): Promise<Matters[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT h.id,
      (SELECT count(*)::int FROM visit x WHERE x.county_code = h.county_code AND x.household_id = h.id) AS visits,
      (SELECT coalesce(array_agg(x.year ORDER BY x.year DESC), '{}') FROM household_income x WHERE x.county_code = h.county_code AND x.household_id = h.id) AS years,
      (SELECT count(*)::int FROM living_condition x WHERE x.county_code = h.county_code AND x.household_id = h.id) AS livings,
      (SELECT count(*)::int FROM household_helper x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.valid_to IS NULL) AS helpers,
      (SELECT count(*)::int FROM clue x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status = 'OPEN') AS clues,
      (SELECT count(*)::int FROM monitoring_case x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status <> 'RISK_REMOVED') AS cases,
      (SELECT count(*)::int FROM visit_promise x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status = 'OPEN') AS promises,
      (SELECT count(*)::int FROM clue x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status <> 'OPEN')
        + (SELECT count(*)::int FROM monitoring_case x WHERE x.county_code = h.county_code AND x.household_id = h.id AND x.status = 'RISK_REMOVED') AS closed
    FROM household h WHERE h.county_code = ${county} AND h.id = ANY(${[...ids]}::uuid[])`
  return z.array(Matters).parse(rows)
}
