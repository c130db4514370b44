import { addDays, addMonths, isDay, nextMonth } from '@/lib/platform/days'

const DAYS_OF_WEEK = 7

/** Whether a text is a month, 'YYYY-MM'. */
export const isMonth = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)

/** The days of a month: from its first one to the day before the first of the next. */
export const daysOfMonth = (month: string) => ({ first: `${month}-01`, next: nextMonth(`${month}-01`) })

/** The month some months later, or earlier below zero. */
export const monthAfter = (month: string, months: number) => addMonths(`${month}-01`, months).slice(0, 7)

/** A month by weeks from Monday to Sunday; null for days of the months beside it. */
export function weeksOf(month: string): (string | null)[][] {
  const { first, next } = daysOfMonth(month)
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK
  const weeks: (string | null)[][] = []
  for (let monday = addDays(first, -before); monday < next; monday = addDays(monday, DAYS_OF_WEEK))
    weeks.push(
      Array.from({ length: DAYS_OF_WEEK }, (_, index) => addDays(monday, index)).map((day) =>
        day >= first && day < next ? day : null,
      ),
    )
  return weeks
}
