/** A square of a tenth of a degree that stands at a place of a row of squares; of no real place. */
export function aSquare(at: number, properties: Record<string, unknown>) {
  const [x, y] = [114 + at * 0.1, 40]
  const ring = [
    [x, y],
    [x + 0.1, y],
    [x + 0.1, y + 0.1],
    [x, y + 0.1],
    [x, y],
  ]
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
}

/** A file of squares, one for each code. */
export const squares = (codes: readonly string[], property = 'code') =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: codes.map((code, at) => aSquare(at, { [property]: code })),
  })
