import * as z from 'zod'
import { fenOf } from '@/lib/households/rules/money-text'
import { isDay } from '@/lib/platform/days'

/** The six lines of defence by number: triple protection, supplementary insurance, temporary relief, anti-poverty insurance, filial fund, anti-poverty fund. */
export const LINES = [1, 2, 3, 4, 5, 6] as const
export type Line = (typeof LINES)[number]

/** Lines that are applied for; line 1 settles in hospital, line 5 has lists of its own. */
export const APPLIED_LINES = [2, 3, 4, 6] as const satisfies readonly Line[]
export type AppliedLine = (typeof APPLIED_LINES)[number]

export const CAUSES = ['ILLNESS', 'SCHOOLING', 'DISASTER', 'ACCIDENT'] as const
export type Cause = (typeof CAUSES)[number]

/** Whether an event has medical costs, which lines 1 and 2 are about. */
export const isMedical = (cause: string) => cause === 'ILLNESS' || cause === 'ACCIDENT'

/** Basic medical insurance, critical-illness insurance, medical aid: together line 1. */
export const SETTLEMENT_KINDS = ['BASIC', 'CRITICAL', 'AID'] as const
export type SettlementKind = (typeof SETTLEMENT_KINDS)[number]

export const MARK_STATES = ['USED', 'NOT_APPLICABLE', 'OPEN'] as const
export type MarkState = (typeof MARK_STATES)[number]

export const Id = z.uuid()
export const Day = z.string().refine(isDay, { message: 'input.notADay' })
export const text = (max: number) => z.string().trim().max(max)
export const needed = (max: number) => text(max).min(1)
export const yes = z.boolean().default(false)

/** An amount as it was typed, in yuan; comes out in whole fen. */
export const Fen = z
  .string()
  .trim()
  .min(1)
  .transform((typed, context) => {
    const fen = fenOf(typed)
    if (fen !== null && fen > 0) return fen
    context.addIssue({ code: 'custom', message: 'relief.notAnAmount' })
    return z.NEVER
  })

/** Like `Fen`, but nothing typed is nothing. */
export const FenOrNone = z
  .string()
  .trim()
  .default('')
  .transform((typed, context) => {
    if (typed === '') return null
    const fen = fenOf(typed)
    if (fen !== null) return fen
    context.addIssue({ code: 'custom', message: 'relief.notAnAmount' })
    return z.NEVER
  })

const Figures = {
  happenedOn: Day,
  totalYuan: Fen,
  policyYuan: FenOrNone,
  note: text(300).default(''),
}
type Figures = { cause?: string; totalYuan: number; policyYuan: number | null }

const policyWithinTotal = ({ totalYuan, policyYuan }: Figures, context: z.RefinementCtx) => {
  if (policyYuan !== null && policyYuan > totalYuan)
    context.addIssue({ code: 'custom', message: 'relief.policyAboveTotal', path: ['policyYuan'] })
}

/** A hardship event of a household; `id` is made where the form is filled. */
export const RecordEventInput = z
  .object({ id: Id, householdId: Id, personId: Id.optional(), cause: z.enum(CAUSES), ...Figures })
  .superRefine(policyWithinTotal)

export const CorrectEventInput = z
  .object({ eventId: Id, version: z.number().int().min(1), ...Figures })
  .superRefine(policyWithinTotal)

export const SettleInput = z.object({
  id: Id,
  eventId: Id,
  kind: z.enum(SETTLEMENT_KINDS),
  amountYuan: Fen,
  settledOn: Day,
  document: text(120).default(''),
})

export const UnsettleInput = z.object({ id: Id, settlementId: Id, reason: needed(120) })

/** Whether a line was used or does not apply. `OPEN` takes a mark back. */
export const MarkLineInput = z.object({
  eventId: Id,
  line: z.number().int().min(1).max(5),
  state: z.enum(MARK_STATES),
  reason: needed(200),
})
