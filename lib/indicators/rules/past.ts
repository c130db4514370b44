import { addDays, addMonths, isDay } from '@/lib/platform/days'

/** The first day of the records of any county; before it nobody asks. */
const EARLIEST = '2010-01-01'

/** What an address asks for: a past day, or today. `isRefused`: what stands there is no day, or one that has not come. */
export function readPastDay(asked: string | undefined, today: string): { on: string | undefined; isRefused: boolean } {
  if (!asked || asked === today) return { on: undefined, isRefused: false }
  if (!isDay(asked) || asked > today || asked < EARLIEST) return { on: undefined, isRefused: true }
  return { on: asked, isRefused: false }
}

/** First days of the last `months` months that have ended by `today`, the latest first. */
export function endedMonths(today: string, months: number): string[] {
  const start = `${today.slice(0, 7)}-01`
  return Array.from({ length: months }, (_, index) => addMonths(start, -1 - index))
}

/** The last day of the month that begins on `first`. */
export function monthEnd(first: string): string {
  return addDays(addMonths(first, 1), -1)
}
