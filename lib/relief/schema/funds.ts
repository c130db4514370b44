import * as z from 'zod'
import { Day, Fen, Id, needed, text } from '@/lib/relief/schema/lines'

/** Lines with a fund of their own. */
export const FUND_LINES = [3, 5, 6] as const
export type FundLine = (typeof FUND_LINES)[number]

/** BUDGET, DONATION and DEPOSIT hold money; OUTSIDE is where it comes from, PAID where it went. */
export const FUND_SOURCES = ['BUDGET', 'DONATION', 'DEPOSIT', 'OUTSIDE', 'PAID'] as const
export type FundSource = (typeof FUND_SOURCES)[number]

/** What people pay money into. */
export const FILLED_SOURCES = ['BUDGET', 'DONATION'] as const satisfies readonly FundSource[]

export const ENTRY_KINDS = ['PAY_IN', 'DEPOSIT', 'PAY_OUT', 'RECOVER', 'ROLL_OVER', 'REVERSE'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

const Year = z.number().int().min(2014).max(2100)
const FundLineNo = z.enum(FUND_LINES.map(String) as [string, ...string[]]).transform((line) => Number(line) as FundLine)
const RegionCode = z.string().regex(/^\d{12}$/)

export const PayInInput = z.object({
  id: Id,
  regionCode: RegionCode,
  line: FundLineNo,
  source: z.enum(FILLED_SOURCES),
  year: Year,
  on: Day,
  amountYuan: Fen,
  document: needed(120),
  note: text(200).default(''),
})

export const ReverseEntryInput = z.object({ id: Id, entryId: Id, on: Day, reason: needed(200) })

/** What is left of donations to the filial fund goes to the next year's fund. */
export const RollOverInput = z.object({ id: Id, regionCode: RegionCode, year: Year, on: Day, document: needed(120) })

/** CANCELLED: every contribution on it was taken back. */
export const LIST_STATUSES = ['PREPARED', 'CHECKED', 'PAID', 'CANCELLED'] as const
export type ListStatus = (typeof LIST_STATUSES)[number]

/** What a child paid for a parent; the half-year is that of the day. */
export const ContributeInput = z.object({
  id: Id,
  householdId: Id,
  parentId: Id,
  childName: needed(60),
  amountYuan: Fen,
  paidOn: Day,
})

/** A contribution that was recorded wrongly is taken back by its contrary, whose id is `id`. */
export const CancelContributionInput = z.object({ id: Id, contributionId: Id, on: Day, reason: needed(200) })

export const PrepareListInput = z.object({
  id: Id,
  regionCode: RegionCode,
  year: Year,
  half: z.enum(['1', '2']).transform(Number),
  on: Day,
})

const Step = { listId: Id, version: z.number().int().min(1), on: Day }
export const CheckListInput = z.object(Step)
export const PayListInput = z.object({ ...Step, document: needed(120) })
