import * as z from 'zod'
import { isDay } from '@/lib/platform/days'

/** 审图号 · The number under which a map was reviewed, e.g. of a province's bureau; no public map goes without one. */
export const LONGEST_APPROVAL = 60
export const LONGEST_SOURCE = 120
export const LONGEST_PROPERTY = 60
export const LONGEST_REASON = 300
/** A file may have so many bytes, features and points before it is simplified. */
export const MOST_BYTES = 6 * 1024 * 1024
export const MOST_FEATURES = 500
export const MOST_POINTS = 300_000
/** What a page carries of an outline at most. */
export const MOST_DRAWN = 60 * 1024

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => text.normalize('NFC').replace(/\p{Cc}+/gu, ' '))
const Day = z.string().refine(isDay, { message: 'input.notADay' })

/** A file as a form brings it, or its text. Either is read as a whole and fetches nothing. */
const Content = z
  .union([z.instanceof(File), z.string()])
  .refine((content) => (typeof content === 'string' ? content.length : content.size) > 0, { message: 'input.required' })
  .refine((content) => (typeof content === 'string' ? content.length : content.size) <= MOST_BYTES, {
    message: 'outlines.tooLarge',
  })

/** `matchBy` is the property of a feature that says which region it is, by its code or its name; none for the usual ones. */
export const ImportOutlineInput = z.object({
  id: z.uuid(),
  regionCode: z.string().regex(/^\d{12}$/),
  file: Content,
  matchBy: line(LONGEST_PROPERTY).default(''),
  approvalNo: line(LONGEST_APPROVAL).refine((text) => text !== '', { message: 'outlines.approvalNeeded' }),
  source: line(LONGEST_SOURCE).refine((text) => text !== '', { message: 'input.required' }),
  drawnOn: Day,
  validFrom: Day,
})

/** Takes outlines out of use; the reason is kept. */
export const WithdrawOutlineInput = z.object({
  outlineId: z.uuid(),
  reason: line(LONGEST_REASON).refine((text) => text !== '', { message: 'outlines.reasonNeeded' }),
})

/** One region as it is drawn: an SVG path of whole numbers and where its name stands. */
export const Shape = z.object({ code: z.string(), d: z.string(), x: z.number(), y: z.number() })
export type Shape = z.output<typeof Shape>

/** Outlines of all regions one level below another, drawn into a box of whole units. */
export const Drawing = z.object({ width: z.number(), height: z.number(), shapes: Shape.array() })
export type Drawing = z.output<typeof Drawing>
