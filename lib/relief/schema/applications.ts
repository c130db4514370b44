import * as z from 'zod'
import { APPLIED_LINES, Day, FenOrNone, Id, needed, text } from '@/lib/relief/schema/lines'

export const RELIEF_STATUSES = [
  'DRAFT',
  'APPLIED',
  'ACCEPTED',
  'REVIEWED',
  'PUBLISHED',
  'APPROVED',
  'REJECTED',
  'DISBURSED',
  'CONFIRMED',
  'REVOKED',
] as const
export type ReliefStatus = (typeof RELIEF_STATUSES)[number]

export const RELIEF_STEPS = [
  'draft',
  'apply',
  'accept',
  'review',
  'publish',
  'object',
  'approve',
  'disburse',
  'confirm',
  'return',
  'reject',
  'withdraw',
  'revoke',
  'reviewPost',
] as const
export type ReliefStep = (typeof RELIEF_STEPS)[number]

export const MANNERS = ['CASH', 'GOODS', 'POST'] as const
export type Manner = (typeof MANNERS)[number]

export const DECIDERS = ['TOWNSHIP', 'COUNTY'] as const
export type Decider = (typeof DECIDERS)[number]

export const REJECT_REASONS = ['NOT_QUALIFIED', 'COVERED', 'OBJECTION_UPHELD', 'NO_FUNDS', 'OTHER'] as const

export const RELIEF_TABS = ['open', 'mine', 'paid', 'ended'] as const
export type ReliefTab = (typeof RELIEF_TABS)[number]

const AppliedLineNo = z
  .enum(APPLIED_LINES.map(String) as [string, ...string[]])
  .transform((line) => Number(line) as (typeof APPLIED_LINES)[number])

const Claim = {
  applicantName: needed(60),
  manner: z.enum(MANNERS).default('CASH'),
  claimedYuan: FenOrNone,
  goods: text(200).default(''),
  postTitle: text(60).default(''),
}
type Claimed = { line?: number; manner: Manner; claimedYuan: number | null; goods: string; postTitle: string }

function whole({ line, manner, claimedYuan, goods, postTitle }: Claimed, context: z.RefinementCtx): void {
  const fault = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] })
  if (manner === 'POST') {
    if (line !== undefined && line !== 6) fault('manner', 'relief.postLine')
    if (postTitle === '') fault('postTitle', 'input.required')
    if (claimedYuan) fault('claimedYuan', 'relief.postHasNoAmount')
    return
  }
  if (!claimedYuan) fault('claimedYuan', claimedYuan === 0 ? 'relief.notAnAmount' : 'input.required')
  if (manner === 'GOODS') {
    if (line !== undefined && line !== 3) fault('manner', 'relief.goodsLine')
    if (goods === '') fault('goods', 'input.required')
  }
}

/** A draft of an application; `id` is made where the form is filled. */
export const DraftInput = z.object({ id: Id, eventId: Id, line: AppliedLineNo, on: Day, ...Claim }).superRefine(whole)

/** `version` is the application as it was seen; `on` is the day of the step. */
const Head = { applicationId: Id, version: z.number().int().min(1), on: Day }

export const ApplyInput = z.object({ ...Head, ...Claim, document: text(120).default('') }).superRefine(whole)
export const AcceptInput = z.object({ ...Head, document: text(120).default('') })
export const ReviewInput = z.object({
  ...Head,
  officers: needed(120),
  opinion: needed(500),
  document: text(120).default(''),
})
export const PublishInput = z.object({ ...Head, place: needed(80), phone: text(40).default('') })
export const ObjectInput = z.object({ ...Head, from: needed(60), content: needed(500) })
export const ApproveInput = z.object({
  ...Head,
  grantedYuan: FenOrNone,
  document: needed(120),
  opinion: text(500).default(''),
})
export const RejectInput = z
  .object({ ...Head, reason: z.enum(REJECT_REASONS), note: text(300).default('') })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', { error: 'relief.noteNeeded', path: ['note'] })
export const ReturnInput = z.object({ ...Head, reason: needed(300) })
export const WithdrawInput = z.object({ ...Head, reason: needed(300) })
export const DisburseInput = z.object({ ...Head, document: needed(120) })
export const ConfirmInput = z.object({ ...Head, signer: needed(60), document: text(120).default('') })
export const RevokeInput = z.object({ ...Head, reason: needed(300), document: needed(120), recoveredYuan: FenOrNone })
export const ReviewPostInput = z.object({
  ...Head,
  result: z.enum(['CONTINUE', 'END']),
  opinion: needed(300),
})
