import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Locked = z.array(z.object({ id: z.string() }))

/** Takes the household for this transaction, so that what is decided about it follows one after another. False when it is not there. */
export async function lockHousehold(ctx: Ctx, countyCode: string, householdId: string): Promise<boolean> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM household WHERE county_code = ${countyCode} AND id = ${householdId}::uuid FOR NO KEY UPDATE`
  return Locked.parse(rows).length === 1
}
