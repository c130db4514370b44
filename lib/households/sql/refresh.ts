import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** Writes anew what households repeat of their members and of their latest income. */
export async function refreshHouseholds(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<void> {
  await ctx.db.$executeRaw`SELECT refresh_households(${countyCode}, ${[...ids]}::uuid[], ${ctx.now})`
}
