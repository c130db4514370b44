import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'

const Last = z.array(z.object({ last: z.number() })).length(1)
const Locked = z.array(z.object({ id: z.string() }))

/** Takes the household for this transaction, so that its clues and cases are decided one after another. False when it is not there. */
export async function lockHousehold(ctx: Ctx, countyCode: string, householdId: string): Promise<boolean> {
  const rows = await ctx.db.$queryRaw`
    SELECT id FROM household WHERE county_code = ${countyCode} AND id = ${householdId}::uuid FOR NO KEY UPDATE`
  return Locked.parse(rows).length === 1
}

/** The next running number of a county, kind and year, such as XS-2026-0001; numbers of one kind wait for each other. */
export async function nextNumber(ctx: Ctx, countyCode: string, kind: 'XS' | 'JC'): Promise<string> {
  const year = Number(ctx.today.slice(0, 4))
  const rows = await ctx.db.$queryRaw`
    INSERT INTO running_number AS held (county_code, kind, year, last) VALUES (${countyCode}, ${kind}, ${year}, 1)
    ON CONFLICT (county_code, kind, year) DO UPDATE SET last = held.last + 1 RETURNING last`
  const [row] = Last.parse(rows)
  return `${kind}-${year}-${String(row?.last).padStart(4, '0')}`
}
