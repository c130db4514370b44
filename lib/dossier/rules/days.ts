import { addDays, isDay } from '@/lib/platform/days'

export type TwoDays = { from: string; to: string; isWrong: boolean }

const USUAL_SPAN = 90

/** The two days of an address; the last ninety days where it names none. Wrong days are named as such and left as they were typed. */
export function twoDays(from: unknown, to: unknown, today: string): TwoDays {
  if (from === undefined && to === undefined) return { from: addDays(today, -USUAL_SPAN), to: today, isWrong: false }
  const [first, last] = [String(from ?? ''), String(to ?? '')]
  return { from: first, to: last, isWrong: !isDay(first) || !isDay(last) || first >= last || last > today }
}
