import * as z from 'zod'

/** What a photo or paper can hang on; every one is a record of one household. */
export const SUBJECT_KINDS = [
  'HOUSEHOLD',
  'MEMBER',
  'VISIT',
  'CLUE',
  'CASE',
  'EVENT',
  'IDENTIFICATION',
  'MEASURE',
] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export type Subject = { kind: SubjectKind; id: string }

/** Taken where the record was made, or chosen from what the phone held already. */
export const ORIGINS = ['ON_SITE', 'ALBUM'] as const

export const LONGEST_CAPTION = 200
const LONGEST_REASON = 200

const degrees = (most: number) => z.number().min(-most).max(most)

export const AddEvidenceInput = z
  .object({
    id: z.uuid(),
    householdId: z.uuid(),
    subjectKind: z.enum(SUBJECT_KINDS),
    subjectId: z.uuid(),
    file: z.instanceof(File, { message: 'evidence.chooseFile' }),
    origin: z.enum(ORIGINS),
    caption: z.string().trim().max(LONGEST_CAPTION).default(''),
    showsMinor: z.boolean().default(false),
    takenAt: z.iso.datetime({ offset: true }).optional(),
    lat: degrees(90).optional(),
    lng: degrees(180).optional(),
  })
  .refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), { path: ['lat'], message: 'input.wrong' })
export type AddEvidenceInput = z.infer<typeof AddEvidenceInput>

export const WithdrawEvidenceInput = z.object({
  evidenceId: z.uuid(),
  version: z.number().int(),
  reason: z.string().trim().min(1).max(LONGEST_REASON),
})
