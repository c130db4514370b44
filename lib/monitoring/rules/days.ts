/** A day 'YYYY-MM-DD' as PostgreSQL's driver wants it. */
export const dateOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** The day 'YYYY-MM-DD' of a value of a `date` column. */
export const dayFrom = (date: Date) => date.toISOString().slice(0, 10)

/** The day so many calendar days later. */
export function addDays(day: string, days: number): string {
  return dayFrom(new Date(dateOf(day).getTime() + days * 86_400_000))
}

/** Calendar days from one day to another; below zero when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000)
}
