import { DEADLINE_LEVELS, type DeadlineLevel } from '@/lib/deadlines/schema'
import { daysBetween } from '@/lib/platform/days'
import type { RegionLevel } from '@/lib/regions/schema'

/** CALM while there is time, AMBER from two thirds of it, ORANGE on the last day, RED after it. */
export const COLOURS = ['RED', 'ORANGE', 'AMBER', 'CALM'] as const
export type Colour = (typeof COLOURS)[number]

/** How an open deadline stands on a day. */
export function colourOf({ amberOn, dueOn }: { amberOn: string; dueOn: string }, today: string): Colour {
  if (today > dueOn) return 'RED'
  if (today === dueOn) return 'ORANGE'
  return today >= amberOn ? 'AMBER' : 'CALM'
}

/**
 * The highest level that sees an open deadline on a day: the one that answers, the day after the last day the next one, and the county
 * after `escalateDays` more. Read off the days, never stored.
 */
export function raisedTo(
  { level, dueOn }: { level: DeadlineLevel; dueOn: string },
  today: string,
  escalateDays: number,
): DeadlineLevel {
  const over = daysBetween(dueOn, today)
  const steps = over < 1 ? 0 : over < 1 + escalateDays ? 1 : 2
  return DEADLINE_LEVELS[Math.min(DEADLINE_LEVELS.indexOf(level) + steps, 2)] as DeadlineLevel
}

/** Which level's desk somebody of a region sits at. */
export function deskLevel(level: RegionLevel): DeadlineLevel {
  return level === 'VILLAGE' || level === 'TOWNSHIP' ? level : 'COUNTY'
}
