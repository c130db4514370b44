import * as z from 'zod'
import { SEVERITIES } from '@/lib/households/schema'

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const day = z.iso.date()

export const REASON_LENGTH = 300
const SHORTEST_REASON = 4

export const ExplainInput = z.object({
  id: uuid,
  issueId: uuid,
  reason: z
    .string()
    .trim()
    .max(REASON_LENGTH)
    .transform((text) => text.normalize('NFC'))
    .refine((text) => [...text].length >= SHORTEST_REASON, { message: 'quality.reasonNeeded' }),
  until: z.string().refine((text) => day.safeParse(text).success, { message: 'input.notADay' }),
})
export type ExplainInput = z.output<typeof ExplainInput>

export const WithdrawInput = z.object({ explanationId: uuid })
export type WithdrawInput = z.output<typeof WithdrawInput>

const Figures = z.record(z.string(), z.union([z.string(), z.number()]))

/** An explanation in force: same figures, not withdrawn, not over. */
export const Explanation = z.object({ id: uuid, reason: z.string(), until: day, by: z.string(), on: day })
export type Explanation = z.output<typeof Explanation>

export const IssueRow = z.object({
  id: uuid,
  householdId: uuid.nullable(),
  personId: uuid.nullable(),
  personName: z.string().nullable(),
  ruleId: z.string(),
  severity: z.enum(SEVERITIES),
  figures: Figures,
  foundOn: day,
  explanation: Explanation.nullable(),
})
export type IssueRow = z.output<typeof IssueRow>

export const HouseholdRow = z.object({
  id: uuid,
  householdNo: z.string(),
  headName: z.string(),
  groupName: z.string(),
  filled: z.number(),
  expected: z.number(),
  hasClue: z.boolean(),
  hasCase: z.boolean(),
  issues: z.array(IssueRow),
})
export type HouseholdRow = z.output<typeof HouseholdRow>

/** What was counted when a village was last checked; `isFresh` false where something changed since. */
export const VillageRow = z.object({
  code: z.string(),
  name: z.string(),
  township: z.string(),
  households: z.number(),
  flawed: z.number(),
  errors: z.number(),
  warnings: z.number(),
  audits: z.number(),
  explained: z.number(),
  filled: z.number(),
  expected: z.number(),
})
export type VillageRow = z.output<typeof VillageRow>

/** How the list of a village is narrowed. */
export const ISSUE_FILTERS = ['ALL', ...SEVERITIES, 'EXPLAINED'] as const
export type IssueFilter = (typeof ISSUE_FILTERS)[number]
