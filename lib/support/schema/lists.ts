import * as z from 'zod'
import { CATEGORIES, Id, needed } from '@/lib/support/schema'

export const MOST_NUMBERS = 5_000
export const LISTS_A_DAY = 20
export const LONGEST_PASTE = 200_000

/** What a list is for: a category of the department's own field, and why these people are compared. */
const head = { id: Id, category: z.enum(CATEGORIES), purpose: needed(200) }
export const ListHead = z.object(head)
export type ListHead = z.output<typeof ListHead>

/** One number a line. */
export const MatchInput = z.object({ ...head, numbers: z.string().min(1).max(LONGEST_PASTE) })
export const ReportInput = z.object({ listId: Id, reportId: Id, summary: needed(300) })
export const WithdrawInput = z.object({ listId: Id })
