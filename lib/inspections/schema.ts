import * as z from 'zod'
import { CATEGORIES, LEVELS } from '@/lib/findings/schema'
import { isDay } from '@/lib/platform/days'

export const CAMPAIGN_STATUSES = [
  'PLANNED',
  'SAMPLING_DRAWN',
  'INSPECTING',
  'SUMMARISED',
  'FEEDBACK_ISSUED',
  'RECTIFYING',
  'CLOSED',
] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

export const ORGANISER_LEVELS = ['PROVINCE', 'CITY', 'COUNTY'] as const

/** 监测对象、特殊群体、独居老人、偏远户: groups that are drawn whole. In this order one of several reasons is named. */
export const MUST_INCLUDE = ['MONITORED', 'SPECIAL', 'ELDERLY_ALONE', 'REMOTE'] as const
export type MustInclude = (typeof MUST_INCLUDE)[number]
export const REASONS = [...MUST_INCLUDE, 'RANDOM', 'INSTEAD'] as const
export type Reason = (typeof REASONS)[number]
export const STRATA = ['REGISTERED', 'OTHER'] as const
export type Stratum = (typeof STRATA)[number]

/** 院门、房屋、厨房、里屋、家人、交谈、材料: where a person stands while walking through a home. */
export const PLACES = ['GATE', 'HOUSE', 'KITCHEN', 'ROOM', 'FAMILY', 'TALK', 'PAPERS'] as const
export type HomePlace = (typeof PLACES)[number]

export const ANSWERS = ['YES', 'NO', 'NA'] as const
export type Answer = (typeof ANSWERS)[number]
/** 即知即改、进台账: what becomes of a problem. */
export const COURSES = ['LEDGER', 'FIXED'] as const
export type Course = (typeof COURSES)[number]

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const RegionCode = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })
const folded = (text: string) => text.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const target = z.number().int().min(0).max(1_000)
const Version = z.number().int().min(1)

const Plan = {
  title: needed(80),
  organiser: needed(80),
  organiserLevel: z.enum(ORGANISER_LEVELS),
  beginsOn: Day,
  endsOn: Day,
  regions: z.array(RegionCode).min(1).max(400),
  aspects: z.array(z.string().min(1).max(24)).min(1).max(20),
  registeredTarget: target,
  othersTarget: target,
  mustInclude: z.array(z.enum(MUST_INCLUDE)).max(MUST_INCLUDE.length).default([]),
}
type Period = { beginsOn: string; endsOn: string }
const refusePeriod = ({ beginsOn, endsOn }: Period, context: z.core.$RefinementCtx<Period>) => {
  if (endsOn < beginsOn) context.addIssue({ code: 'custom', message: 'inspections.endsBeforeBegin', path: ['endsOn'] })
}

/** A campaign as it is planned. `regions` are townships or villages of one county, or the county itself. */
export const PlanInput = z.object({ id: Id, ...Plan }).superRefine(refusePeriod)
/** The plan as it shall be, of a campaign as it was seen. */
export const ReplanInput = z.object({ campaignId: Id, version: Version, ...Plan }).superRefine(refusePeriod)

/** A team, new or changed. Members have accounts; who goes along without one stands in `companions`. */
export const TeamInput = z.object({
  id: Id,
  campaignId: Id,
  name: needed(40),
  members: z.array(Id).min(1).max(30),
  companions: text(200).default(''),
  regions: z.array(RegionCode).min(1).max(400),
})

/** `version` is the campaign as it was seen. */
const Head = { campaignId: Id, version: Version }
export const DrawInput = z.object(Head)
export const StartInput = z.object({ ...Head, on: Day })
export const SummariseInput = z.object({ ...Head, on: Day, conclusion: needed(2_000) })
export const IssueInput = z
  .object({ ...Head, on: Day, replyBy: Day, opinion: needed(1_000) })
  .superRefine(({ on, replyBy }, context) => {
    if (replyBy < on) context.addIssue({ code: 'custom', message: 'inspections.replyTooEarly', path: ['replyBy'] })
  })
export const RectifyInput = z.object({ ...Head, on: Day })
export const CloseInput = z.object({ ...Head, on: Day, note: text(500).default('') })

const Answered = z
  .object({
    code: z.string().min(1).max(24),
    answer: z.enum(ANSWERS),
    note: text(300).default(''),
    course: z.enum(COURSES).default('LEDGER'),
    level: z.enum(LEVELS).default('GENERAL'),
  })
  .superRefine(({ answer, note }, context) => {
    if (answer === 'NO' && note === '')
      context.addIssue({ code: 'custom', message: 'inspections.problemNeeded', path: ['note'] })
  })

/** A household as it was inspected; the id is made on the phone. */
export const RecordInput = z.object({
  id: Id,
  campaignId: Id,
  householdId: Id,
  inspectedOn: Day,
  answers: z.array(Answered).min(1).max(100),
  note: text(1_000).default(''),
  signer: needed(60),
  recordedAt: z.iso.datetime({ offset: true }).optional(),
})
export type RecordInput = z.output<typeof RecordInput>

/** 没人在家、不愿接受核查、已经搬走. */
export const OUTCOMES = ['NOT_HOME', 'REFUSED', 'MOVED_AWAY'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A drawn household that could not be inspected; the id is made on the phone. */
export const MissInput = z.object({
  id: Id,
  campaignId: Id,
  householdId: Id,
  missedOn: Day,
  outcome: z.enum(OUTCOMES),
  note: text(300).default(''),
  recordedAt: z.iso.datetime({ offset: true }).optional(),
})

/** A checklist item of a county's own; it comes after those of its place. */
export const AddItemInput = z.object({
  nameZh: needed(80),
  nameEn: needed(160),
  aspect: z.string().min(1).max(24),
  category: z.enum(CATEGORIES),
  place: z.enum(PLACES),
  mayNotApply: z.boolean().default(false),
})
/** Other words for an item: a new version of it. */
export const RenameItemInput = z.object({ code: z.string().min(1).max(24), nameZh: needed(80), nameEn: needed(160) })
export const EndItemInput = z.object({ code: z.string().min(1).max(24), endedOn: Day })
