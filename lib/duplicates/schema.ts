import * as z from 'zod'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { REASON_CODES } from '@/lib/households/rules/same-person'

export const KINDS = ['PERSON', 'HOUSEHOLD', 'ENDING'] as const
export type Kind = (typeof KINDS)[number]

/** OPEN: nobody decided. SAME: one and the same, still two records. DONE: an ending was carried out. */
export const STATUSES = ['OPEN', 'SAME', 'DIFFERENT', 'MERGED', 'DONE'] as const
export type Status = (typeof STATUSES)[number]

/** Who or what put two records side by side. */
export const FOUND_BY = ['IMPORT', 'SEARCH', 'HAND', 'SUPERIOR'] as const
export type FoundBy = (typeof FOUND_BY)[number]

export const TABS = ['open', 'same', 'decided'] as const
export type Tab = (typeof TABS)[number]

export const SIDES = ['left', 'right'] as const
export type Side = (typeof SIDES)[number]

export const Reasons = z.array(z.object({ code: z.enum(REASON_CODES), points: z.number() }))

/** What of a person is chosen side by side; `yearly` is all that one year's survey says, taken whole. */
export const PERSON_FIELDS = [
  'name',
  'sex',
  'birthDate',
  'idNumber',
  'disabilityCard',
  'nationalPersonNo',
  'ethnicity',
  'politicalStatus',
  'speaksMandarin',
  'activeService',
  'diedOn',
  'yearly',
] as const
export type PersonField = (typeof PERSON_FIELDS)[number]

/** What of a household is chosen side by side; `standing` is type, status and its days, taken whole. */
export const HOUSEHOLD_FIELDS = [
  'nationalHouseholdNo',
  'naturalVillage',
  'groupName',
  'address',
  'phone',
  'bank',
  'standing',
  'causes',
  'housingGrade',
  'family',
  'relocation',
] as const
export type HouseholdField = (typeof HOUSEHOLD_FIELDS)[number]

const Id = z.uuid()
const Version = z.coerce.number().int().min(1)
const Note = z.string().trim().max(500).default('')
const Choice = z.enum(SIDES).optional()
const PersonChoices = z.object(
  Object.fromEntries(PERSON_FIELDS.map((field) => [field, Choice])) as Record<PersonField, typeof Choice>,
)
const HouseholdChoices = z.object(
  Object.fromEntries(HOUSEHOLD_FIELDS.map((field) => [field, Choice])) as Record<HouseholdField, typeof Choice>,
)

const named = { reviewId: Id, version: Version }

/** `version` is the review as it was seen. */
export const DecideInput = z
  .object({ ...named, decision: z.enum(['SAME', 'DIFFERENT']), note: Note })
  .refine(({ decision, note }) => decision === 'SAME' || note !== '', {
    message: 'duplicates.noteNeeded',
    path: ['note'],
  })

/** Two household numbers, or two identity numbers. */
export const RaiseInput = z
  .object({ leftNo: z.string().trim().min(1).max(40), rightNo: z.string().trim().min(1).max(40) })
  .refine(({ leftNo, rightNo }) => leftNo.toUpperCase() !== rightNo.toUpperCase(), {
    message: 'duplicates.sameNumber',
    path: ['rightNo'],
  })

export const FindInput = z.object({ regionCode: z.string().regex(/^\d{12}$/) })

/** `keep` is the side that goes on; a field without a choice is the kept side's, or the other's where that is empty. */
export const MergePersonInput = z.object({
  ...named,
  keep: z.enum(SIDES),
  choose: PersonChoices.prefault({}),
  note: Note,
})
export type MergePersonInput = z.output<typeof MergePersonInput>

/** `members` says for each member of the dropped household whom of the kept one he is; whoever is not named moves along. */
export const MergeHouseholdInput = z.object({
  ...named,
  keep: z.enum(SIDES),
  choose: HouseholdChoices.prefault({}),
  members: z
    .array(z.object({ dropped: Id, kept: z.union([z.literal(''), Id]).default('') }))
    .max(60)
    .default([]),
  note: Note,
})
export type MergeHouseholdInput = z.output<typeof MergeHouseholdInput>

export const UndoMergeInput = z.object(named)

export const DecideAcrossInput = z
  .object({ ...named, decision: z.enum(['LEFT', 'RIGHT', 'DIFFERENT']), note: Note })
  .refine(({ decision, note }) => decision !== 'DIFFERENT' || note !== '', {
    message: 'duplicates.noteNeeded',
    path: ['note'],
  })

export const CarryOutInput = z.object({ ...named, note: Note })

/** What is typed of a person so far. Numbers that cannot be read yet are simply not looked for. */
export const TypedPerson = z.object({
  name: z.string().trim().max(60).default(''),
  birthDate: z
    .string()
    .trim()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/)
    .catch('')
    .default(''),
  sex: z.enum(['M', 'F', '']).catch('').default(''),
  idNumber: z.string().trim().max(40).default(''),
  village: z
    .string()
    .regex(/^(\d{12})?$/)
    .catch('')
    .default(''),
  /** The person that the form is about already, if any: nobody is his own duplicate. */
  personId: z
    .union([z.literal(''), Id])
    .catch('')
    .default(''),
})
export type TypedPerson = z.output<typeof TypedPerson>

/** The number as it is stored, or null while it is not a whole one. */
export function wholeIdNumber(
  raw: string,
  today: string,
): { idNumber: string; birthDate: string; sex: 'M' | 'F' } | null {
  const read = readIdNumber(raw, today)
  return read.kind === 'INVALID' ? null : read
}

/** What the hint says: TAKEN blocks, the others warn. */
export type Hint = {
  taken: boolean
  matches: {
    id: string
    householdId: string | null
    name: string
    birthDate: string
    place: string
    level: 'SURE' | 'POSSIBLE'
    reasons: string[]
  }[]
}
