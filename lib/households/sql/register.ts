import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { countyOf, rangeOf } from '@/lib/regions/rules'

const DIGITS = 5

export type Village = { code: string; name: string; township: string }

/** A village within the actor's region. */
export async function findVillage(ctx: Ctx, code: string): Promise<boolean> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM region WHERE code = ${code} AND level = 'VILLAGE' AND code >= ${lo} AND code < ${hi}`
  return rows.length === 1
}

/** The villages within the actor's region, by township. */
export async function selectVillages(ctx: Ctx): Promise<Village[]> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  return ctx.db.$queryRaw<Village[]>`
    SELECT v.code, v.name, coalesce(t.name, '') AS township FROM region v LEFT JOIN region t ON t.code = v.parent_code
    WHERE v.level = 'VILLAGE' AND v.code >= ${lo} AND v.code < ${hi} ORDER BY v.parent_code, v.sort_no, v.code`
}

/** The next number of a village: its code and a running number. Registrations of one village wait for each other. */
export async function nextHouseholdNo(ctx: Ctx, villageCode: string): Promise<string> {
  await ctx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`household.no:${villageCode}`}, 0))`
  const [row] = await ctx.db.$queryRaw<{ last: number }[]>`
    SELECT coalesce(max(right(household_no, ${DIGITS}::int)::int), 0) AS last FROM household
    WHERE county_code = ${countyOf(villageCode)} AND household_no ~ ${`^${villageCode}[0-9]{${DIGITS}}$`}`
  return villageCode + String((row?.last ?? 0) + 1).padStart(DIGITS, '0')
}
