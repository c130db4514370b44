import 'server-only'
import { getLoanSpans } from '@/lib/loans/queries/policy'
import { countLoans } from '@/lib/loans/sql'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'

export type LoanCounts = Awaited<ReturnType<typeof getLoanCounts>>

/** How many loans of a region are not repaid, overdue, due soon and put off. */
export async function getLoanCounts(ctx: Ctx, regionCode: string) {
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const { soonDays } = await getLoanSpans(ctx, regionCode)
  return countLoans(ctx, { gte: lo, lt: hi }, addDays(ctx.today, soonDays))
}

export type LoansWaiting = { overdue: number; soon: number; asked: number }

/**
 * Loans that wait for a step of the reader: in a village those overdue and due soon, above it requests to put one off that he decides; null where
 * none waits, and for whoever has no step to take.
 */
export async function getLoansWaiting(ctx: Ctx): Promise<LoansWaiting | null> {
  const { role, level, regionCode } = ctx.actor
  const visits = may(role, 'loan:keep') && level === 'VILLAGE'
  if (!visits && !may(role, 'loan:decide')) return null
  const { overdue, soon, asked } = await getLoanCounts(ctx, regionCode)
  const waiting = visits ? { overdue, soon, asked: 0 } : { overdue: 0, soon: 0, asked }
  return waiting.overdue + waiting.soon + waiting.asked > 0 ? waiting : null
}
