import * as z from 'zod'
import { isDay } from '@/lib/platform/days'
import { Yuan } from '@/lib/support/schema'

/** 种植、养殖、加工、商贸、运输、乡村旅游、其他: what a loan may be for; production only. */
export const PURPOSES = ['PLANTING', 'BREEDING', 'PROCESSING', 'TRADE', 'TRANSPORT', 'TOURISM', 'OTHER'] as const
export type Purpose = (typeof PURPOSES)[number]

/** 疫情、疾病、灾害、滞销、务工受阻、其他: why a household cannot pay on the day. */
export const HARDSHIPS = ['EPIDEMIC', 'ILLNESS', 'DISASTER', 'MARKET', 'NO_WORK', 'OTHER'] as const
export type Hardship = (typeof HARDSHIPS)[number]

export const DECISIONS = ['GRANTED', 'REFUSED'] as const
export type Decision = (typeof DECISIONS)[number]

/** What the list of loans can be narrowed to; all but the last are loans not yet repaid. */
export const LOAN_TABS = ['open', 'overdue', 'soon', 'asked', 'extended', 'repaid'] as const
export type LoanTab = (typeof LOAN_TABS)[number]

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((typed) => typed.normalize('NFC'))
const needed = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform((typed) => typed.normalize('NFC'))
/** Whole fen of an amount of yuan as people type it; none is not an amount. */
const Amount = Yuan.refine((fen) => fen > 0, { message: 'loans.amountNeeded' })

/** A loan as the bank's contract says it; the id is made on the phone. */
export const RecordLoanInput = z
  .object({
    id: Id,
    householdId: Id,
    personId: Id,
    bank: needed(60),
    contractNo: text(40).default(''),
    amount: Amount,
    lentOn: Day,
    dueOn: Day,
    purpose: z.enum(PURPOSES),
    purposeNote: text(120).default(''),
    recordedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine(({ lentOn, dueOn, purpose, purposeNote }, context) => {
    if (dueOn <= lentOn) context.addIssue({ code: 'custom', message: 'loans.dueBeforeLent', path: ['dueOn'] })
    if (purpose === 'OTHER' && purposeNote === '')
      context.addIssue({ code: 'custom', message: 'input.required', path: ['purposeNote'] })
  })

export const RepayLoanInput = z.object({ loanId: Id, on: Day, amount: Amount })
export const WithdrawLoanInput = z.object({ loanId: Id, reason: needed(300) })

/** 申请展期: why the household cannot pay, and until when it asks. */
export const AskExtensionInput = z
  .object({
    id: Id,
    loanId: Id,
    askedOn: Day,
    hardship: z.enum(HARDSHIPS),
    note: text(300).default(''),
    newDueOn: Day,
    recordedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine(({ hardship, note }, context) => {
    if (hardship === 'OTHER' && note === '')
      context.addIssue({ code: 'custom', message: 'input.required', path: ['note'] })
  })

/** 审批展期; a refusal has a reason. */
export const DecideExtensionInput = z
  .object({ extensionId: Id, decision: z.enum(DECISIONS), on: Day, note: text(300).default('') })
  .superRefine(({ decision, note }, context) => {
    if (decision === 'REFUSED' && note === '')
      context.addIssue({ code: 'custom', message: 'input.required', path: ['note'] })
  })
