import * as z from 'zod'
import { DEADLINE_KINDS, DEADLINE_LEVELS } from '@/lib/deadlines/schema'
import { EVENT_KINDS } from '@/lib/events/schema'

const day = z.string()

/** One thing to do for a household: a visit in its window, a clue to verify, a promise to keep, another deadline. */
export const Task = z.object({
  kind: z.enum(['VISIT', 'CLUE', 'PROMISE', 'DEADLINE']),
  dueOn: day,
  /** From when a deadline is near; a visit has its window instead. */
  amberOn: day.nullable(),
  /** Which deadline, and of what kind of record. */
  deadline: z.enum(DEADLINE_KINDS).nullable(),
  subjectKind: z.string().nullable(),
  /** Visit: first and last day of the running interval, and the day agreed last time. */
  from: day.nullable(),
  until: day.nullable(),
  agreedOn: day.nullable(),
  /** Clue: its id and source; promise: its text. */
  id: z.string().nullable(),
  source: z.string().nullable(),
  text: z.string(),
  ruleIds: z.array(z.string()),
})
export type Task = z.infer<typeof Task>

export const Stop = z.object({
  id: z.string(),
  headName: z.string(),
  groupName: z.string(),
  povertyStatus: z.string(),
  monitoredType: z.string().nullable(),
  members: z.number(),
  lastVisitedOn: day.nullable(),
  village: z.string(),
  tasks: z.array(Task),
})
export type Stop = z.infer<typeof Stop>

/** The day of somebody in the field: counts, and the households to go to, what is most urgent first. */
export const FieldDay = z.object({
  visitsDue: z.number(),
  visitsOverdue: z.number(),
  visitedToday: z.number(),
  clues: z.number(),
  cluesOverdue: z.number(),
  promises: z.number(),
  promisesOverdue: z.number(),
  promisesToday: z.number(),
  deadlines: z.number(),
  deadlinesOverdue: z.number(),
  stops: z.number(),
  rows: z.array(Stop),
})
export type FieldDay = z.infer<typeof FieldDay>

export const OfficeClue = z.object({
  id: z.string(),
  clueNo: z.string(),
  headName: z.string(),
  village: z.string(),
  township: z.string(),
  source: z.string(),
  text: z.string(),
  ruleIds: z.array(z.string()),
  openedOn: day,
  verifyBy: day,
  /** The deadline of the clue that comes next: its home check, or what follows it. */
  next: z.object({ kind: z.enum(DEADLINE_KINDS), dueOn: day, amberOn: day, level: z.enum(DEADLINE_LEVELS) }).nullable(),
})
export type OfficeClue = z.infer<typeof OfficeClue>

/** The day of an office: clues by deadline. */
export const OfficeDay = z.object({
  clues: z.number(),
  cluesOverdue: z.number(),
  rows: z.array(OfficeClue),
})
export type OfficeDay = z.infer<typeof OfficeDay>

/** A household event that waits for the reader: to check it, to answer another village, or to propose again what came back. */
export const EventTask = z.object({
  deed: z.enum(['CHECK', 'ANSWER', 'MEND']),
  id: z.string(),
  kind: z.enum(EVENT_KINDS),
  name: z.string(),
  /** The household's village; of a hand-over the other one. */
  village: z.string(),
  by: z.string(),
  since: day,
  answerBy: day.nullable(),
})
export type EventTask = z.infer<typeof EventTask>

/** Household events that wait for the reader: how many, how many past their deadline, and the most urgent. */
export const EventTasks = z.object({ total: z.number(), late: z.number(), rows: z.array(EventTask) })
export type EventTasks = z.infer<typeof EventTasks>

/** The households that a person answers for: how many, how many wait for a visit, and the first of them. */
export const OwnHouseholds = z.object({
  total: z.number(),
  due: z.number(),
  rows: z.array(
    z.object({
      id: z.string(),
      headName: z.string(),
      groupName: z.string(),
      village: z.string(),
      povertyStatus: z.string(),
      monitoredType: z.string().nullable(),
      lastVisitedOn: day.nullable(),
      /** Until when a visit is due or agreed; null when it was seen in its running interval. */
      dueOn: day.nullable(),
      isPaired: z.boolean(),
    }),
  ),
})
export type OwnHouseholds = z.infer<typeof OwnHouseholds>
