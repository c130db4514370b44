import { addDays, daysBetween, isDay } from '@/lib/platform/days'

/** A Monday that all weeks are counted from. */
const A_MONDAY = '2018-01-01'
const WEEK = 7

export type Week = {
  /** Monday and Sunday. */
  from: string
  to: string
  /** What was recorded before this instant was known: the end of Sunday in Shanghai. */
  begins: string
  ends: string
}

const midnight = (day: string) => `${day}T00:00:00+08:00`

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const since = daysBetween(A_MONDAY, day) % WEEK
  return addDays(day, -((since + WEEK) % WEEK))
}

/** The week that an address names by one of its days: the present one where it names none, or one that is still to come. */
export function weekOf(asked: string | undefined, today: string): Week {
  const from = mondayOf(asked && isDay(asked) && asked <= today ? asked : today)
  return { from, to: addDays(from, WEEK - 1), begins: midnight(from), ends: midnight(addDays(from, WEEK)) }
}
