/** Random numbers from a seed: the same seed gives the same county. */
export interface Random {
  next(): number
  int(from: number, to: number): number
  chance(share: number): boolean
  one<T>(items: readonly T[]): T
  /** Picks by weights; they need not add up to one. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  normal(): number
  shuffled<T>(items: readonly T[]): T[]
  uuid(): string
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (share) => next() < share,
    one: (items) => items[int(0, items.length - 1)] as never,
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return (items.at(-1) as (typeof items)[number])[0]
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffled(items) {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        ;[copy[i], copy[j]] = [copy[j] as never, copy[i] as never]
      }
      return copy
    },
    uuid() {
      const hex = (length: number) =>
        Math.floor(next() * 16 ** length)
          .toString(16)
          .padStart(length, '0')
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[int(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`
    },
  }
}
