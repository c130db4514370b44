/** A figure of many pairs: its median and the interval that holds it in 95 of 100 redrawings. Null where no pair was left. */
export type Estimate = { median: number; low: number; high: number } | null

const DRAWS = 2_000
const LOW = 0.025
const HIGH = 0.975

/** The value below which this share (0 to 1) of a list lies, between neighbours in proportion. Not a number for an empty list. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return below === undefined || above === undefined ? Number.NaN : below + (above - below) * (at - Math.floor(at))
}

export const median = (list: readonly number[]) => quantile(list, 0.5)

/** Numbers from 0 to 1, the same ones for the same seed: a report made twice from the same pairs says the same (mulberry32). */
export function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The median of a list with its bootstrap interval: the list is redrawn with putting back, and the medians of the redrawings are ranked. */
export function estimate(list: readonly number[], seed = 1): Estimate {
  if (list.length === 0) return null
  const next = draws(seed)
  const medians = Array.from({ length: DRAWS }, () =>
    median(list.map(() => list[Math.floor(next() * list.length)] as number)),
  )
  return { median: median(list), low: quantile(medians, LOW), high: quantile(medians, HIGH) }
}

/** How many times the limit's figure ours is, pair by pair: what both halves of a pair suffered alike falls away. */
export function ratioOfPairs(pairs: readonly { product: number; limit: number }[], seed = 1): Estimate {
  return estimate(
    pairs.filter(({ product, limit }) => product > 0 && limit > 0).map(({ product, limit }) => product / limit),
    seed,
  )
}
