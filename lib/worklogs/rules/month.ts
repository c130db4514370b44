import { addDays, addMonths, daysBetween } from '@/lib/platform/days'
import type { LeaveDecision, Presence } from '@/lib/worklogs/schema'

/** 在村、在外、请假、缺: how a day of a month counts; days to come are none of these. */
export type DayState = 'present' | 'elsewhere' | 'leave' | 'gap' | 'ahead'
export type LogDay = { day: string; presence: Presence }
export type LeaveDays = { fromOn: string; toOn: string }

/** The first day of a month written as '2026-03', and the first of the next one; null where it is no month. */
export function monthRange(month: string): { from: string; until: string } | null {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) return null
  const from = `${month}-01`
  return { from, until: addMonths(from, 1) }
}

/** How every day of a month counts: a log says where its writer was, granted leave covers a day without one, what is left is a gap. */
export function statesOf(
  { from, until }: { from: string; until: string },
  today: string,
  logs: readonly LogDay[],
  leaves: readonly LeaveDays[],
): { day: string; state: DayState }[] {
  const written = new Map(logs.map(({ day, presence }) => [day, presence]))
  return Array.from({ length: daysBetween(from, until) }, (_, index) => {
    const day = addDays(from, index)
    const presence = written.get(day)
    if (presence) return { day, state: presence === 'VILLAGE' ? ('present' as const) : ('elsewhere' as const) }
    if (leaves.some(({ fromOn, toOn }) => fromOn <= day && day <= toOn)) return { day, state: 'leave' as const }
    return { day, state: day > today ? ('ahead' as const) : ('gap' as const) }
  })
}

type Leave = { decision: LeaveDecision | null; fromOn: string; isWithdrawn: boolean }

/** Whether leave is still for who asked to take back: not decided, or granted and not begun. */
export function mayTakeBack({ decision, fromOn, isWithdrawn }: Leave, today: string): boolean {
  return !isWithdrawn && (decision === null || (decision === 'GRANTED' && fromOn > today))
}

export type Standing = 'met' | 'onTheWay' | 'below'

/**
 * How somebody stands against the days in the village that are asked for (每月不少于20天): met, still to be reached in the days that are left, or
 * below for good.
 */
export function standingOf(present: number, needed: number, daysLeft: number): Standing {
  if (present >= needed) return 'met'
  return present + daysLeft >= needed ? 'onTheWay' : 'below'
}

/** Days of a month from today on, today included; none once it is over. */
export function daysLeft({ from, until }: { from: string; until: string }, today: string): number {
  return Math.max(0, daysBetween(today < from ? from : today, until))
}

/** How many days after its day a log was written; it is late beyond so many (政策参数). */
export const lateBy = (day: string, writtenOn: string): number => daysBetween(day, writtenOn)
