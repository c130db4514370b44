import 'server-only'
import { type LoanPolicy, latestDue } from '@/lib/loans/rules/limits'
import type { LoanSpans } from '@/lib/loans/rules/standing'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'

const LIMITS = ['microcredit.limitYuan', 'microcredit.maxYears', 'microcredit.minAge', 'microcredit.maxAge'] as const
const SPANS = ['microcredit.dueSoonDays', 'microcredit.overdueDays'] as const
const EXTENSION = ['microcredit.extensionMonths', 'microcredit.epidemicExtension'] as const
/** Used only where no value is entered. */
const OTHERWISE: LoanSpans = { soonDays: 60, longDays: 30 }

/** What a loan may be, in a region, on the day it is lent. */
export async function getLoanPolicy(ctx: Ctx, regionCode: string, day: string): Promise<LoanPolicy> {
  const rows = await listParameterRows(ctx, LIMITS)
  const [limitYuan = null, maxYears = null, minAge = null, maxAge = null] = LIMITS.map(
    (code) => resolveParameter(rows, code, regionCode, day)?.value ?? null,
  )
  return { limitYuan, maxYears, minAge, maxAge }
}

/** From when a loan is due soon and long overdue, in a region today. */
export async function getLoanSpans(ctx: Ctx, regionCode: string): Promise<LoanSpans> {
  const rows = await listParameterRows(ctx, SPANS)
  const [soon, long] = SPANS.map((code) => resolveParameter(rows, code, regionCode, ctx.today)?.value ?? null)
  return { soonDays: soon ?? OTHERWISE.soonDays, longDays: long ?? OTHERWISE.longDays }
}

/**
 * Until when a loan may be put off at most, as asked on a day; null where nothing limits it. The epidemic rule covers loans first due while
 * it is in force, and reaches to its last day (疫情展期: 2020-01-01 后到期的，可延至 2021-03-31, P-信贷).
 */
export async function getLatestDue(
  ctx: Ctx,
  { regionCode, firstDueOn, askedOn }: { regionCode: string; firstDueOn: string; askedOn: string },
): Promise<string | null> {
  const rows = await listParameterRows(ctx, EXTENSION)
  const months = resolveParameter(rows, 'microcredit.extensionMonths', regionCode, askedOn)?.value ?? null
  const epidemic = resolveParameter(rows, 'microcredit.epidemicExtension', regionCode, firstDueOn)
  return latestDue(firstDueOn, months, epidemic?.value === 1 ? epidemic.validTo : null)
}
