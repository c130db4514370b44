import { dueDay, type WorkCalendar } from '@/lib/deadlines/rules/days'
import { periodOf } from '@/lib/deadlines/rules/terms'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

export const DEADLINE_PARAMETERS = [
  'deadline.verifyDays',
  'deadline.compareDays',
  'deadline.publicityDays',
  'deadline.identifyDays',
  'deadline.measureDays',
] as const satisfies readonly ParameterCode[]

/** Used only where no row is entered: home check 3, comparison 5, publicity 5, all within 15, first measure 10 calendar days. */
const WHERE_NONE_IS_SET: Record<(typeof DEADLINE_PARAMETERS)[number], number> = {
  'deadline.verifyDays': 3,
  'deadline.compareDays': 5,
  'deadline.publicityDays': 5,
  'deadline.identifyDays': 15,
  'deadline.measureDays': 10,
}

type Rules = { rows: readonly ParameterRow[]; calendar: WorkCalendar }

/** The day that a policy value sets, counted from a day in the unit of the value: days, or working days of the calendar. */
function dayBy({ rows, calendar }: Rules, code: keyof typeof WHERE_NONE_IS_SET, region: string, on: string, from = on) {
  const { days, count } = periodOf(rows, code, { regionCode: region, day: on }, WHERE_NONE_IS_SET[code])
  return dueDay(from, days, count, calendar)
}

/** The last day of each step of a clue opened on a day, none later than the last day for the county's decision. */
export function clueDeadlines(rules: Rules, region: string, openedOn: string) {
  const by = (code: keyof typeof WHERE_NONE_IS_SET, from = openedOn) => dayBy(rules, code, region, openedOn, from)
  const identifyBy = by('deadline.identifyDays')
  const within = (day: string) => (day < identifyBy ? day : identifyBy)
  const verifyBy = within(by('deadline.verifyDays'))
  const compareBy = within(by('deadline.compareDays', verifyBy))
  const publicityBy = within(by('deadline.publicityDays', compareBy))
  return { verifyBy, compareBy, publicityBy, identifyBy }
}

/** The last day for the plan and the first measure of a case identified on a day. */
export function planDeadline(rules: Rules, region: string, identifiedOn: string): string {
  return dayBy(rules, 'deadline.measureDays', region, identifiedOn)
}
