import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { isWithinCounty, ownPrefix } from '@/lib/regions/rules'
import { INDICATORS, type IndicatorCode, indicatorOf } from '../catalogue'
import { endedMonths, monthEnd } from '../rules/past'
import { type MonthLine, monthLines } from '../rules/trend'
import { selectMonths } from '../sql/months'

const MONTHS = 12

/** Counties that have not frozen a month that is asked for. */
export type Unfrozen = { month: string; counties: readonly string[] }
export type Trend = { months: MonthLine[]; unfrozen: Unfrozen | null }

/**
 * The last twelve months of a figure of a region, as they were frozen, the earliest first; and who has not frozen the latest one that is
 * missing. Above a county readers wait for the month that just ended only: the others are many.
 */
export async function getTrend(ctx: Ctx, regionCode: string, code: IndicatorCode): Promise<Trend> {
  const asked = endedMonths(ctx.today, MONTHS)
  const found = await selectMonths(ctx, regionCode, [code], asked)
  const { definitionVersion: version, direction } = indicatorOf(code)
  const months = monthLines(found, { code, version, direction, prefix: ownPrefix(regionCode) })
  const unfrozen = isWithinCounty(ownPrefix(regionCode))
    ? found.unfrozen[0]
    : found.unfrozen.find(({ month }) => month === asked[0])
  return { months, unfrozen: unfrozen ?? null }
}

export type FrozenMonth = { month: string; lines: (MonthLine & { code: IndicatorCode })[]; unfrozen: Unfrozen | null }

/** A month that is over, when `on` is its last day: every figure of the wall as frozen and as the records say now. Null for other days. */
export async function getFrozenMonth(ctx: Ctx, regionCode: string, on: string): Promise<FrozenMonth | null> {
  const month = `${on.slice(0, 7)}-01`
  if (on !== monthEnd(month) || on >= ctx.today) return null
  const found = await selectMonths(
    ctx,
    regionCode,
    INDICATORS.map(({ code }) => code),
    [month],
  )
  const prefix = ownPrefix(regionCode)
  return {
    month,
    lines: INDICATORS.flatMap(({ code, definitionVersion: version, direction }) =>
      monthLines(found, { code, version, direction, prefix }).map((line) => ({ ...line, code })),
    ),
    unfrozen: found.unfrozen[0] ?? null,
  }
}
