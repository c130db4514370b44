import { addDays, addMonths } from '@/lib/platform/days'

/** Days arranged otherwise than by the day of the week, and the years whose arrangement is known. */
export type WorkCalendar = {
  arranged: ReadonlyMap<string, 'HOLIDAY' | 'WORKDAY'>
  years: ReadonlySet<string>
}

/** The calendar of these rows; a year counts as known when a holiday of it is entered. */
export function calendarOf(rows: readonly { day: string; kind: 'HOLIDAY' | 'WORKDAY' }[]): WorkCalendar {
  return {
    arranged: new Map(rows.map(({ day, kind }) => [day, kind])),
    // Of a year whose turn of the year alone is known, nothing else is.
    years: new Set(rows.filter(({ day }) => day.slice(5) !== '12-31').map(({ day }) => day.slice(0, 4))),
  }
}

/** Whether offices work on a day: as arranged, else Monday to Friday. */
export function isWorkingDay(day: string, { arranged }: WorkCalendar): boolean {
  const kind = arranged.get(day)
  if (kind) return kind === 'WORKDAY'
  return !isWeekend(day)
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** As many statutory holidays a year has at least; a county that entered them has entered the year. */
const STATUTORY = 11

type CountyDay = { day: string; kind: 'HOLIDAY' | 'WORKDAY' | 'ORDINARY' }

/** The country's calendar as a county corrected it. */
export function correctedBy(country: WorkCalendar, days: readonly CountyDay[]): WorkCalendar {
  const arranged = new Map(country.arranged)
  const holidays = new Map<string, number>()
  for (const { day, kind } of days) {
    if (kind === 'ORDINARY') arranged.delete(day)
    else arranged.set(day, kind)
    if (kind === 'HOLIDAY') holidays.set(day.slice(0, 4), (holidays.get(day.slice(0, 4)) ?? 0) + 1)
  }
  const entered = [...holidays].filter(([, n]) => n >= STATUTORY).map(([year]) => year)
  return { arranged, years: new Set([...country.years, ...entered]) }
}

/** How a policy value counts: its unit says days, working days or months. */
export type Count = 'DAYS' | 'WORKDAYS' | 'MONTHS'

/**
 * The last day of a period that starts on `from`. The first day is not counted (Civil Code, article 201); working days are those of the
 * calendar, in a year without arrangement Monday to Friday; a month ends on the same date, or on the month's last day.
 */
export function dueDay(from: string, days: number, count: Count, calendar: WorkCalendar): string {
  if (count === 'DAYS') return addDays(from, days)
  if (count === 'MONTHS') return addMonths(from, days)
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  return day
}

/** Years between two days whose arrangement is not known, so that only weekends were counted out. */
export function yearsUnknown(from: string, to: string, { years }: WorkCalendar): string[] {
  const found: string[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    if (!years.has(String(year))) found.push(String(year))
  }
  return found
}
