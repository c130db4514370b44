import { daysBetween } from '@/lib/platform/days'
import type { Direction } from '@/lib/supervision/schema'

export type Values = { direction: Direction; base: number; current: number; target: number }
/** From when to when a place is fought for; without a deadline nothing is expected yet. */
export type Span = { listedOn: string; deadlineOn: string | null; today: string }
/** Percentage points behind the schedule from which a work is behind, and far behind. */
export type Points = { behind: number; farBehind: number }
export type Standing = 'held' | 'doing' | 'behind' | 'crossed' | 'open'

/** Whether a key work is where it must be: at its target or past it. */
export function isReached({ direction, current, target }: Values): boolean {
  return direction === 'UP' ? current >= target : current <= target
}

/** Per cent of the way from the base to the target, 0 to 100. */
export function wayDone(work: Values): number {
  if (isReached(work)) return 100
  const way = work.target - work.base
  return way === 0 ? 0 : Math.max(0, Math.min(100, (100 * (work.current - work.base)) / way))
}

/** Per cent of the time that is over (时序进度), 0 to 100; null without a deadline. */
export function timeGone({ listedOn, deadlineOn, today }: Span): number | null {
  if (deadlineOn === null) return null
  const whole = daysBetween(listedOn, deadlineOn)
  return whole <= 0 ? 100 : Math.max(0, Math.min(100, (100 * daysBetween(listedOn, today)) / whole))
}

/** How a key work stands against the time that is over. Past the deadline whatever is not reached has crossed the line. */
export function standingOf(work: Values, span: Span, points: Points): Standing {
  if (isReached(work)) return 'held'
  const gone = timeGone(span)
  if (gone === null || span.deadlineOn === null) return 'open'
  if (span.today > span.deadlineOn) return 'crossed'
  const gap = gone - wayDone(work)
  if (gap > points.farBehind) return 'crossed'
  return gap > points.behind ? 'behind' : 'doing'
}

const WORST: readonly Standing[] = ['crossed', 'behind', 'doing', 'open', 'held']

/** The worst standing of several works; open for none. */
export function worstOf(standings: readonly Standing[]): Standing {
  return WORST.find((standing) => standings.includes(standing)) ?? 'open'
}
