import * as z from 'zod'
import { unitKey } from '@/lib/findings/rules/units'
import { isDay } from '@/lib/platform/days'

export const FINDING_STATUSES = [
  'REGISTERED',
  'ASSIGNED',
  'RECTIFYING',
  'SUBMITTED',
  'REVIEWED',
  'VERIFIED',
  'CLOSED',
] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** Who found it: assessments, inspection tours, audits, the county's own checks. */
export const SOURCES = [
  'NATIONAL_ASSESSMENT',
  'PROVINCIAL_ASSESSMENT',
  'THIRD_PARTY',
  'INSPECTION_TOUR',
  'AUDIT',
  'MEDIA',
  'PETITION',
  'SELF_CHECK',
  'LOOK_BACK',
  'BATTLE_SUPERVISION',
  'DATA_AUDIT',
  'ENTERPRISE_SERVICE',
] as const
export type Source = (typeof SOURCES)[number]

export const CATEGORIES = [
  'FOOD_CLOTHING',
  'EDUCATION',
  'MEDICAL',
  'HOUSING',
  'WATER',
  'INCOME',
  'IDENTIFICATION',
  'SUPPORT',
  'FUNDS',
  'PROJECT',
  'RESPONSIBILITY',
  'FILES',
  'RECTIFICATION',
  'OTHER',
] as const
export type Category = (typeof CATEGORIES)[number]

/** 一般、较重、重大. */
export const LEVELS = ['GENERAL', 'SERIOUS', 'MAJOR'] as const
export type Level = (typeof LEVELS)[number]
/** 点对点问题、面上共性问题. */
export const REACHES = ['POINT', 'COMMON'] as const

export const PROOF_KINDS = ['PHOTO', 'CERTIFICATE', 'PAYMENT', 'DOCUMENT', 'HOUSEHOLD_WORD'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

export const STEP_NAMES = [
  'register',
  'assign',
  'accept',
  'progress',
  'prove',
  'longTerm',
  'extend',
  'press',
  'submit',
  'review',
  'verify',
  'close',
  'return',
  'reopen',
  'recheck',
  'publish',
] as const
export type StepName = (typeof STEP_NAMES)[number]

export const FINDING_TABS = [
  'open',
  'mine',
  'registered',
  'rectifying',
  'checking',
  'toClose',
  'overdue',
  'longTerm',
  'closed',
  'recheck',
] as const
export type FindingTab = (typeof FINDING_TABS)[number]

/** What the ledger is counted by for the indicators of rectification, as of a day. */
export const FINDING_FIGURES = [
  'total',
  'closed',
  'open',
  'overdue',
  'dueOrClosed',
  'inTime',
  'onceClosed',
  'reopened',
] as const
export type FindingFigure = (typeof FINDING_FIGURES)[number]

/** What a line can come from: a look-back campaign, a session of battle supervision, a line whose like was looked for elsewhere, an enterprise. */
export const ORIGINS = ['CAMPAIGN', 'SESSION', 'FINDING', 'ENTERPRISE'] as const

export const RESULTS = ['HOLDS', 'FAILS'] as const

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const folded = (text: string) => text.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const count = z.number().int().min(0).max(100_000)

/** What was found. `id` is made where the form is filled; without a household it is about a place. */
export const RegisterInput = z.object({
  id: Id,
  regionCode: z
    .string()
    .regex(/^\d{12}$/, { message: 'input.wrong' })
    .optional(),
  householdId: Id.optional(),
  source: z.enum(SOURCES),
  sourceYear: z.number().int().min(2014).max(2100),
  document: text(120).default(''),
  aspect: z.string().min(1).max(24),
  category: z.enum(CATEGORIES),
  level: z.enum(LEVELS).default('GENERAL'),
  reach: z.enum(REACHES).default('POINT'),
  title: needed(80),
  content: text(1_000).default(''),
  foundOn: Day,
  originKind: z.enum(ORIGINS).optional(),
  originId: Id.optional(),
})
export type RegisterInput = z.output<typeof RegisterInput>

const MOST_LIKE = 100

/** The like of a line in several households and places: what was found is said once, `id` gives each its own. */
export const RegisterLikeInput = RegisterInput.omit({
  regionCode: true,
  householdId: true,
  originKind: true,
  originId: true,
})
  .extend({
    originId: Id,
    householdIds: z.array(Id).max(MOST_LIKE).default([]),
    regionCodes: z
      .array(z.string().regex(/^\d{12}$/, { message: 'input.wrong' }))
      .max(MOST_LIKE)
      .default([]),
  })
  .superRefine(({ householdIds, regionCodes }, context) => {
    if (householdIds.length + regionCodes.length === 0)
      context.addIssue({ code: 'custom', message: 'findings.likeWhere', path: ['regionCodes'] })
  })

/** `version` is the line as it was seen; `on` is the day of the step. */
const Head = { findingId: Id, version: z.number().int().min(1), on: Day }

/** The unit is one of the known, or one named anew. */
export const AssignInput = z
  .object({
    ...Head,
    unit: text(120).default(''),
    newUnit: text(120).default(''),
    leader: needed(60),
    person: needed(60),
    otherUnits: text(200).default(''),
    requirement: text(500).default(''),
    dueOn: Day,
  })
  .superRefine(({ unit, newUnit }, context) => {
    const say = (message: string, field: string) => context.addIssue({ code: 'custom', message, path: [field] })
    if (unit !== '' && newUnit !== '') say('findings.oneUnit', 'newUnit')
    else if (unit === '' && newUnit === '') say('input.required', 'unit')
    else if (unitKey(unit + newUnit) === '') say('findings.noUnitName', unit === '' ? 'newUnit' : 'unit')
  })
export const AcceptInput = z.object({ ...Head, goal: needed(300), measures: needed(1_000) })
export const ProgressInput = z.object({ ...Head, note: needed(500) })
export const ProveInput = z
  .object({
    ...Head,
    id: Id,
    kind: z.enum(PROOF_KINDS),
    reference: text(200).default(''),
    evidenceId: Id.optional(),
  })
  .superRefine(({ kind, reference, evidenceId }, context) => {
    if (evidenceId) return
    if (kind === 'PHOTO') context.addIssue({ code: 'custom', message: 'findings.photoNeeded', path: ['evidenceId'] })
    else if (reference === '') context.addIssue({ code: 'custom', message: 'input.required', path: ['reference'] })
  })
export const LongTermInput = z.object({ ...Head, milestones: needed(500), reason: needed(300) })
export const ExtendInput = z.object({ ...Head, dueOn: Day, reason: needed(300) })
export const PressInput = z.object({ ...Head, note: needed(300) })
export const SubmitInput = z
  .object({
    ...Head,
    result: needed(500),
    similarFound: count,
    similarFixed: count,
    similarNote: text(300).default(''),
  })
  .superRefine(({ similarFound, similarFixed }, context) => {
    if (similarFixed > similarFound)
      context.addIssue({ code: 'custom', message: 'findings.fixedAboveFound', path: ['similarFixed'] })
  })
export const ReviewInput = z.object({ ...Head, opinion: needed(500) })
/** 现场核验: seen on the spot, with whom, and what the household says. */
export const VerifyInput = z.object({
  ...Head,
  seen: needed(500),
  companions: text(120).default(''),
  householdWord: text(200).default(''),
  proofId: Id.optional(),
})
export const CloseInput = z.object({ ...Head, document: text(120).default(''), opinion: needed(300) })
export const ReturnInput = z.object({ ...Head, reason: needed(300) })
export const ReopenInput = z.object({ ...Head, reason: needed(500), dueOn: Day })
export const RecheckInput = z
  .object({ ...Head, result: z.enum(RESULTS), note: needed(500), dueOn: Day.optional() })
  .superRefine(({ result, dueOn }, context) => {
    if (result === 'FAILS' && !dueOn) context.addIssue({ code: 'custom', message: 'input.required', path: ['dueOn'] })
  })
export const PublishInput = z.object(Head)

export const ASPECT_CHANGES = ['ADD', 'RENAME', 'END'] as const
export const DECISIONS = ['APPROVED', 'REFUSED'] as const
/** A change of the aspects of a county: a name of its own, another name for one, or its end. */
export const ProposeAspectInput = z
  .object({
    id: Id,
    kind: z.enum(ASPECT_CHANGES),
    aspect: z.string().min(1).max(24).optional(),
    nameZh: text(60).default(''),
    nameEn: text(120).default(''),
    reason: needed(300),
  })
  .superRefine(({ kind, aspect, nameZh, nameEn }, context) => {
    const refuse = (path: string) => context.addIssue({ code: 'custom', message: 'input.required', path: [path] })
    if (kind !== 'ADD' && !aspect) refuse('aspect')
    if (kind !== 'END' && nameZh === '') refuse('nameZh')
    if (kind !== 'END' && nameEn === '') refuse('nameEn')
  })
export const DecideAspectInput = z.object({
  changeId: Id,
  decision: z.enum(DECISIONS),
  note: text(300).default(''),
})
