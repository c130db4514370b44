import * as z from 'zod'
import { Day, Fen, Id, needed, text } from '@/lib/relief/schema/lines'

export const ITEM_STATUSES = ['WAITING', 'PAID', 'FAILED'] as const
export type ItemStatus = (typeof ITEM_STATUSES)[number]
export const CYCLE_STATUSES = ['AT_BANK', 'ANSWERED', 'CLOSED'] as const
export type CycleStatus = (typeof CYCLE_STATUSES)[number]
/** What a household said when it was called back; NOT_REACHED is asked again. */
export const CALL_RESULTS = ['RECEIVED', 'OTHER_AMOUNT', 'NOT_RECEIVED', 'NOT_REACHED'] as const
export type CallResult = (typeof CALL_RESULTS)[number]

export const MOST_PAYOUTS = 2_000

/** Collects what is approved in cash in a township or county and not with the bank yet. */
export const CollectInput = z.object({ id: Id, regionCode: z.string().regex(/^\d{12}$/), on: Day })

/** One line of the bank's answer; `row` is where it stands in a file. */
export const AnswerRow = z.object({
  row: z.number().int().min(1).optional(),
  no: needed(20),
  amountYuan: Fen,
  result: z.enum(['PAID', 'FAILED']),
  reason: text(200).default(''),
})
export type AnswerRow = z.output<typeof AnswerRow>

const Head = { cycleId: Id, version: z.number().int().min(1), on: Day }
export const AnswerInput = z.object({ ...Head, rows: z.array(AnswerRow).min(1).max(MOST_PAYOUTS) })
/** Why the bank gives no answer any more, as it said so or as was asked of it. */
export const CloseInput = z.object({ ...Head, reason: needed(200) })
export const SampleInput = z.object({ ...Head, count: z.number().int().min(1).max(200) })
export const CallInput = z
  .object({
    cycleId: Id,
    itemNo: z.number().int().min(1),
    on: Day,
    result: z.enum(CALL_RESULTS),
    note: text(300).default(''),
  })
  .refine(({ result, note }) => result === 'RECEIVED' || result === 'NOT_REACHED' || note !== '', {
    error: 'relief.callNeedsNote',
    path: ['note'],
  })
