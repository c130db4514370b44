import type { Feature } from '@/lib/outlines/rules/geojson'

export type Region = { code: string; name: string }
export type Matched = {
  /** The feature of each region. */
  byRegion: ReadonlyMap<string, Feature>
  /** What the features that fit no region call themselves. */
  unmatched: string[]
  /** Regions that more than one feature fits. */
  twice: string[]
  /** Regions that no feature fits. */
  missing: string[]
  /** Properties that the features have, to choose among. */
  properties: string[]
}

/** Properties that maps commonly name their areas by, codes first. */
const USUAL = ['code', 'adcode', 'region_code', 'id', 'pac', 'xzqdm', 'name', 'xzqmc', 'mc'] as const
const FULL = 12

const same = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Whether a value names a region: its code, in full or without the noughts at its end down to its own digits, or its name. */
function fits({ code, name }: Region, value: string): boolean {
  if (/^\d+$/.test(value) && value.length >= 2 && value.length <= FULL && value.padEnd(FULL, '0') === code) return true
  return same(value) === same(name)
}

/** Finds the region of each feature by a property, or by the usual ones where none is chosen. */
export function matchFeatures(features: readonly Feature[], regions: readonly Region[], matchBy: string): Matched {
  const byRegion = new Map<string, Feature>()
  const [unmatched, twice]: string[][] = [[], []]
  const valuesOf = ({ properties }: Feature) => {
    if (matchBy) return Object.hasOwn(properties, matchBy) ? [properties[matchBy] as string] : []
    const low = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]))
    return USUAL.flatMap((name) => low.get(name) ?? [])
  }
  for (const feature of features) {
    const values = valuesOf(feature)
    const region = values.map((value) => regions.find((each) => fits(each, value))).find((found) => found !== undefined)
    if (!region) unmatched?.push(values.find((value) => !/^\d+$/.test(value)) ?? values[0] ?? `#${feature.no}`)
    else if (byRegion.has(region.code)) twice?.push(region.name)
    else byRegion.set(region.code, feature)
  }
  return {
    byRegion,
    unmatched: unmatched ?? [],
    twice: [...new Set(twice)],
    missing: regions.filter(({ code }) => !byRegion.has(code)).map(({ name }) => name),
    properties: [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))].slice(0, 20),
  }
}
