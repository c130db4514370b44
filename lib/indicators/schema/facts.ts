import * as z from 'zod'
import { isDay } from '@/lib/platform/days'

export const QUALIFIERS = [
  'SURPLUS',
  'MORE',
  'OVER',
  'ABOVE',
  'AT_LEAST',
  'NEARLY',
  'UNDER',
  'ABOUT',
  'ROUNDED',
  'PRELIMINARY',
  'EXPECTED',
  'PLANNED',
  'STRIVEN',
  'CUMULATED',
  'DERIVED',
] as const
export type Qualifier = (typeof QUALIFIERS)[number]

export const TARGET_KINDS = ['AT_LEAST', 'AT_MOST', 'ZERO', 'VALUE'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]
export const SCHEDULES = ['LINEAR', 'MILESTONES'] as const

/** Most rows of one file or one sending. */
export const MOST_ROWS = 2_000
const MOST_LETTERS = 1_500_000

const folded = (text: string) => text.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
export const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const Region = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })
const Input = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, { message: 'input.wrong' })

/** A decimal as it was printed: at most 16 digits before the point and 6 after it. Separators and full-width digits are understood. */
export const Amount = z
  .string()
  .trim()
  .transform((typed) => typed.normalize('NFKC').replace(/[,\s]/g, ''))
  .refine((typed) => /^-?\d{1,16}(\.\d{1,6})?$/.test(typed), { message: 'indicators.notANumber' })

const Days = { asOf: Day.optional(), periodStart: Day.optional(), periodEnd: Day.optional() }
type DaysOf = { asOf?: string; periodStart?: string; periodEnd?: string }
type Issues = { addIssue: (issue: { code: 'custom'; message: string; path: string[] }) => void }

function inOrder({ periodStart, periodEnd }: DaysOf, context: Issues) {
  if (periodStart && periodEnd && periodStart > periodEnd)
    context.addIssue({ code: 'custom', message: 'indicators.endsBefore', path: ['periodEnd'] })
}
function hasDay(days: DaysOf, context: Issues) {
  if (!days.asOf && !days.periodEnd) context.addIssue({ code: 'custom', message: 'input.required', path: ['asOf'] })
  inOrder(days, context)
}

const factShape = {
  id: Id,
  regionCode: Region,
  inputCode: Input,
  value: Amount,
  unit: text(16).default(''),
  qualifiers: z.array(z.enum(QUALIFIERS)).max(QUALIFIERS.length).default([]),
  ...Days,
  source: needed(200),
  sourceRef: text(60).default(''),
  note: text(1_000).default(''),
}

/** One fact as a report tells it. Without a unit that of its input; the day is that of the count, else the end of its period. */
export const FactInput = z.object(factShape).superRefine(hasDay)
export type FactInput = z.output<typeof FactInput>

const targetShape = {
  id: Id,
  regionCode: Region,
  measure: Input,
  kind: z.enum(TARGET_KINDS),
  value: Amount,
  baseline: Amount.optional(),
  unit: text(16).default(''),
  qualifiers: z.array(z.enum(QUALIFIERS)).max(QUALIFIERS.length).default([]),
  ...Days,
  schedule: z.enum(SCHEDULES).default('LINEAR'),
  milestones: z
    .array(z.object({ on: Day.optional(), value: Amount.optional() }))
    .max(24)
    .default([])
    .transform((all) => all.flatMap(({ on, value }) => (on && value ? [{ on, value }] : []))),
  source: needed(200),
  sourceRef: text(60).default(''),
  responsible: text(60).default(''),
  note: text(1_000).default(''),
}

type TargetOf = DaysOf & { kind: TargetKind; value: string; schedule: string; milestones: { on: string }[] }
function whole(target: TargetOf, context: Issues) {
  const say = (message: string, field: string) => context.addIssue({ code: 'custom', message, path: [field] })
  const { asOf, periodStart, periodEnd, kind, schedule, milestones } = target
  inOrder(target, context)
  if (Boolean(periodStart) !== Boolean(periodEnd)) say('input.required', periodStart ? 'periodEnd' : 'periodStart')
  else if (!periodStart && kind !== 'VALUE') say('input.required', 'periodStart')
  else if (!periodStart && !asOf) say('input.required', 'asOf')
  if (kind === 'ZERO' && Number(target.value) !== 0) say('indicators.notZero', 'value')
  if (schedule === 'MILESTONES' && milestones.length === 0) say('indicators.noMilestone', 'schedule')
  if (schedule === 'LINEAR' && milestones.length > 0) say('indicators.milestonesOfALine', 'schedule')
  if (milestones.some(({ on }) => (periodStart && on < periodStart) || (periodEnd && on > periodEnd)))
    say('indicators.outsidePeriod', 'schedule')
}

/** A target of a region: how much of what, by when, by which document, and who answers for it. VALUE: a value that policy sets. */
export const TargetInput = z.object(targetShape).superRefine(whole)
export type TargetInput = z.output<typeof TargetInput>

export const ReportManyInput = z.object({ facts: z.array(FactInput).min(1).max(MOST_ROWS) })
export const SetManyInput = z.object({ targets: z.array(TargetInput).min(1).max(MOST_ROWS) })
export const ImportFactsInput = z.object({ id: Id, text: z.string().min(1).max(MOST_LETTERS) })

/** What stands in the place of a fact; without a value the fact is withdrawn. */
export const CorrectFactInput = z.object({
  id: Id,
  factId: Id,
  value: Amount.optional(),
  qualifiers: z.array(z.enum(QUALIFIERS)).max(QUALIFIERS.length).default([]),
  ...Days,
  source: needed(200),
  note: text(1_000).default(''),
  reason: needed(300),
})
export const ChangeTargetInput = z.object({
  id: Id,
  targetId: Id,
  value: Amount.optional(),
  responsible: text(60).default(''),
  source: needed(200),
  reason: needed(300),
})
export const CascadeInput = z.object({
  targetId: Id,
  shares: z
    .array(
      z.object({
        id: Id,
        regionCode: Region,
        value: Amount.optional(),
        baseline: Amount.optional(),
        responsible: text(60).default(''),
      }),
    )
    .max(400)
    .transform((all) => all.flatMap(({ value, ...share }) => (value === undefined ? [] : [{ ...share, value }])))
    .refine((all) => all.length > 0, { message: 'input.required' }),
})

export const AddInputInput = z.object({
  code: Input,
  nameZh: needed(80),
  nameEn: needed(160),
  unit: needed(16),
  unitEn: text(40).default(''),
  isSummed: z.boolean().default(false),
})
