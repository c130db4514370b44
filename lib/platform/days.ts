const DAY_MS = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Whether a text is a day of the calendar, 'YYYY-MM-DD'. */
export function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at(day)) && text(at(day)) === day
}

/** The day `days` later (or earlier, below zero). */
export function addDays(day: string, days: number): string {
  return text(at(day) + days * DAY_MS)
}

/** Whole days from one day to another; below zero when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((at(to) - at(from)) / DAY_MS)
}

/** The same day some months later, or that month's last day: a month after 2026-01-31 is 2026-02-28. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return text(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

export const nextMonth = (day: string) => addMonths(day, 1)

/** Full years of age on a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** A day as PostgreSQL's driver wants it for a `date` column. */
export function dateOf(day: string): Date {
  return new Date(at(day))
}

/** The day of a value of a `date` column. */
export function dayFrom(date: Date): string {
  return text(date.getTime())
}
