import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Ids = z.array(z.object({ id: z.string() }))

/** Takes these households for the transaction, always in the same order; answers which of them are there. */
export async function lockHouseholds(ctx: Ctx, county: string, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM household WHERE county_code = ${county} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return Ids.parse(rows).map(({ id }) => id)
}
