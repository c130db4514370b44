import * as z from 'zod'
import { fenOf } from '@/lib/households/rules/money-text'
import { RISKS } from '@/lib/monitoring/schema'
import { isDay } from '@/lib/platform/days'

/** The fourteen categories of measures of the national collection form. */
export const CATEGORIES = [
  'INDUSTRY',
  'EMPLOYMENT',
  'FINANCE',
  'WELFARE_POST',
  'HOUSING',
  'WATER',
  'HEALTH',
  'EDUCATION',
  'OTHER_EDUCATION',
  'SAFETY_NET',
  'SOCIAL',
  'RELOCATION',
  'LIVING_CONDITIONS',
  'INFRASTRUCTURE',
] as const
export type Category = (typeof CATEGORIES)[number]

export const MODES = ['DEVELOPMENT', 'PROTECTION'] as const
/** What a household gets: money, goods at a value, a service. */
export const FORMS = ['CASH', 'GOODS', 'SERVICE'] as const
export type Form = (typeof FORMS)[number]
export const FUND_SOURCES = ['CENTRAL', 'PROVINCE', 'CITY', 'COUNTY', 'EAST_WEST', 'SOCIAL', 'OTHER'] as const
export type FundSource = (typeof FUND_SOURCES)[number]

export const MEASURE_STATUSES = ['PLANNED', 'IN_PROGRESS', 'DELIVERED', 'CONFIRMED_BY_HOUSEHOLD', 'CANCELLED'] as const
export type MeasureStatus = (typeof MEASURE_STATUSES)[number]
export const MEASURE_STEPS = ['start', 'deliver', 'confirm', 'cancel'] as const
export type MeasureStep = (typeof MEASURE_STEPS)[number]
export const CANCEL_REASONS = [
  'NOT_NEEDED',
  'NOT_ELIGIBLE',
  'HOUSEHOLD_DECLINED',
  'RECORDED_TWICE',
  'WRONG',
  'OTHER',
] as const

/** What is shown of measures beside each status: those to finish, and those that wait for the household's word. */
export const MEASURE_TABS = ['all', 'open', 'late', 'unconfirmed'] as const
export type MeasureTab = (typeof MEASURE_TABS)[number]

export const Id = z.uuid()
export const Day = z.string().refine(isDay, { message: 'input.notADay' })
export const text = (max: number) => z.string().trim().max(max)
export const needed = (max: number) => text(max).min(1)
export const Version = z.number().int().min(1)

/** An amount of yuan as people type it, as whole fen; nothing typed is none. */
export const Yuan = z
  .string()
  .trim()
  .default('')
  .transform((typed, context) => {
    const fen = typed === '' ? 0 : fenOf(typed)
    if (fen !== null) return fen
    context.addIssue({ code: 'custom', message: 'support.notAnAmount' })
    return z.NEVER
  })

/** What is said about a measure whoever gets it. */
export const About = {
  typeCode: needed(24),
  title: text(80).default(''),
  scale: text(60).default(''),
  unit: needed(60),
  responsible: needed(40),
  plannedOn: Day,
  finishBy: Day.optional(),
  amount: Yuan,
  fundSource: z.enum(FUND_SOURCES).optional(),
  projectId: Id.optional(),
}

type Told = { plannedOn: string; finishBy?: string; amount: number; fundSource?: FundSource }

export function checkAbout({ plannedOn, finishBy, amount, fundSource }: Told, context: z.RefinementCtx): void {
  if (finishBy && finishBy < plannedOn)
    context.addIssue({ code: 'custom', message: 'support.finishBeforePlan', path: ['finishBy'] })
  if (amount > 0 && !fundSource)
    context.addIssue({ code: 'custom', message: 'support.sourceNeeded', path: ['fundSource'] })
}

/** `id` is made where the form is filled. With a day of delivery the measure was given already. */
export const RecordMeasureInput = z
  .object({
    ...About,
    id: Id,
    householdId: Id,
    personId: Id.optional(),
    planId: Id.optional(),
    deliveredOn: Day.optional(),
    effect: text(300).default(''),
    /** Said after a warning that the same stands there already. */
    acknowledged: z.boolean().default(false),
  })
  .superRefine(checkAbout)
export type RecordMeasureInput = z.output<typeof RecordMeasureInput>

const Head = { measureId: Id, version: Version }

/** What the form of a plan was opened with, so that two who change it at once see each other's texts. */
export const EDITED = [
  'typeCode',
  'title',
  'scale',
  'unit',
  'responsible',
  'plannedOn',
  'finishBy',
  'amount',
  'fundSource',
  'projectId',
  'personId',
] as const
export type EditedField = (typeof EDITED)[number]
const Base = z.object(
  Object.fromEntries(EDITED.map((field) => [field, text(80).default('')])) as Record<
    EditedField,
    z.ZodDefault<z.ZodString>
  >,
)

export const EditMeasureInput = z
  .object({ ...About, ...Head, personId: Id.optional(), base: Base })
  .superRefine(checkAbout)
export type EditMeasureInput = z.output<typeof EditMeasureInput>
export const StartMeasureInput = z.object({ ...Head, on: Day })
export const DeliverMeasureInput = z
  .object({
    ...Head,
    on: Day,
    amount: Yuan,
    fundSource: z.enum(FUND_SOURCES).optional(),
    scale: text(60).default(''),
    effect: text(300).default(''),
  })
  .superRefine((input, context) => checkAbout({ ...input, plannedOn: input.on }, context))
export const ConfirmMeasureInput = z.object({ ...Head, on: Day, signer: needed(60), effect: text(300).default('') })
export const CancelMeasureInput = z
  .object({ ...Head, on: Day, reason: z.enum(CANCEL_REASONS), note: text(300).default('') })
  .refine(({ reason, note }) => reason !== 'OTHER' || note !== '', { message: 'support.noteNeeded', path: ['note'] })

/** A type that a county adds for itself. */
export const AddTypeInput = z
  .object({
    category: z.enum(CATEGORIES),
    nameZh: needed(60),
    nameEn: needed(120),
    mode: z.enum(MODES),
    form: z.enum(FORMS),
    risks: z.array(z.enum(RISKS)).default([]),
    validFrom: Day,
    validTo: Day.optional(),
  })
  .refine(({ validFrom, validTo }) => !validTo || validTo >= validFrom, {
    message: 'support.endBeforeStart',
    path: ['validTo'],
  })
/** None of them: the department has no field any more. */
export const AssignFieldInput = z.object({ postingId: Id, categories: z.array(z.enum(CATEGORIES)).default([]) })
export const EndTypeInput = z.object({ code: needed(24), validTo: Day })

export const SavePlanInput = z.object({
  id: Id,
  version: z.number().int().min(0),
  householdId: Id,
  year: z.number().int().min(2014).max(2100),
  aims: needed(500),
  helper: needed(60),
  agreedOn: Day,
  signer: needed(60),
  measures: z.array(Id).max(100).default([]),
})

export const BATCH_MOST = 500
const Households = z.array(Id).min(1, { message: 'support.noHousehold' }).max(BATCH_MOST)
/** `id` names the deed and its journal. With a day of delivery every household got it already. */
export const BatchInput = z
  .object({ ...About, id: Id, deliveredOn: Day.optional(), households: Households })
  .superRefine(checkAbout)
export type BatchInput = z.output<typeof BatchInput>
export const UndoBatchInput = z.object({ batchId: Id })
