import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Ids = z.array(z.object({ id: z.uuid() }))

/** A statement over a whole import may take as long as the import may. */
export function letStatementsRun(ctx: Ctx): Promise<number> {
  return ctx.db.$executeRaw`SET LOCAL statement_timeout = '900s'`
}

/** The household to which a row of the register belongs, by the row's table and key. */
export async function selectHouseholdsOfKeys(
  ctx: Ctx,
  county: string,
  table: string,
  key: Record<string, unknown>,
): Promise<string[]> {
  const own = String(key.household_id ?? key.id)
  const rows = await ctx.db.$queryRaw`
    SELECT h.id FROM household h WHERE h.county_code = ${county} AND (
      (h.id = ${own}::uuid AND ${table} NOT IN ('person', 'membership', 'monitoring_case'))
      OR (${table} = 'person' AND EXISTS (SELECT FROM membership m WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.person_id = ${own}::uuid))
      OR (${table} = 'membership' AND EXISTS (SELECT FROM membership m WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.id = ${own}::uuid))
      OR (${table} = 'monitoring_case' AND EXISTS (SELECT FROM monitoring_case c WHERE c.county_code = h.county_code AND c.household_id = h.id AND c.id = ${own}::uuid)))
    LIMIT 1`
  return Ids.parse(rows).map(({ id }) => id)
}

/** Imports made before an instant can no longer be taken back; what was kept for that is dropped. */
export function closeJournals(ctx: Ctx, county: string, command: string, madeBefore: Date): Promise<unknown> {
  return ctx.db.$queryRaw`SELECT close_journals(${county}, ${command}, ${madeBefore}, ${ctx.now})`
}
