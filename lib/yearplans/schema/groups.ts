import * as z from 'zod'
import { Day, Id, needed, text, Version } from '@/lib/yearplans/schema'

/** 残疾户、大病户、五保户. */
export const GROUPS = ['DISABLED', 'SERIOUS_ILLNESS', 'DESTITUTE'] as const
export type Group = (typeof GROUPS)[number]

const DayOrNone = z.union([z.literal('').transform(() => null), Day.nullable()]).default(null)

/** Draws the households of a village that are special groups in the register today; those that are lines already stay. */
export const DrawGroupsInput = z.object({ planId: Id })
export const SetGroupInput = z.object({
  planId: Id,
  householdId: Id,
  version: Version,
  todo: needed(300),
  dueOn: DayOrNone,
})
export const DoneGroupInput = z.object({
  planId: Id,
  householdId: Id,
  version: Version,
  doneOn: Day,
  note: text(300).default(''),
})
