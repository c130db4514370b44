import * as z from 'zod'
import { ParameterRow } from '@/lib/parameters/schema'
import { REGION_LEVELS } from '@/lib/regions/schema'

export const Place = z.object({
  code: z.string(),
  level: z.enum(REGION_LEVELS),
  name: z.string(),
  nameEn: z.string().nullable(),
})
export type Place = z.infer<typeof Place>

/** Households and persons of a figure and of its base. */
export const Counts = z.object({
  numerator: z.number(),
  numeratorPersons: z.number(),
  denominator: z.number(),
  denominatorPersons: z.number(),
})
export type Counts = z.infer<typeof Counts>

export const Target = z.object({
  indicator: z.string(),
  appliesTo: z.string(),
  periodStart: z.string(),
  periodEnd: z.string(),
  baseline: z.number().nullable(),
  value: z.number(),
  issuedBy: z.string(),
  document: z.string(),
})
export type Target = z.infer<typeof Target>

const Column = z.array(z.number()).nullable()
/** Sums of the children of a region, one array per column in the same order (null: no rows): a third of the text of rows. */
const Sums = z
  .object({
    child: z.array(z.string()).nullable(),
    indicator: z.array(z.string()).nullable(),
    numerator: Column,
    numeratorPersons: Column,
    denominator: Column,
    denominatorPersons: Column,
  })
  .transform(({ child, indicator, numerator, numeratorPersons, denominator, denominatorPersons }) =>
    (child ?? []).map((each, at) => ({
      child: each,
      indicator: indicator?.[at] ?? '',
      numerator: numerator?.[at] ?? 0,
      numeratorPersons: numeratorPersons?.[at] ?? 0,
      denominator: denominator?.[at] ?? 0,
      denominatorPersons: denominatorPersons?.[at] ?? 0,
    })),
  )

/** One region's wall as one statement returns it. `child` is the children's prefix, or the village itself. */
export const WallRow = z.object({
  places: z.array(Place),
  children: z.array(Place),
  sums: Sums,
  staleCounties: z.array(z.string()),
  targets: z.array(Target),
  parameters: z.array(ParameterRow),
})
export type WallRow = z.infer<typeof WallRow>

/** A household behind a figure, as the list shows it. */
export const BehindRow = z.object({
  id: z.string(),
  householdNo: z.string(),
  headName: z.string(),
  groupName: z.string(),
  povertyStatus: z.string(),
  monitoredType: z.string().nullable(),
  members: z.number(),
  lastVisitedOn: z.string().nullable(),
})
export type BehindRow = z.infer<typeof BehindRow>

/** One figure of one village. */
export const VillageRow = Counts.extend({ place: Place })
