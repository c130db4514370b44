const STEP = 6
const PEAKS = [
  [420, 92, 46],
  [520, 128, 24],
  [566, 74, 26],
  [608, 86, 34],
  [652, 62, 22],
  [694, 92, 30],
] as const

function noise(x: number): number {
  const wave = (length: number, phase: number) => Math.sin((x / length) * 2 * Math.PI + phase)
  return 0.5 * wave(97, 0.4) + 0.3 * wave(41, 2.1) + 0.22 * wave(23, 4.4) + 0.16 * wave(13, 1.3)
}

function height(x: number): number {
  const foot = 1 / (1 + Math.exp(-(x - 352) / 16)) / (1 + Math.exp((x - 742) / 13))
  const hills = PEAKS.reduce(
    (top, [at, tall, wide]) => Math.max(top, tall * Math.exp(-(((x - at) / wide) ** 2) / 2)),
    0,
  )
  return foot * (58 + hills + 13 * noise(x)) + 3.2 * noise(x * 0.8)
}

/**
 * The outline of a ridge from edge to edge as an SVG path, always the same for the same numbers. `share` 1 is the full mountain,
 * 0 a straight line; the path is closed far below so that a nearer ridge hides a farther one.
 */
export function ridgePath(base: number, share: number, width: number): string {
  let path = `M-9 ${base}`
  for (let x = 0; x <= width + STEP; x += STEP) {
    const next = Math.round((base - share * height(x)) * 10) / 10
    path += `L${x} ${next}`
  }
  return `${path}V${base + 400}H-9z`
}
