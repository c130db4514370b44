const STEP = 4
const PEAKS = [
  [384, 34, 22],
  [418, 72, 26],
  [478, 62, 24],
  [520, 128, 19],
  [558, 92, 24],
  [606, 74, 26],
  [652, 60, 18],
  [696, 50, 17],
] as const

function noise(x: number): number {
  const wave = (length: number, phase: number) => Math.sin((x / length) * 2 * Math.PI + phase)
  return 0.5 * wave(89, 0.4) + 0.34 * wave(43, 2.1) + 0.2 * wave(19, 4.4)
}

function height(x: number): number {
  const foot = 1 / (1 + Math.exp(-(x - 366) / 15)) / (1 + Math.exp((x - 734) / 11))
  const hills = Math.cbrt(
    PEAKS.reduce((sum, [at, tall, wide]) => sum + (tall * Math.exp(-(((x - at) / wide) ** 2) / 2)) ** 3, 0),
  )
  return foot * (34 + hills + 7 * noise(x)) + 2.6 * noise(x * 0.7)
}

/**
 * The outline of a ridge from edge to edge as an SVG path, always the same for the same numbers. `share` 1 is the full mountain,
 * 0 a straight line; the path is closed far below so that a nearer ridge hides a farther one.
 */
export function ridgePath(base: number, share: number, width: number): string {
  let at = base
  let path = `M-${STEP} ${base}`
  for (let x = 0; x <= width + STEP; x += STEP) {
    const rise = Math.round((base - share * height(x) - at) * 10) / 10
    at += rise
    path += `l${STEP} ${rise}`
  }
  return `${path}V${base + 400}H-9z`
}
