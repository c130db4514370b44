import * as z from 'zod'
import { isOnePiece, MOST_PIECES, SUM } from '@/lib/evidence/rules/pieces'

/** What a photo or paper can hang on: a record of one household, a finding about a place, or an entry of a village's year. */
export const SUBJECT_KINDS = [
  'HOUSEHOLD',
  'MEMBER',
  'VISIT',
  'CLUE',
  'CASE',
  'EVENT',
  'IDENTIFICATION',
  'MEASURE',
  'FINDING',
  'INSPECTION',
  'TASK_ENTRY',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type Subject = { kind: SubjectKind; id: string }

/** Taken where the record was made, or chosen from what the phone held already. */
export const ORIGINS = ['ON_SITE', 'ALBUM'] as const

export const LONGEST_CAPTION = 200
const LONGEST_REASON = 200

const LONGEST_NAME = 200

const sum = z.string().regex(SUM)

const degrees = (most: number) => z.number().min(-most).max(most)

export const AddEvidenceInput = z
  .object({
    id: z.uuid(),
    /** None where it hangs on a finding about a place or an entry of a village's year. */
    householdId: z.uuid().optional(),
    subjectKind: z.enum(SUBJECT_KINDS),
    subjectId: z.uuid(),
    file: z.instanceof(File, { message: 'evidence.chooseFile' }).optional(),
    /** Of a file that came in pieces before: how many they are, the sum of the whole, and what it is called. */
    pieces: z.number().int().min(1).max(MOST_PIECES).optional(),
    sum: sum.optional(),
    fileName: z.string().max(LONGEST_NAME).default(''),
    origin: z.enum(ORIGINS),
    caption: z.string().trim().max(LONGEST_CAPTION).default(''),
    showsMinor: z.boolean().default(false),
    takenAt: z.iso.datetime({ offset: true }).optional(),
    lat: degrees(90).optional(),
    lng: degrees(180).optional(),
  })
  .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), { path: ['lat'], message: 'input.wrong' })
  .refine(({ file, pieces, sum }) => (file === undefined) === (pieces !== undefined && sum !== undefined), {
    path: ['file'],
    message: 'evidence.chooseFile',
  })
export type AddEvidenceInput = z.infer<typeof AddEvidenceInput>

export const KeepPieceInput = z.object({
  evidenceId: z.uuid(),
  householdId: z.uuid().optional(),
  /** The finding that it hangs on, where there is no household. */
  findingId: z.uuid().optional(),
  /** The entry of a village's year that it shows, where there is no household. */
  taskEntryId: z.uuid().optional(),
  sum,
  no: z
    .number()
    .int()
    .min(0)
    .max(MOST_PIECES - 1),
  file: z.instanceof(File, { message: 'evidence.chooseFile' }).refine(isOnePiece, { message: 'input.wrong' }),
})

export const WithdrawEvidenceInput = z.object({
  evidenceId: z.uuid(),
  version: z.number().int(),
  reason: z.string().trim().min(1).max(LONGEST_REASON),
})
