import * as z from 'zod'
import { isDay } from '@/lib/platform/days'

/** 县医院、中医院、乡镇卫生院、市属医院. The first three are to be supported; hospitals of the city support and may be supported. */
export const UNIT_KINDS = ['COUNTY_HOSPITAL', 'TCM_HOSPITAL', 'HEALTH_CENTRE', 'CITY_HOSPITAL'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]
/** The kinds of unit that coverage counts. */
export const COUNTED_KINDS = ['COUNTY_HOSPITAL', 'TCM_HOSPITAL', 'HEALTH_CENTRE'] as const satisfies readonly UnitKind[]

export const GRADES = ['UNGRADED', 'FIRST', 'SECOND', 'TERTIARY', 'TERTIARY_A'] as const
export type Grade = (typeof GRADES)[number]
/** 二级、三级、三甲: whoever supports has one of these. */
export const SUPPORTER_GRADES = ['SECOND', 'TERTIARY', 'TERTIARY_A'] as const satisfies readonly Grade[]

/** 常规对口帮扶、春雨工程、京冀合作、东西部协作. */
export const PROGRAMMES = ['ROUTINE', 'SPRING_RAIN', 'BEIJING_HEBEI', 'EAST_WEST'] as const
export type Programme = (typeof PROGRAMMES)[number]

export const OUTPUT_KINDS = [
  'STAFF_SENT',
  'OUTPATIENTS',
  'OPERATIONS',
  'CONSULTATIONS',
  'FREE_CLINIC',
  'TRAININGS',
  'TRAINED',
  'LECTURES',
  'STUDY_LEAVES',
  'DEPARTMENTS',
  'SPECIALTIES',
  'TECHNIQUES',
] as const
export type OutputKind = (typeof OUTPUT_KINDS)[number]

/** 余、多、近、约、至少: how exact a count is; empty is exact. */
export const OUTPUT_QUALIFIERS = ['SURPLUS', 'MORE', 'NEARLY', 'ABOUT', 'AT_LEAST'] as const
export type OutputQualifier = (typeof OUTPUT_QUALIFIERS)[number]

export const PAIR_STATES = ['ACTIVE', 'ENDED'] as const
export type PairState = (typeof PAIR_STATES)[number]

const Id = z.uuid()
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const DayOrNone = z.union([z.literal('').transform(() => null), Day.nullable()]).default(null)
const folded = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const count = (most: number) => z.number().int().min(0).max(most)
const Version = z.number().int().min(1)
const Region = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })

/** A hospital or health centre of a region, counted from a day on. */
export const AddUnitInput = z.object({
  id: Id,
  regionCode: Region,
  name: needed(60),
  kind: z.enum(UNIT_KINDS),
  grade: z.enum(GRADES),
  countsFrom: Day,
})
export const EditUnitInput = z.object({ unitId: Id, version: Version, name: needed(60), grade: z.enum(GRADES) })
export const CloseUnitInput = z.object({ unitId: Id, version: Version, on: Day })

type Period = { fromOn: string; toOn: string | null }
const refuseBackwards = ({ fromOn, toOn }: Period, context: z.core.$RefinementCtx<Period>) => {
  if (toOn !== null && toOn < fromOn)
    context.addIssue({ code: 'custom', message: 'partnerships.endBeforeStart', path: ['toOn'] })
}

/** Who supports a unit. Without `toOn` it goes on until it is ended. `staff`: persons stationed there. */
export const MakePairInput = z
  .object({
    id: Id,
    unitId: Id,
    supporterName: needed(60),
    supporterGrade: z.enum(SUPPORTER_GRADES),
    programme: z.enum(PROGRAMMES),
    fromOn: Day,
    toOn: DayOrNone,
    staff: count(10_000).default(0),
    departments: text(300).default(''),
    techniques: text(300).default(''),
  })
  .superRefine(refuseBackwards)
export const EditPairInput = z.object({
  pairId: Id,
  version: Version,
  staff: count(10_000).default(0),
  departments: text(300).default(''),
  techniques: text(300).default(''),
})
export const EndPairInput = z.object({ pairId: Id, version: Version, on: Day, reason: needed(300) })

const Qualifier = z.union([z.literal(''), z.enum(OUTPUT_QUALIFIERS)]).default('')
const Output = {
  fromOn: Day,
  toOn: DayOrNone,
  amount: count(100_000_000),
  qualifier: Qualifier,
  note: text(300).default(''),
}
/** What was done on a day or between two; the id is made on the phone. */
export const ReportOutputInput = z
  .object({
    id: Id,
    pairId: Id,
    kind: z.enum(OUTPUT_KINDS),
    ...Output,
    recordedAt: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine(refuseBackwards)
/** The same as it should have been reported; `amount` 0 takes it back. */
export const CorrectOutputInput = z
  .object({ id: Id, outputId: Id, ...Output, reason: needed(300) })
  .superRefine(refuseBackwards)

type Parts = { treated: number; referred: number }
const refuseMoreAway = ({ treated, referred }: Parts, context: z.core.$RefinementCtx<Parts>) => {
  if (referred > treated)
    context.addIssue({ code: 'custom', message: 'partnerships.moreAwayThanTreated', path: ['referred'] })
}
const Referral = {
  treated: count(100_000_000).min(1),
  referred: count(100_000_000),
  source: needed(120),
}
/** Patients treated in a year, and those among them who were sent away (转出). */
export const ReportReferralInput = z
  .object({ id: Id, unitId: Id, year: z.number().int().min(2000).max(2100), ...Referral })
  .superRefine(refuseMoreAway)
export const CorrectReferralInput = z
  .object({ id: Id, referralId: Id, ...Referral, reason: needed(300) })
  .superRefine(refuseMoreAway)
