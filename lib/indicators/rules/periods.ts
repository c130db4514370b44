import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'
import { pad } from '@/lib/regions/rules'

const YEAR_MONTHS = 12

const dayText = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01`

/** First day of the period of `months` (1, 3, 6, 12) that holds `day`; periods start with the year. */
export function periodStart(day: string, months: number): string {
  const month = Number(day.slice(5, 7))
  return dayText(Number(day.slice(0, 4)), month - ((month - 1) % months))
}

/** First day after the period of `months` that holds `day`. */
export function periodAfter(day: string, months: number): string {
  const start = periodStart(day, months)
  const month = Number(start.slice(5, 7)) + months
  const year = Number(start.slice(0, 4))
  return month > YEAR_MONTHS ? dayText(year + 1, month - YEAR_MONTHS) : dayText(year, month)
}

/** First and last day of a running visit interval; null: this class of household needs no visit. */
export type Interval = { from: string; until: string } | null
export type Intervals = Record<'notExited' | 'monitored' | 'exited' | 'removed', Interval>

/** What decides a household's facts besides its rows: the county, the day, and the running intervals. */
export type Moment = { county: string; today: string; monthStart: string; intervals: Intervals }

const INTERVAL_CODES: Record<keyof Intervals, ParameterCode> = {
  notExited: 'visit.periodMonths.notExited',
  monitored: 'visit.periodMonths.monitored',
  exited: 'visit.periodMonths.exited',
  removed: 'visit.periodMonths.removed',
}

/** The policy values that visit intervals come from. */
export const INTERVAL_PARAMETERS: readonly ParameterCode[] = Object.values(INTERVAL_CODES)

/** First days of the running visit intervals of a county, from the parameters `visit.periodMonths.*` in force on the day. */
function intervalsOf(parameters: readonly ParameterRow[], county: string, today: string): Intervals {
  const runningOf = (key: keyof Intervals) => {
    const months = resolveParameter(parameters, INTERVAL_CODES[key], pad(county), today)?.value ?? null
    if (!months) return null
    return { from: periodStart(today, months), until: addDays(periodAfter(today, months), -1) }
  }
  return {
    notExited: runningOf('notExited'),
    monitored: runningOf('monitored'),
    exited: runningOf('exited'),
    removed: runningOf('removed'),
  }
}

/** The moment of a county on a day, from the parameters `visit.periodMonths.*` in force. */
export function momentOf(parameters: readonly ParameterRow[], county: string, today: string): Moment {
  return { county, today, monthStart: periodStart(today, 1), intervals: intervalsOf(parameters, county, today) }
}

/** First day after `today` on which figures may change by the calendar alone: next month, or another interval comes into force. */
export function calendarEnd(parameters: readonly ParameterRow[], today: string): string {
  let end = periodAfter(today, 1)
  for (const row of parameters) {
    if (!row.code.startsWith('visit.periodMonths.')) continue
    const over = row.validTo === null ? null : addDays(row.validTo, 1)
    for (const each of [row.validFrom, over]) if (each !== null && each > today && each < end) end = each
  }
  return end
}
