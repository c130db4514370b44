import * as z from 'zod'
import { LISTED_STATUSES, TARGET_TYPES } from '@/lib/supervision/schema'

/** Lines of the rectification ledger at listed places. */
export const FINDING_FIGURES = [
  'open',
  'overdue',
  'found',
  'closed',
  'reopened',
  'sessionFound',
  'sessionAssigned',
  'sessionClosed',
  'sessionOverdue',
] as const
export type FindingFigure = (typeof FINDING_FIGURES)[number]

/** Listed places themselves. */
export const PLACE_FIGURES = ['places', 'behind', 'listed', 'delisted'] as const
export type PlaceFigure = (typeof PLACE_FIGURES)[number]

/** Sessions held lately, the help that sessions brought, and the values of key works reported lately. */
export const DEED_FIGURES = ['sessions', 'solved', 'supported', 'visited', 'moved'] as const
export type DeedFigure = (typeof DEED_FIGURES)[number]

/** Every figure of the cockpit; each opens the records that it counts. Burdened: households inspected too often. */
export const FIGURES = [...PLACE_FIGURES, ...FINDING_FIGURES, ...DEED_FIGURES, 'burdened'] as const
export type Figure = (typeof FIGURES)[number]

const day = z.iso.date()

const Work = z.object({
  code: z.string(),
  unit: z.string(),
  direction: z.enum(['DOWN', 'UP']),
  base: z.number(),
  current: z.number(),
  target: z.number(),
  on: day.nullable(),
})
export type Work = z.output<typeof Work>

/** A listed place as the cockpit reads it. */
export const PlaceRow = z.object({
  id: z.string(),
  countyCode: z.string(),
  regionCode: z.string(),
  /** The regions of an area that is no division, none while it names no members; null for a place that is a division. */
  within: z.string().array().nullable(),
  name: z.string(),
  above: z.string(),
  type: z.enum(TARGET_TYPES),
  status: z.enum(LISTED_STATUSES),
  persons: z.number(),
  listedOn: day,
  deadlineOn: day.nullable(),
  delistedOn: day.nullable(),
  leader: z.string(),
  works: Work.array(),
  sessions: z.number(),
  lastOn: day.nullable(),
  solved: z.number(),
  supported: z.number(),
  amountFen: z.number(),
})
export type PlaceRow = z.output<typeof PlaceRow>

export const OpenRow = z.object({
  countyCode: z.string(),
  regionCode: z.string(),
  open: z.number(),
  overdue: z.number(),
})
export type OpenRow = z.output<typeof OpenRow>
