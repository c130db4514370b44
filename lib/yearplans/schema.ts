import * as z from 'zod'
import { isDay } from '@/lib/platform/days'

export const PLAN_PARTS = ['tasks', 'labour', 'groups', 'supplies'] as const
export type PlanPart = (typeof PLAN_PARTS)[number]

export const Id = z.uuid()
export const Day = z.string().refine(isDay, { message: 'input.notADay' })
const folded = (text: string) => text.normalize('NFC')
export const text = (max: number) => z.string().trim().max(max).transform(folded)
export const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
export const Version = z.number().int().min(1)
const Region = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })
export const RecordedAt = z.iso.datetime({ offset: true }).optional()

/** The plan of a village for a year, with a task of every kind that its county has. */
export const MakePlanInput = z.object({
  id: Id,
  regionCode: Region,
  year: z.number().int().min(2015).max(2100),
  secretary: needed(60),
  aims: text(500).default(''),
})
export const EditPlanInput = z.object({
  planId: Id,
  version: Version,
  secretary: needed(60),
  aims: text(500).default(''),
})

/** Who answers for a task, what is to be reached, and from when to when. */
export const SetTaskInput = z
  .object({
    taskId: Id,
    version: Version,
    owner: needed(60),
    target: text(300).default(''),
    startsOn: Day,
    endsOn: Day,
  })
  .superRefine(({ startsOn, endsOn }, context) => {
    if (endsOn < startsOn) context.addIssue({ code: 'custom', message: 'yearplans.endBeforeStart', path: ['endsOn'] })
  })

/** What was done for a task on a day, and how far it is now; the id is made on the phone. */
export const ReportTaskInput = z.object({
  id: Id,
  taskId: Id,
  doneOn: Day,
  percent: z.number().int().min(0).max(100),
  content: needed(500),
  document: text(120).default(''),
  recordedAt: RecordedAt,
})

/** A task of a county's own; with `replaces` it stands in the place of a shipped one. */
export const AddKindInput = z.object({
  nameZh: needed(60),
  nameEn: needed(120),
  replaces: z.union([z.literal('').transform(() => null), z.string().max(24).nullable()]).default(null),
})
export const EndKindInput = z.object({ code: z.string().min(1).max(24), endedOn: Day })
