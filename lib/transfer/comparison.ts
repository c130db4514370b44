import * as z from 'zod'

const count = z.number().int().nonnegative()

/** What a ledger would do to the register, in numbers. Kept with its batch. */
export const Comparison = z.object({
  newHouseholds: count,
  newPersons: count,
  /** New people of households that the register has. */
  joined: count,
  /** Households of which something differs, and of which nothing does. */
  changed: count,
  unchanged: count,
  /** In the register, in the villages and households of the ledger, and not in it. */
  missingHouseholds: count,
  missingPersons: count,
  total: count,
  kept: count,
  /** By field: how many cells, by kind of difference. */
  fields: z.record(z.string(), z.record(z.string(), count)),
})
export type Comparison = z.infer<typeof Comparison>
