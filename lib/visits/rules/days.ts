import { addDays, nextMonth } from '@/lib/platform/days'
import type { NextVisit } from '@/lib/visits/rules/choices'

/** The day of the next visit for a preset, counted from the visit itself; null for a day of one's own choice. */
export function presetDay(visitedOn: string, preset: NextVisit): string | null {
  switch (preset) {
    case '1w':
      return addDays(visitedOn, 7)
    case '2w':
      return addDays(visitedOn, 14)
    case '1m':
      return nextMonth(visitedOn)
    case 'on':
      return null
  }
}
