import 'server-only'
import { getLoanSpans } from '@/lib/loans/queries/policy'
import { countLoans } from '@/lib/loans/sql'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'

export type LoanCounts = Awaited<ReturnType<typeof getLoanCounts>>

/** How many loans of a region are not repaid, overdue, due soon and put off. */
export async function getLoanCounts(ctx: Ctx, regionCode: string) {
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const { soonDays } = await getLoanSpans(ctx, regionCode)
  return countLoans(ctx, { gte: lo, lt: hi }, addDays(ctx.today, soonDays))
}
