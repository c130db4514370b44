import { daysBetween } from '@/lib/platform/days'

export type TaskDays = { startsOn: string; endsOn: string; percent: number }
/** Percentage points behind the time that is over from which a task is behind, and far behind. */
export type Points = { behind: number; farBehind: number }
export type Standing = 'held' | 'doing' | 'behind' | 'crossed' | 'open'

/** Per cent of a task's time that is over (时序进度), 0 to 100. */
export function timeGone({ startsOn, endsOn }: TaskDays, today: string): number {
  if (today >= endsOn) return 100
  return Math.max(0, Math.min(100, (100 * daysBetween(startsOn, today)) / daysBetween(startsOn, endsOn)))
}

/** How a task stands against the time that is over; before its first day it is open, past its last what is not done has crossed the line. */
export function standingOf(task: TaskDays, today: string, { behind, farBehind }: Points): Standing {
  if (task.percent === 100) return 'held'
  if (today < task.startsOn) return 'open'
  if (today > task.endsOn) return 'crossed'
  const gap = timeGone(task, today) - task.percent
  if (gap > farBehind) return 'crossed'
  return gap > behind ? 'behind' : 'doing'
}
