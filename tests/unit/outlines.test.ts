import { describe, expect, test } from 'vitest'
import { drawOutlines, simplified } from '@/lib/outlines/rules/draw'
import { type Feature, type Point, readGeoJson, turn } from '@/lib/outlines/rules/geojson'
import { matchFeatures } from '@/lib/outlines/rules/match'
import { MOST_DRAWN, MOST_FEATURES } from '@/lib/outlines/schema'
import { aSquare, squares } from '../support/outlines'

const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const faultOf = (text: string) => readGeoJson(text).fault
const featuresOf = (text: string): readonly Feature[] => {
  const { features, fault } = readGeoJson(text)
  if (!features) throw new Error(fault.code)
  return features
}
const area = (coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties: {},
  geometry: { type, coordinates },
})
const RING = [
  [114, 40],
  [115, 40],
  [115, 41],
  [114, 40],
]

describe('a file of outlines', () => {
  test('that is none is refused with what is wrong and where', () => {
    for (const text of ['', '{', '[]', 'null', '{"type":"Topology"}', '{"type":"FeatureCollection","features":{}}'])
      expect([text, faultOf(text)?.code]).toEqual([text, 'notGeoJson'])
    expect(faultOf(file())?.code).toBe('noFeatures')
    expect(faultOf(file(...Array.from({ length: MOST_FEATURES + 1 }, () => area([RING]))))?.code).toBe(
      'tooManyFeatures',
    )
    for (const [geometry, code] of [
      [area([114, 40], 'Point'), 'notAnArea'],
      [area([RING], 'LineString'), 'notAnArea'],
      [{ type: 'Feature', geometry: null }, 'notAnArea'],
      [null, 'notAnArea'],
      [area([]), 'badRing'],
      [area([RING.slice(0, 3)]), 'badRing'],
      [
        area([
          [
            [114, 40],
            [115, 41],
            [116, 42],
            [114, 40],
          ],
        ]),
        'badRing',
      ],
      [
        area([
          [
            [114, 40],
            [115, 40],
            [115, 41],
            [114, 40.1],
          ],
        ]),
        'badRing',
      ],
      [
        area([
          [
            ['114', 40],
            [115, 40],
            [115, 41],
            [114, 40],
          ],
        ]),
        'badNumber',
      ],
      [
        area([
          [
            [114, null],
            [115, 40],
            [115, 41],
            [114, 40],
          ],
        ]),
        'badNumber',
      ],
      [
        area([
          [
            [40, 114],
            [41, 115],
            [40, 115],
            [40, 114],
          ],
        ]),
        'farAway',
      ],
      [
        area([
          [
            [12_690_000, 4_860_000],
            [12_700_000, 4_860_000],
            [12_700_000, 4_870_000],
            [12_690_000, 4_860_000],
          ],
        ]),
        'farAway',
      ],
    ] as const)
      expect(faultOf(file(aSquare(0, {}), geometry))).toMatchObject({ code, no: 2 })
  })

  test('has its rings turned one way, and its names read from texts and numbers alone', () => {
    const [clockwise] = featuresOf(file(area([[...RING].reverse()])))
    expect(turn(clockwise?.polygons[0]?.[0] ?? [])).toBeGreaterThan(0)
    const [named] = featuresOf(file(aSquare(0, { code: 130799, name: ' A ', x: { y: 1 }, ['__proto__']: 'z' })))
    expect(named?.properties).toMatchObject({ code: '130799', name: 'A' })
    expect(Object.keys(named?.properties ?? {})).not.toContain('x')
  })
})

const REGIONS = [
  { code: '130799100000', name: '甲镇' },
  { code: '130799101000', name: '乙 镇' },
]

test('features fit regions by code or name; what fits none, fits twice or is missing is named', () => {
  const match = (text: string, by = '') => matchFeatures(featuresOf(text), REGIONS, by)
  expect([...match(squares(['130799100', '130799101000'])).byRegion.keys()]).toEqual(REGIONS.map(({ code }) => code))
  expect(match(squares(['乙镇', '甲镇'], 'name')).byRegion.size).toBe(2)
  expect(match(squares(['乙镇', '甲镇'], 'label')).unmatched).toHaveLength(2)
  expect(match(squares(['乙镇', '甲镇'], 'label'), 'label').byRegion.size).toBe(2)
  expect(match(squares(['甲镇', '丙镇'], 'name'))).toMatchObject({
    unmatched: ['丙镇'],
    missing: ['乙 镇'],
    properties: ['name'],
  })
  expect(match(squares(['甲镇', '130799100000'], 'name')).twice).toEqual(['甲镇'])
  // Noughts are padded, never stripped: 13079910 is no township.
  expect(match(squares(['1307991001'])).unmatched).toHaveLength(1)
})

test('a drawing stays within its tolerance, is small, and is the same each time', () => {
  const coast = (at: number): Feature => ({
    no: at + 1,
    properties: {},
    polygons: [
      [
        Array.from({ length: 20_000 }, (_, n): Point => {
          const angle = (2 * Math.PI * n) / 20_000
          const far = 0.4 + 0.03 * Math.sin(37 * angle) + 0.004 * Math.sin(911 * angle)
          return [114 + at + far * Math.cos(angle), 40 + far * Math.sin(angle)]
        }),
      ],
      [
        [
          [114.9 + at, 40],
          [114.9001 + at, 40],
          [114.9001 + at, 40.0001],
        ],
      ],
    ],
  })
  const features = new Map(Array.from({ length: 12 }, (_, at) => [`${at}`, coast(at)] as const))
  const drawing = drawOutlines(features)
  const text = JSON.stringify(drawing)
  expect(text.length).toBeLessThanOrEqual(MOST_DRAWN)
  expect(JSON.stringify(drawOutlines(features))).toBe(text)
  expect(Math.max(drawing.width, drawing.height)).toBe(1000)
  for (const { d, x, y } of drawing.shapes) {
    expect(d).toMatch(/^(M-?\d+ -?\d+l[-\d ]+z)+$/)
    expect([x >= 0 && x <= drawing.width, y >= 0 && y <= drawing.height]).toEqual([true, true])
    expect(d.match(/M/g)).toHaveLength(1)
  }
  const line = Array.from({ length: 500 }, (_, n): Point => [n, 3 * Math.sin(n / 9)])
  const kept = simplified(line, 0.5)
  expect(kept.length).toBeLessThan(line.length / 2)
  for (const [x, y] of line) {
    const next = kept.findIndex(([u]) => u >= x)
    const [[a, b] = [0, 0], [c, d] = [0, 0]] = [kept[Math.max(0, next - 1)], kept[Math.max(1, next)]]
    expect(Math.abs(y - (b + ((d - b) * (x - a)) / (c - a)))).toBeLessThan(0.6)
  }
})

test('the smallest region is drawn, too', () => {
  const tiny = 0.000_001
  const speck = area([
    [
      [115, 41],
      [115 + tiny, 41],
      [115 + tiny, 41 + tiny],
      [115, 41],
    ],
  ])
  const [large, small] = featuresOf(file(aSquare(0, {}), speck)) as [Feature, Feature]
  const { shapes } = drawOutlines(
    new Map([
      ['a', large],
      ['b', small],
    ]),
  )
  expect(shapes.map(({ d }) => d.length > 0)).toEqual([true, true])
})
