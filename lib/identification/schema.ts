import * as z from 'zod'
import { HOUSEHOLD_TYPES, MAIN_CAUSES } from '@/lib/households/schema'
import { isDay } from '@/lib/platform/days'

/** Procedures about a household's poverty status. */
export const STATUS_KINDS = ['IDENTIFICATION', 'EXIT', 'RELAPSE', 'EXIT_REVOKED', 'IDENTIFICATION_REVOKED'] as const
/** Procedures about monitoring: from a clue to a case, and from a case to its removal. */
export const CASE_KINDS = ['MONITORING', 'RISK_REMOVAL'] as const
export const PROCEDURE_KINDS = [...STATUS_KINDS, ...CASE_KINDS] as const
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number]
export type StatusKind = (typeof STATUS_KINDS)[number]

export const PROCEDURE_STATUSES = [
  'APPLIED',
  'PLANNED',
  'PROPOSED',
  'VERIFIED',
  'COMPARED',
  'AGREED',
  'APPRAISED',
  'PUBLISHED_1',
  'TOWNSHIP_REVIEWED',
  'PUBLISHED_2',
  'APPROVED',
  'ANNOUNCED',
  'DONE',
  'REJECTED',
] as const
export type ProcedureStatus = (typeof PROCEDURE_STATUSES)[number]

export const STEP_NAMES = [
  'start',
  'verify',
  'dismiss',
  'compare',
  'agree',
  'appraise',
  'publish',
  'object',
  'review',
  'publishAgain',
  'approve',
  'announce',
  'register',
  'return',
  'reject',
] as const
export type StepName = (typeof STEP_NAMES)[number]

/** Types a poor household can be identified as. */
export const POOR_TYPES = HOUSEHOLD_TYPES.filter((type) => type !== 'GENERAL_RURAL')
export const STANDARDS = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL'] as const
/** Why a procedure ends without effect. */
export const REJECT_REASONS = [
  'NOT_QUALIFIED',
  'EXCLUDED',
  'VOTED_DOWN',
  'OBJECTION_UPHELD',
  'HOUSEHOLD_DISAGREES',
  'WITHDRAWN',
  'OTHER',
] as const
export type RejectReason = (typeof REJECT_REASONS)[number]
/** What a correction rests on. */
export const BASES = ['LOOK_BACK', 'ASSESSMENT', 'AUDIT', 'PETITION', 'MONITORING', 'SELF_CHECK', 'OTHER'] as const
/** Hebei's exclusion cases; a sixth is not readable in the source. */
export const EXCLUSIONS = ['PUBLIC_SALARY', 'VILLAGE_HEAD', 'TOWN_PROPERTY', 'VEHICLE', 'SHAREHOLDER', 'OTHER'] as const

export const PROCEDURE_TABS = ['open', 'mine', 'ended'] as const
export type ProcedureTab = (typeof PROCEDURE_TABS)[number]

export const Id = z.uuid()
export const day = z.string().refine(isDay, { message: 'input.notADay' })
export const text = (max: number) => z.string().trim().max(max)
export const needed = (max: number) => text(max).min(1)
const count = z.number().int().min(0).max(5_000)

/** Names one a line or separated by commas, blanks folded, none twice. */
export const names = (least: number) =>
  z
    .string()
    .max(300)
    .transform((typed) => [
      ...new Set(
        typed
          .split(/[\n,;\u3001\uff0c\uff1b]+/)
          .map((name) => name.trim().normalize('NFC'))
          .filter(Boolean),
      ),
    ])
    .superRefine((list, context) => {
      if (list.length >= least) return
      context.addIssue({ code: 'custom', message: 'identification.peopleNeeded', params: { n: least } })
    })

export const yes = z.boolean().default(false)

/** What is asked when a procedure begins. `id` is made where the form is filled. */
export const StartInput = z
  .object({
    id: Id,
    householdId: Id,
    kind: z.enum(STATUS_KINDS),
    startedOn: day,
    consent: yes,
    wantedType: z.enum(POOR_TYPES as [string, ...string[]]).optional(),
    wantedCause: z.enum(MAIN_CAUSES as [string, ...string[]]).optional(),
    wantedOtherCauses: z
      .array(z.enum(MAIN_CAUSES as [string, ...string[]]))
      .max(2)
      .default([]),
    wantedStandard: z.enum(STANDARDS).optional(),
    planYear: z.number().int().min(2014).max(2100).optional(),
    basis: z.enum(BASES).optional(),
    basisText: text(300).default(''),
    note: text(300).default(''),
  })
  .superRefine((input, context) => {
    const need = (field: keyof typeof input, message = 'input.required') =>
      context.addIssue({ code: 'custom', message, path: [field] })
    if (input.kind === 'IDENTIFICATION') {
      if (!input.consent) need('consent', 'identification.consentNeeded')
      for (const field of ['wantedType', 'wantedCause', 'wantedStandard'] as const) if (!input[field]) need(field)
      if (input.wantedCause && input.wantedOtherCauses.includes(input.wantedCause))
        need('wantedOtherCauses', 'identification.causeTwice')
    } else if (input.kind === 'EXIT') {
      if (input.planYear === undefined) need('planYear')
    } else {
      if (!input.basis) need('basis')
      if (input.basisText === '') need('basisText')
    }
  })
export type StartInput = z.output<typeof StartInput>

/** `version` is the procedure as it was seen; `on` is the day of the step. */
export const Head = { procedureId: Id, version: z.number().int().min(1), on: day }

export const VerifyInput = z.object({
  ...Head,
  officers: names(2),
  compared: yes.refine((said) => said, { error: 'identification.comparisonNeeded' }),
  exclusions: z.array(z.enum(EXCLUSIONS)).default([]),
  acknowledged: yes,
  note: text(500).default(''),
})
export const AgreeInput = z.object({ ...Head, signer: needed(60), note: text(300).default('') })
export const AppraiseInput = z
  .object({
    ...Head,
    place: needed(80),
    chair: needed(60),
    should: count.min(1),
    present: count.min(1),
    votesFor: count,
    votesAgainst: count,
    votesAbstain: count,
    minutes: text(1_000).default(''),
    /** A photo of it that hangs on the procedure. */
    photo: Id.optional(),
  })
  .superRefine(({ should, present, votesFor, votesAgainst, votesAbstain }, context) => {
    if (present > should)
      context.addIssue({ code: 'custom', message: 'identification.presentAboveShould', path: ['present'] })
    if (votesFor + votesAgainst + votesAbstain !== present)
      context.addIssue({
        code: 'custom',
        message: 'identification.votesDiffer',
        path: ['votesFor'],
        params: { n: present },
      })
  })
export const PublishInput = z.object({ ...Head, place: needed(80), phone: text(40).default('') })
export const ObjectInput = z.object({ ...Head, from: needed(60), content: needed(500) })
export const ReviewInput = z.object({ ...Head, reviewers: names(1), opinion: text(500).default('') })
/** `lateReason` is asked for when a monitored household is identified later than the deadline. */
export const ApproveInput = z.object({
  ...Head,
  document: needed(120),
  opinion: text(500).default(''),
  lateReason: text(300).default(''),
})
export const AnnounceInput = z.object({ ...Head, place: needed(80), document: text(120).default('') })
export const RegisterInput = z.object({ ...Head, handbookNo: text(40).default('') })
export const ReturnInput = z.object({ ...Head, reason: needed(300) })
export const RejectInput = z
  .object({ ...Head, reason: z.enum(REJECT_REASONS), note: text(300).default('') })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', {
    error: 'identification.noteNeeded',
    path: ['note'],
  })

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const Pair = z
  .string()
  .regex(new RegExp(`^${UUID}:${UUID}$`))
  .transform((text) => {
    const [id = '', procedureId = ''] = text.split(':')
    return { id, procedureId }
  })

/** Households that go on a year's exit list. */
export const PlanInput = z.object({
  planYear: z.number().int().min(2014).max(2100),
  /** `household:procedure`, both uuids; the procedure's is made where the list is filled. */
  households: z.array(Pair).min(1).max(200),
})
