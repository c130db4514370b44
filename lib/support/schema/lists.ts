import * as z from 'zod'
import { CATEGORIES, Id, needed } from '@/lib/support/schema'

export const MOST_NUMBERS = 5_000
export const LISTS_A_DAY = 20
/** Looking at a list tells how many of it the register knows, so that it is limited too. */
export const PREVIEWS_A_DAY = 40
const LONGEST_CARRIED = 400_000
export const LONGEST_PASTE = 200_000

/** What a list is for: a category of the department's own field, and why these people are compared. */
const head = { id: Id, category: z.enum(CATEGORIES), purpose: needed(200) }
export const ListHead = z.object(head)
export type ListHead = z.output<typeof ListHead>

/** One number a line. */
export const PasteInput = z.object({ ...head, numbers: z.string().min(1).max(LONGEST_PASTE) })

/** `carriedFile` is what looking at the list answered, unaltered. */
export const ConfirmListInput = z.object({ id: Id, carriedFile: z.string().min(1).max(LONGEST_CARRIED) })
export const ReportInput = z.object({ listId: Id, reportId: Id, summary: needed(300) })
export const WithdrawInput = z.object({ listId: Id })
