import { type Feature, type Point, type Ring, turn } from '@/lib/outlines/rules/geojson'
import { type Drawing, MOST_DRAWN, type Shape } from '@/lib/outlines/schema'

/** The longer side of a drawing, in units; a point is moved by no more than the tolerance. */
const SIDE = 1000
const TOLERANCE = 0.8
/** Smaller islands than this are left out, in square units; the largest part of a region always stays. */
const SMALLEST = 6
const FEWEST = 3
const COARSER = 2

const PER_DEGREE = Math.PI / 180

type Plane = { width: number; height: number; place: (point: Point) => Point }

/** A plane on which a degree is as long both ways in the middle of the map, north above. */
function planeOf(features: readonly Feature[]): Plane {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { polygons } of features)
    for (const [outer = []] of polygons)
      for (const [x, y] of outer) {
        west = Math.min(west, x)
        east = Math.max(east, x)
        south = Math.min(south, y)
        north = Math.max(north, y)
      }
  const shrink = Math.cos(((south + north) / 2) * PER_DEGREE)
  const [wide, high] = [(east - west) * shrink, north - south]
  const scale = SIDE / Math.max(wide, high)
  return {
    width: Math.ceil(wide * scale),
    height: Math.ceil(high * scale),
    place: ([x, y]) => [(x - west) * shrink * scale, (north - y) * scale],
  }
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - part * dx, y - ay - part * dy)
}

/** The points of a line that it needs to stay within a tolerance (Douglas and Peucker), its ends among them. */
export function simplified(line: readonly Point[], tolerance: number): Point[] {
  const kept = new Uint8Array(line.length)
  kept[0] = 1
  kept[line.length - 1] = 1
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let [far, furthest] = [tolerance, -1]
    for (let index = from + 1; index < to; index++) {
      const away = distance(line[index] as Point, line[from] as Point, line[to] as Point)
      if (away > far) [far, furthest] = [away, index]
    }
    if (furthest < 0) continue
    kept[furthest] = 1
    spans.push([from, furthest], [furthest, to])
  }
  return line.filter((_, index) => kept[index])
}

/** A ring within a tolerance, as whole numbers, no point twice in a row. It is cut at the point furthest from its first, so that both ends hold. */
function coarse(ring: Ring, tolerance: number): Point[] {
  const [first] = ring
  if (!first) return []
  let cut = 0
  let far = -1
  ring.forEach(([x, y], index) => {
    const away = Math.hypot(x - first[0], y - first[1])
    if (away > far) [cut, far] = [index, away]
  })
  const halves = [simplified(ring.slice(0, cut + 1), tolerance), simplified([...ring.slice(cut), first], tolerance)]
  const whole = halves.flatMap((half) => half.slice(0, -1)).map(([x, y]): Point => [Math.round(x), Math.round(y)])
  return whole.filter(([x, y], index) => {
    const [u, v] = whole[(index + whole.length - 1) % whole.length] as Point
    return x !== u || y !== v
  })
}

function pathOf(ring: readonly Point[]): string {
  const [first, ...others] = ring
  let [x, y] = first as Point
  const start = `M${x} ${y}`
  const steps = others.map(([u, v]) => {
    const step = `${u - x} ${v - y}`
    x = u
    y = v
    return step
  })
  return `${start}l${steps.join(' ').replaceAll(' -', '-')}z`
}

/** The middle of the area of a ring. */
function middleOf(ring: readonly Point[]): Point {
  const area = turn(ring)
  let [x, y] = [0, 0]
  ring.forEach(([a, b], index) => {
    const [u, v] = ring[(index + 1) % ring.length] as Point
    const cross = a * v - u * b
    x += (a + u) * cross
    y += (b + v) * cross
  })
  return [Math.round(x / (3 * area)), Math.round(y / (3 * area))]
}

const areaOf = (ring: readonly Point[]) => Math.abs(turn(ring)) / 2

function shapeOf(code: string, { polygons }: Feature, { place }: Plane, tolerance: number): Shape {
  const placed = polygons.map((rings) => rings.map((ring) => ring.map(place)))
  const largest = placed.reduce((a, b) => (areaOf(b[0] ?? []) > areaOf(a[0] ?? []) ? b : a))
  const rings = placed.flatMap((part) => {
    const drawn = part.map((ring) => coarse(ring, tolerance)).filter((ring) => ring.length >= FEWEST)
    const [outer] = drawn
    if (part === largest && !outer) return [box(part[0] ?? [])]
    if (!outer || (part !== largest && areaOf(outer) < SMALLEST)) return []
    return drawn.filter((ring, index) => index === 0 || areaOf(ring) >= SMALLEST)
  })
  const [x, y] = middleOf(coarse(largest[0] ?? [], 0).length >= FEWEST ? (largest[0] as Ring) : box(largest[0] ?? []))
  return { code, d: rings.map(pathOf).join(''), x, y }
}

/** A square for what is too small to be drawn. */
function box(ring: Ring): Point[] {
  const [x, y] = (ring[0] ?? [0, 0]).map(Math.round) as unknown as Point
  return [
    [x, y],
    [x, y + 4],
    [x + 4, y + 4],
    [x + 4, y],
  ]
}

/**
 * Draws features by region code, simplified within a fixed tolerance, coarser until a page can carry it. The same file makes the same
 * drawing.
 */
export function drawOutlines(byRegion: ReadonlyMap<string, Feature>): Drawing {
  const plane = planeOf([...byRegion.values()])
  for (let tolerance = TOLERANCE; ; tolerance *= COARSER) {
    const shapes = [...byRegion].map(([code, feature]) => shapeOf(code, feature, plane, tolerance))
    const drawing = { width: plane.width, height: plane.height, shapes }
    if (JSON.stringify(drawing).length <= MOST_DRAWN || tolerance > SIDE) return drawing
  }
}
