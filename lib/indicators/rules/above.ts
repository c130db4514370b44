import type { IndicatorCode } from '../catalogue'
import type { Place } from '../schema'

export type Pair = { numerator: number; denominator: number }
/** A figure beside another: its two parts, or why there are none. */
export type Beside = Pair | 'COVERED' | 'UNCOUNTED'
export type AboveLine = {
  code: IndicatorCode
  own: Beside
  /** The sum of all places beside this one, without it. */
  siblings: Beside
  /** By the places above, the nearest first. */
  above: Beside[]
}
export type AbovePlace = {
  place: Place
  /** The oldest count in it that no longer holds; null where all are of today. */
  asOf: Date | null
}
export type Above = {
  place: Place
  places: AbovePlace[]
  lines: AboveLine[]
  /** How many places stand beside this one. */
  siblings: number
}

type Told = { state: 'SHOWN' | 'COVERED' | 'UNCOUNTED'; numerator: number | null; denominator: number | null }

/** What may be shown of a cell, counted by the present definition. */
export function besideOf(cell: (Told & { version: number }) | undefined, version: number): Beside {
  if (!cell || cell.version !== version) return 'UNCOUNTED'
  const { state, numerator, denominator } = cell
  if (state !== 'SHOWN') return state
  return numerator === null || denominator === null ? 'COVERED' : { numerator, denominator }
}

/** What is left of the place above without one's own: known only where both are, so that it tells nothing that they do not. */
export function restOf(parent: Beside, own: Beside): Beside {
  if (typeof parent === 'string') return parent
  if (typeof own === 'string') return own
  return {
    numerator: parent.numerator - own.numerator,
    denominator: parent.denominator - own.denominator,
  }
}

/** The rest of the base that a figure does not count. */
export function complementOf(figure: Beside): Beside {
  if (typeof figure === 'string') return figure
  const { numerator, denominator } = figure
  return { numerator: denominator - numerator, denominator }
}
