import * as z from 'zod'
import { LEVELS } from '@/lib/findings/schema'
import { isPhone, plainPhone } from '@/lib/households/rules/digits'
import { isDay } from '@/lib/platform/days'
import { isCreditCode, plainCreditCode } from '@/lib/resumption/rules/credit-code'

/** 扶贫龙头企业、扶贫车间、规上企业、养殖场（合作社）. */
export const ENTERPRISE_TYPES = ['LEADING_ENTERPRISE', 'WORKSHOP', 'INDUSTRIAL_ABOVE_SCALE', 'FARM'] as const
export type EnterpriseType = (typeof ENTERPRISE_TYPES)[number]

export const RESUMPTION_STATUSES = [
  'NOT_RESUMED',
  'APPLIED',
  'ON_SITE_CHECKED',
  'RESUMED',
  'FULL_CAPACITY',
  'SUSPENDED',
] as const
export type ResumptionStatus = (typeof RESUMPTION_STATUSES)[number]

export const RESUMPTION_STEPS = ['apply', 'review', 'check', 'return', 'resume', 'fill', 'suspend'] as const
export type ResumptionStep = (typeof RESUMPTION_STEPS)[number]

/** 主要领导、其他包联领导. */
export const LEADER_KINDS = ['MAIN', 'LIAISON'] as const

/** All of them, those that have not reported today, those that have not resumed. */
export const ENTERPRISE_TABS = ['all', 'unreported', 'notResumed', 'ended'] as const
export type EnterpriseTab = (typeof ENTERPRISE_TABS)[number]

export const MOST_ENTERPRISES = 500
const MOST_PEOPLE = 1_000_000
const MOST_PROBLEMS = 1_000

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const folded = (text: string) => text.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const Version = z.number().int().min(1)
const Region = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })
const people = z.number().int().min(0).max(MOST_PEOPLE)
const problems = z.number().int().min(0).max(MOST_PROBLEMS)

const CreditCode = z
  .string()
  .max(40)
  .default('')
  .transform(plainCreditCode)
  .refine((code) => code === '' || isCreditCode(code), { message: 'resumption.notACreditCode' })
const Phone = text(30)
  .default('')
  .transform(plainPhone)
  .refine((typed) => typed === '' || isPhone(typed), { message: 'identification.notAPhone' })

const About = {
  name: needed(80),
  type: z.enum(ENTERPRISE_TYPES),
  creditCode: CreditCode,
  /** The firm that a workshop belongs to. */
  parentId: Id.optional(),
  contactName: text(40).default(''),
}

/** `id` is made where the form is filled. */
export const AddEnterpriseInput = z.object({
  ...About,
  id: Id,
  regionCode: Region,
  phone: Phone,
  activeFrom: Day,
})
/** Without a phone the one that is kept stays. */
export const EditEnterpriseInput = z.object({ ...About, enterpriseId: Id, version: Version, phone: Phone })
export const EndEnterpriseInput = z.object({ enterpriseId: Id, version: Version, on: Day, reason: needed(300) })

/** One row of a file; `parentName` is the firm's name as it stands in the register or in the same file. */
export const EnterpriseRow = z.object({
  row: z.number().int(),
  name: needed(80),
  type: z.enum(ENTERPRISE_TYPES),
  regionCode: Region,
  creditCode: CreditCode,
  parentName: text(80).default(''),
  contactName: text(40).default(''),
  phone: Phone,
})
export type EnterpriseRow = z.output<typeof EnterpriseRow>
/** `id` gives every row its own id, so that the same file twice is the same firms. */
export const AddManyInput = z.object({
  id: Id,
  activeFrom: Day,
  rows: z.array(EnterpriseRow).min(1).max(MOST_ENTERPRISES),
})

/** Nobody: the enterprise has no chief service officer from that day on. */
export const AssignOfficerInput = z.object({ id: Id, enterpriseId: Id, userId: Id.optional(), on: Day })

const Step = { enterpriseId: Id, version: Version, on: Day }
export const ApplyInput = z.object({ ...Step, note: text(300).default('') })
/** 现场查验 (or the county's approval, where it goes level by level), or back to who applied. */
export const CheckInput = z.object({ ...Step, step: z.enum(['check', 'return']), note: needed(300) })
export const MoveInput = z
  .object({ ...Step, step: z.enum(['review', 'resume', 'fill', 'suspend']), note: text(300).default('') })
  .refine(({ step, note }) => step !== 'suspend' || note !== '', { message: 'input.required', path: ['note'] })

/**
 * Figures of a day, all in persons but the last, households that the enterprise gives an income (带动户). `edition` is the one that was seen, 0
 * where none was: a later one says why.
 */
export const ReportInput = z
  .object({
    id: Id,
    enterpriseId: Id,
    day: Day,
    edition: z.number().int().min(0).default(0),
    staffTotal: people,
    staffReturned: people,
    poorReturned: people,
    mayReturn: people.default(0),
    heldBack: people.default(0),
    householdsDriven: people.default(0),
    reason: text(300).default(''),
  })
  .superRefine((said, context) => {
    const say = (message: string, field: string) => context.addIssue({ code: 'custom', message, path: [field] })
    if (said.staffReturned > said.staffTotal) say('resumption.returnedAboveTotal', 'staffReturned')
    if (said.poorReturned > said.staffReturned) say('resumption.poorAboveReturned', 'poorReturned')
    if (said.staffReturned <= said.staffTotal && said.mayReturn + said.heldBack > said.staffTotal - said.staffReturned)
      say('resumption.listsAboveRest', 'mayReturn')
    if (said.edition > 0 && said.reason === '') say('input.required', 'reason')
  })
export type ReportInput = z.output<typeof ReportInput>

export const VisitInput = z
  .object({
    id: Id,
    enterpriseId: Id,
    on: Day,
    leaderKind: z.enum(LEADER_KINDS),
    leaderName: needed(60),
    raised: problems,
    solved: problems,
    note: text(300).default(''),
  })
  .superRefine(({ raised, solved }, context) => {
    if (solved > raised) context.addIssue({ code: 'custom', message: 'resumption.solvedAboveRaised', path: ['solved'] })
  })
export const WithdrawVisitInput = z.object({ visitId: Id, reason: needed(300) })

const Plan = { measure: text(300).default(''), department: text(120).default(''), dueOn: Day.optional() }
/** `id` is the line of the ledger's too. */
export const RaiseInput = z.object({
  id: Id,
  enterpriseId: Id,
  on: Day,
  title: needed(80),
  content: text(1_000).default(''),
  aspect: z.string().min(1).max(24),
  level: z.enum(LEVELS).default('GENERAL'),
  ...Plan,
})
export const PlanInput = z.object({ difficultyId: Id, version: Version, ...Plan })
