import type { ChartPoint } from '@/components/indicators/chart-drawing'
import type { StateKey } from '@/components/ui/glyph'
import { count, percent, permille } from '@/lib/i18n/format'
import type { Look } from '@/lib/indicators/rules/shown'

/**
 * A part of a region: households that count, or words where they are an average; its base, persons, way to the target in per cent, the
 * distance in words, and where in `marks` and `plans` its state and its schedule stand.
 */
export type ChildTuple = readonly [
  code: string,
  name: string,
  counted: number | string,
  base: number,
  persons: number,
  at: number,
  gap: string,
  mark: number,
  plan: number,
]

/** A state and its word. */
export type Mark = readonly [state: StateKey, word: string]

/** Where a part should be today, in per cent of the way and in its own unit, and its target. */
export type Plan = readonly [at: number | null, expected: number | null, target: number | null]

/** Parts of a region as they are sent to the page: what they share stands once. */
export type Parts = {
  look: Look
  marks: readonly Mark[]
  plans: readonly Plan[]
  rows: readonly ChildTuple[]
}

const UNKNOWN: Mark = ['na', '']
const FREE: Plan = [null, null, null]

export const markOf = ({ marks }: Pick<Parts, 'marks'>, tuple: ChildTuple): Mark => marks[tuple[7]] ?? UNKNOWN

export const planOf = ({ plans }: Pick<Parts, 'plans'>, tuple: ChildTuple): Plan => plans[tuple[8]] ?? FREE

export const countedText = ([, , counted]: ChildTuple) => (typeof counted === 'number' ? count(counted) : counted)

/** The share of a part; of an average there is none. */
export const rateText = ([, , counted, base]: ChildTuple) => (typeof counted === 'number' ? percent(counted, base) : '')

/** The figure of a part alone: its share where it is one, else what is counted. */
export const figureOf = (look: Look, tuple: ChildTuple) => (look === 'RATE' ? rateText(tuple) : countedText(tuple))

/** The parts as a chart draws them. */
export function pointsOf(parts: Parts): ChartPoint[] {
  return parts.rows.map((tuple) => {
    const [, name, counted, base] = tuple
    const [, expected, target] = planOf(parts, tuple)
    const number = Number(counted)
    const value = parts.look === 'RATE' ? (permille(number, base) ?? 0) / 10 : Number.isFinite(number) ? number : 0
    return { name, value, expected, target, state: markOf(parts, tuple)[0] }
  })
}
