import * as z from 'zod'
import { isWeekend } from '@/lib/deadlines/rules/days'
import { REASON_LENGTH } from '@/lib/deadlines/rules/late'
import { isDay } from '@/lib/platform/days'

export const DEADLINE_KINDS = [
  'CLUE_ASSIGN',
  'HOME_CHECK',
  'COMPARISON',
  'PUBLICITY',
  'IDENTIFY',
  'PLAN',
  'REASSESSMENT',
  'REMOVAL_CONTACT_VISIT',
  'MEASURE_FINISH',
  'RELIEF_DECISION',
  'RELIEF_PAYOUT',
  'WELFARE_POST_REVIEW',
  'MOVE_ANSWER',
  'PROMISE',
] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

/** CALENDAR counts every day, WORKING only the days on which offices work. */
export type DeadlineClock = 'CALENDAR' | 'WORKING'

/** Who answers; past the last day the next one sees it too. */
export const DEADLINE_LEVELS = ['VILLAGE', 'TOWNSHIP', 'COUNTY'] as const
export type DeadlineLevel = (typeof DEADLINE_LEVELS)[number]

/** The life of a deadline; met and cancelled are final. */
export type DeadlineStatus = 'OPEN' | 'MET' | 'CANCELLED'

/** Where a deadline stands: the household, or for a hand-over the asked village alone. */
export type DeadlinePlace = { countyCode: string; regionCode: string; householdId: string | null }

/** What a deadline is about: a kind of record in capitals (CLUE, CASE, MEASURE, ...) and its id. */
export type DeadlineSubject = { kind: string; id: string }

const SHORTEST_REASON = 4

/** How a county counts a day: nobody works, everybody does, or as the day of the week says. */
export const DAY_KINDS = ['HOLIDAY', 'WORKDAY', 'ORDINARY'] as const
export type DayKind = (typeof DAY_KINDS)[number]

export const SetDayInput = z
  .object({
    day: z.string().refine(isDay, { message: 'input.notADay' }),
    kind: z.enum(DAY_KINDS),
    name: z.string().trim().min(1).max(30),
    reason: z
      .string()
      .trim()
      .max(REASON_LENGTH)
      .refine((text) => [...text].length >= SHORTEST_REASON, { message: 'deadlines.dayReasonNeeded' }),
  })
  .refine(({ day, kind }) => kind !== 'WORKDAY' || isWeekend(day), {
    message: 'deadlines.workdayAtWeekend',
    path: ['kind'],
  })
export type SetDayInput = z.output<typeof SetDayInput>

export const ExplainLateInput = z.object({
  deadlineId: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  reason: z
    .string()
    .trim()
    .max(REASON_LENGTH)
    .transform((text) => text.normalize('NFC'))
    .refine((text) => [...text].length >= SHORTEST_REASON, { message: 'deadlines.reasonNeeded' }),
})
export type ExplainLateInput = z.output<typeof ExplainLateInput>
