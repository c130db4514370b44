import { daysBetween } from '@/lib/platform/days'

/** 提醒、督办、通报、约谈: how a line that comes near its day, or is past it, is pressed. */
export const PRESSES = ['REMIND', 'PRESS', 'CIRCULATE', 'SUMMON'] as const
export type Press = (typeof PRESSES)[number]

/** Days before (remind) and after the last day (circulate, summon); pressed on the day itself. */
export type Ladder = { remind: number; circulate: number; summon: number }
export const LADDER: Ladder = { remind: 3, circulate: 3, summon: 7 }

/** The step of the ladder that a day calls for, 0 for none, 4 for summoning. */
export function pressDue(dueOn: string, today: string, ladder: Ladder = LADDER): number {
  const past = daysBetween(dueOn, today)
  if (past >= ladder.summon) return 4
  if (past >= ladder.circulate) return 3
  if (past >= 0) return 2
  return past >= -ladder.remind ? 1 : 0
}
