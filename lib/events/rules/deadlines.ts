import { dueDay, type WorkCalendar } from '@/lib/deadlines/rules/days'
import { periodOf } from '@/lib/deadlines/rules/terms'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

export const EVENT_PARAMETERS = ['event.moveAcceptDays'] as const satisfies readonly ParameterCode[]

/** Used only where no row is entered, in calendar days. */
const WHERE_NONE_IS_SET = 10

/** The last day on which the asked village may answer; after it the common superior decides. */
export function acceptDeadline(
  { rows, calendar }: { rows: readonly ParameterRow[]; calendar: WorkCalendar },
  region: string,
  offeredOn: string,
): string {
  const place = { regionCode: region, day: offeredOn }
  const { days, count } = periodOf(rows, 'event.moveAcceptDays', place, WHERE_NONE_IS_SET)
  return dueDay(offeredOn, days, count, calendar)
}
