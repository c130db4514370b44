import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { rowsOf } from '@/lib/platform/together'
import { rangeOf } from '@/lib/regions/rules'

const { sql } = Prisma

const StaleRow = z.object({ code: z.string(), isWhole: z.boolean(), households: z.number() })
export type StaleVillage = z.output<typeof StaleRow>

/**
 * Villages of a region of one county that must be checked again: whole where something was written, where it was never checked or by other rules or
 * values; otherwise only the households whose day has come.
 */
export async function selectStale(
  ctx: Ctx,
  county: string,
  prefix: string,
  checkedBy: string,
): Promise<StaleVillage[]> {
  const { lo, hi } = rangeOf(prefix)
  const rows = await ctx.db.$queryRaw<unknown[]>`
    WITH marked AS MATERIALIZED (SELECT DISTINCT region_code FROM quality_mark WHERE county_code = ${county} AND region_code >= ${lo} AND region_code < ${hi}),
    villages AS MATERIALIZED (
      SELECT r.code, m.region_code IS NOT NULL OR v.checked_by IS DISTINCT FROM ${checkedBy} AS is_whole, v.stale_on
      FROM region r LEFT JOIN marked m ON m.region_code = r.code
      LEFT JOIN quality_village v ON v.county_code = ${county} AND v.region_code = r.code
      WHERE r.level = 'VILLAGE' AND r.code >= ${lo} AND r.code < ${hi})
    SELECT v.code, v.is_whole AS "isWhole",
      (SELECT count(*)::int FROM household h WHERE h.county_code = ${county} AND h.region_code = v.code) AS households
    FROM villages v WHERE v.is_whole OR v.stale_on <= ${ctx.today}::date ORDER BY v.code`
  return z.array(StaleRow).parse(rows)
}

/** By which rules and values a village was last checked and until when that holds; `isMarked` where something was written since. */
export const freshnessOf = (county: string, village: string) =>
  rowsOf(
    sql`
    SELECT v.checked_by AS "checkedBy", v.stale_on::text AS "staleOn",
      EXISTS (SELECT FROM quality_mark m WHERE m.county_code = ${county} AND m.region_code = r.code) AS "isMarked"
    FROM region r LEFT JOIN quality_village v ON v.county_code = ${county} AND v.region_code = r.code
    WHERE r.level = 'VILLAGE' AND r.code = ${village}`,
    z.object({ checkedBy: z.string().nullable(), staleOn: z.iso.date().nullable(), isMarked: z.boolean() }),
  )

/** One check of a county at a time, so that an older look never overwrites a newer one; writers take no part in it. */
export async function lockChecks(ctx: Ctx, county: string): Promise<void> {
  await ctx.db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('quality:' || ${county}, 0))::text`
}

/** Takes the marks it sees. What is read afterwards is at least as new; a mark committed later stays for the next check. */
export async function takeMarks(ctx: Ctx, county: string, villages: readonly string[]): Promise<void> {
  await ctx.db
    .$executeRaw`DELETE FROM quality_mark WHERE county_code = ${county} AND region_code = ANY(${[...villages]}::text[])`
}

/** Households to look at: all of the whole villages, active or gone, and of the others those whose day has come. */
export async function selectToCheck(ctx: Ctx, county: string, whole: readonly string[], byDay: readonly string[]) {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT id FROM household WHERE county_code = ${county} AND region_code = ANY(${[...whole]}::text[])
    UNION ALL SELECT household_id FROM quality_household
    WHERE county_code = ${county} AND region_code = ANY(${[...byDay]}::text[]) AND stale_on <= ${ctx.today}::date`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}
