import * as z from 'zod'
import { isDay } from '@/lib/platform/days'

/** 在村、在外: where somebody spent a day of work. */
export const PRESENCES = ['VILLAGE', 'ELSEWHERE'] as const
export type Presence = (typeof PRESENCES)[number]

/** 事假、病假、年休假、婚丧探亲、培训、其他. */
export const LEAVE_KINDS = ['PERSONAL', 'SICK', 'ANNUAL', 'FAMILY', 'TRAINING', 'OTHER'] as const
export type LeaveKind = (typeof LEAVE_KINDS)[number]

export const LEAVE_DECISIONS = ['GRANTED', 'REFUSED'] as const
export type LeaveDecision = (typeof LEAVE_DECISIONS)[number]

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const folded = (typed: string) => typed.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const RecordedAt = z.iso.datetime({ offset: true }).optional()

const About = {
  presence: z.enum(PRESENCES),
  place: text(120).default(''),
  kinds: z.array(z.string().min(1).max(24)).max(30).default([]),
  content: needed(2000),
}
type About = { presence: Presence; place: string }

function needPlace({ presence, place }: About, context: z.core.$RefinementCtx<About>): void {
  if (presence === 'ELSEWHERE' && place === '')
    context.addIssue({ code: 'custom', message: 'worklogs.placeNeeded', path: ['place'] })
}

/** The log of a day in the writer's own village; the id is made on the phone. */
export const WriteLogInput = z.object({ id: Id, day: Day, ...About, recordedAt: RecordedAt }).superRefine(needPlace)
/** A later version of a log of one's own, with why it differs. */
export const CorrectLogInput = z
  .object({ id: Id, logId: Id, ...About, reason: needed(300), recordedAt: RecordedAt })
  .superRefine(needPlace)

/** 请假: for oneself, whole days, both included. */
export const AskLeaveInput = z
  .object({ id: Id, kind: z.enum(LEAVE_KINDS), reason: needed(300), fromOn: Day, toOn: Day, recordedAt: RecordedAt })
  .superRefine(({ fromOn, toOn }, context) => {
    if (toOn < fromOn) context.addIssue({ code: 'custom', message: 'worklogs.endBeforeStart', path: ['toOn'] })
  })
export const DecideLeaveInput = z
  .object({ leaveId: Id, decision: z.enum(LEAVE_DECISIONS), note: text(300).default('') })
  .superRefine(({ decision, note }, context) => {
    if (decision === 'REFUSED' && note === '')
      context.addIssue({ code: 'custom', message: 'input.required', path: ['note'] })
  })

export const WithdrawLeaveInput = z.object({ leaveId: Id })

/** A kind of work of a county's own. */
export const AddWorkKindInput = z.object({ nameZh: needed(40), nameEn: needed(80) })
export const EndWorkKindInput = z.object({ code: z.string().min(1).max(24), endedOn: Day })
