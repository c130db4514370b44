import { DEADLINES } from '@/lib/deadlines/catalogue'
import { type Count, dueDay, type WorkCalendar } from '@/lib/deadlines/rules/days'
import type { DeadlineClock, DeadlineKind } from '@/lib/deadlines/schema'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays, daysBetween } from '@/lib/platform/days'

/** Every policy value that decides a deadline. */
export const DEADLINE_CODES: readonly ParameterCode[] = [
  'deadline.dueSoonShare',
  ...Object.values(DEADLINES).flatMap(({ parameter }) => (parameter ? [parameter] : [])),
]

const DUE_SOON_SHARE = 0.3333
const WORKDAYS: readonly string[] = ['workdays', '\u5de5\u4f5c\u65e5']
const MONTHS: readonly string[] = ['months', '\u4e2a\u6708', '\u6708']

/** How a unit counts: working days, months, or else calendar days. */
export function countOf(unit: string): Count {
  if (WORKDAYS.includes(unit)) return 'WORKDAYS'
  return MONTHS.includes(unit) ? 'MONTHS' : 'DAYS'
}

/** How many of what a policy value says for a region and day; the fallback where there is none, in calendar days. */
export function periodOf(
  rows: readonly ParameterRow[],
  code: ParameterCode | null,
  place: { regionCode: string; day: string },
  otherwise: number,
): { days: number; count: Count } {
  const row = code && resolveParameter(rows, code, place.regionCode, place.day)
  return row && row.value !== null ? { days: row.value, count: countOf(row.unit) } : { days: otherwise, count: 'DAYS' }
}

/** The first day on which a deadline is near: when the share left of its time falls to the policy's share, at the latest on its last day. */
export function amberDay(startsOn: string, dueOn: string, share: number): string {
  // A hundredth of a day forgives a third that was entered as 0.3333.
  const day = addDays(startsOn, Math.ceil(daysBetween(startsOn, dueOn) * (1 - share) - 0.01))
  return day < startsOn ? startsOn : day > dueOn ? dueOn : day
}

export type Term = { dueOn: string; amberOn: string; clock: DeadlineClock; days: number }
export type TermRules = { rows: readonly ParameterRow[]; calendar: WorkCalendar }
type Wanted = { kind: DeadlineKind; regionCode: string; from: string; dueOn?: string }

/** When a deadline that starts on a day falls due, and from when it is near, by the policy values of its region and day. */
export function termOf({ rows, calendar }: TermRules, { kind, regionCode, from, dueOn }: Wanted): Term {
  const { parameter, otherwise } = DEADLINES[kind]
  const share = resolveParameter(rows, 'deadline.dueSoonShare', regionCode, from)?.value ?? DUE_SOON_SHARE
  const period = periodOf(rows, parameter, { regionCode, day: from }, otherwise)
  const last = dueOn ?? dueDay(from, period.days, period.count, calendar)
  const isWorking = !dueOn && period.count === 'WORKDAYS'
  return {
    dueOn: last,
    amberOn: amberDay(from, last, share),
    clock: isWorking ? 'WORKING' : 'CALENDAR',
    days: isWorking ? period.days : daysBetween(from, last),
  }
}
