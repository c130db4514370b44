import type { Qualifier } from '@/lib/indicators/schema/facts'
import { levelOf, pad, prefixOf } from '@/lib/regions/rules'
import { evaluate, type Hedge, hedgesOf, type Known, type Lookup, precisionOf } from './evaluate'
import { type Formula, namesIn, partsOf } from './formula'
import { add, exactText, type Fraction, fractionOf, rounded, subtract } from './fraction'

/** One thing that was read: of a region, with its day and source. */
export type Read = {
  kind: 'FACT' | 'TARGET'
  id: string
  regionCode: string
  code: string
  value: string
  unit: string
  qualifiers: readonly Qualifier[]
  from: string | null
  day: string
  source: string
  sourceRef: string
}

const ABOVE = ['PROVINCE', 'CITY', 'COUNTY'] as const

/** The region a name of a formula reads, for a figure of `region`; null for all children of it, or where there is no such region above. */
export function regionOf(at: string, region: string): string | null {
  if (at === '') return region
  if (at === 'CHILDREN') return null
  const level = ABOVE.find((each) => each === at)
  if (!level) return at
  const own = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'].indexOf(levelOf(region))
  return ['PROVINCE', 'CITY', 'COUNTY'].indexOf(level) <= own ? pad(prefixOf(region, level)) : null
}

const knownOf = ({ value, qualifiers, kind }: Read): Known | null => {
  const number = fractionOf(value)
  return number && { value: number, precision: precisionOf(qualifiers, kind === 'TARGET') }
}

function summed(readings: readonly Read[]): Known | null {
  const all = readings.map(knownOf)
  return all.reduce<Known | null>(
    (sum, each) =>
      sum && each ? { value: add(sum.value, each.value), precision: precisionUnion(sum, each) } : (each ?? sum),
    null,
  )
}
const precisionUnion = (a: Known, b: Known) => ({
  low: a.precision.low || b.precision.low,
  high: a.precision.high || b.precision.high,
  about: a.precision.about || b.precision.about,
  planned: a.precision.planned || b.precision.planned,
  preliminary: a.precision.preliminary || b.precision.preliminary,
})

export type Definition = { code: string; formula: Formula; decimals: number }
export type Figure = {
  code: string
  /** Rounded half up on the exact fraction; null where something is missing. */
  shown: string | null
  exact: Fraction | null
  hedges: Hedge[]
  /** The two parts of a share, exact; `below` null where there is no share. */
  above: string | null
  below: string | null
  /** What stands behind it, in the order of the formula, and the names for which nothing was reported. */
  readings: Read[]
  missing: string[]
  /** Days of what it was made of, first and last. */
  days: { first: string; last: string } | null
}

/** A figure of a region from what was read there, above and below. */
export function figureOf({ code, formula, decimals }: Definition, region: string, readings: readonly Read[]): Figure {
  const behind: Read[] = []
  const missing: string[] = []
  const find = (name: string, at: string) => {
    const place = regionOf(at, region)
    if (at === 'CHILDREN') return readings.filter((each) => each.code === name && isChild(each.regionCode, region))
    return readings.filter((each) => each.code === name && each.regionCode === place)
  }
  for (const { name, at } of namesIn(formula)) {
    const found = find(name, at)
    behind.push(...found)
    if (found.length === 0) missing.push(at ? `${name}@${at}` : name)
  }
  const lookup: Lookup = (name, at) => summed(find(name, at))
  const known = evaluate(formula, lookup)
  const { above, below } = partsOf(formula)
  const part = (of: Formula | null) => {
    const value = of && evaluate(of, lookup)
    return value ? exactText(value.value) : null
  }
  const days = behind.map(({ day }) => day).sort()
  return {
    code,
    shown: known && rounded(known.value, decimals),
    exact: known?.value ?? null,
    hedges: known ? hedgesOf(known.precision) : [],
    above: part(above),
    below: part(below),
    readings: behind,
    missing,
    days: days[0] ? { first: days[0], last: days.at(-1) ?? days[0] } : null,
  }
}

const NEXT = { PROVINCE: 'CITY', CITY: 'COUNTY', COUNTY: 'TOWNSHIP', TOWNSHIP: 'VILLAGE', VILLAGE: null } as const

function isChild(code: string, parent: string): boolean {
  const level = levelOf(parent)
  return NEXT[level] === levelOf(code) && prefixOf(code, level) === prefixOf(parent, level)
}

/** What the system counts less what was reported, in the decimals of the figure; null where one is missing. */
export function differenceOf(counted: Fraction | null, reported: Fraction | null, decimals: number): string | null {
  return counted && reported ? rounded(subtract(counted, reported), decimals) : null
}
