import { MOST_FEATURES, MOST_POINTS } from '@/lib/outlines/schema'

export type Point = readonly [x: number, y: number]
export type Ring = readonly Point[]
/** A feature of a file: its properties and its polygons, each an outer ring and its holes. */
export type Feature = {
  no: number
  properties: Readonly<Record<string, string>>
  polygons: readonly (readonly Ring[])[]
}

export type Fault =
  | { code: 'notGeoJson' | 'noFeatures' }
  | { code: 'tooManyFeatures' | 'tooManyPoints'; n: number }
  | { code: 'notAnArea' | 'badRing' | 'farAway' | 'badNumber'; no: number; what: string }

/** Degrees within which a map of the country lies; coordinates of a projection in metres fall outside. */
const BOX = { west: 73, east: 136, south: 3, north: 54 } as const
const FEWEST = 4

type Read = { features: Feature[]; fault: null } | { features: null; fault: Fault }

const fail = (fault: Fault): Read => ({ features: null, fault })

class Wrong extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

/** Twice the area of a ring in its own units: above nought where it runs against the clock. */
export function turn(ring: Ring): number {
  let sum = 0
  for (let index = 0; index < ring.length; index++) {
    const [x, y] = ring[index] as Point
    const [u, v] = ring[(index + 1) % ring.length] as Point
    sum += x * v - u * y
  }
  return sum
}

/** A ring of degrees without its closing point, turned the way that RFC 7946 asks: outer against the clock, holes with it. */
function readRing(given: unknown, no: number, isOuter: boolean): Ring {
  const wrong = (code: 'badRing' | 'farAway' | 'badNumber', what: string) => new Wrong({ code, no, what })
  if (!Array.isArray(given)) throw wrong('badRing', '')
  const ring = given.map((position): Point => {
    const [x, y] = Array.isArray(position) ? position : []
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      throw wrong('badNumber', JSON.stringify(position)?.slice(0, 40) ?? '')
    if (x < BOX.west || x > BOX.east || y < BOX.south || y > BOX.north) throw wrong('farAway', `${x}, ${y}`)
    return [x, y]
  })
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < FEWEST || !first || !last || first[0] !== last[0] || first[1] !== last[1])
    throw wrong('badRing', String(ring.length))
  const open = ring.slice(0, -1)
  const way = turn(open)
  if (way === 0) throw wrong('badRing', String(ring.length))
  return way > 0 === isOuter ? open : open.reverse()
}

function polygonsOf(geometry: unknown, no: number): Ring[][] {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(polygons) || polygons.length === 0)
    throw new Wrong({ code: 'notAnArea', no, what: typeof type === 'string' ? type.slice(0, 40) : '' })
  return polygons.map((rings) => {
    if (!Array.isArray(rings) || rings.length === 0) throw new Wrong({ code: 'badRing', no, what: '' })
    return rings.map((ring, index) => readRing(ring, no, index === 0))
  })
}

function propertiesOf(given: unknown): Record<string, string> {
  const told = typeof given === 'object' && given !== null ? Object.entries(given) : []
  return Object.fromEntries(
    told.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value).normalize('NFC').trim()]] : [],
    ),
  )
}

/**
 * Reads a FeatureCollection of areas in degrees (RFC 7946). What is not one is named by the number of the feature, from 1: another geometry, a
 * ring that is open or has no area, a coordinate that is none or lies far away. Points are counted before anything is drawn.
 */
export function readGeoJson(text: string): Read {
  let root: unknown
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return fail({ code: 'notGeoJson' })
  }
  const { type, features } = (root ?? {}) as { type?: unknown; features?: unknown }
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return fail({ code: 'notGeoJson' })
  if (features.length === 0) return fail({ code: 'noFeatures' })
  if (features.length > MOST_FEATURES) return fail({ code: 'tooManyFeatures', n: MOST_FEATURES })
  try {
    let points = 0
    const read = features.map((feature, index): Feature => {
      const { geometry, properties } = (feature ?? {}) as { geometry?: unknown; properties?: unknown }
      const polygons = polygonsOf(geometry, index + 1)
      for (const ring of polygons.flat()) points += ring.length
      if (points > MOST_POINTS) throw new Wrong({ code: 'tooManyPoints', n: MOST_POINTS })
      return { no: index + 1, properties: propertiesOf(properties), polygons }
    })
    return { features: read, fault: null }
  } catch (error) {
    if (error instanceof Wrong) return fail(error.fault)
    throw error
  }
}
