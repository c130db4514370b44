import type { MonthLine } from '@/lib/indicators/rules/trend'
import { segmentsOf, topOf } from '@/lib/indicators/rules/trend'

const FULL = 100
/** Of a drawing of 180 pixels. */
const LABEL_HEIGHT = 10

type Line = 'value' | 'expected' | 'target'

/** A trend as it is drawn: figures of the scale, paths on a square of a hundred, the dot of the last month, words beside the ends of lines. */
export type TrendLines = {
  scale: readonly (readonly [figure: string, up: number])[]
  paths: Readonly<Record<Line, string>>
  dot: readonly [at: number, up: number] | null
  labels: readonly (readonly [line: Line, words: string, up: number])[]
}

const tenths = (n: number) => Math.round(10 * n) / 10

/** Labels at the end of lines, pushed down where they would cover one another. */
function apart(labels: readonly (readonly [Line, string, number])[]): TrendLines['labels'] {
  let free = Number.NEGATIVE_INFINITY
  return [...labels]
    .sort((a, b) => a[2] - b[2])
    .map(([line, words, up]) => {
      const y = Math.max(up, free)
      free = y + LABEL_HEIGHT
      return [line, words, y]
    })
}

/** The months of a figure as lines: none over a gap or another definition. `ends`: what stands beside the end of each. */
export function trendLines(
  months: readonly Pick<MonthLine, Line | 'isOther'>[],
  isRate: boolean,
  ends: Readonly<Record<Line, string | null>>,
): TrendLines {
  const values = months.flatMap(({ value, expected, target }) =>
    [value, expected, target].flatMap((each) => each ?? []),
  )
  const top = isRate ? FULL : topOf(values)
  const at = (index: number) => tenths(months.length > 1 ? (FULL * index) / (months.length - 1) : FULL / 2)
  const up = (value: number) => tenths(FULL - Math.min(FULL, Math.max(0, (FULL * value) / top)))
  const path = (of: Line, runs: number[][]) =>
    runs
      .map((run) => {
        const points = run.map((index) => `${at(index)} ${up(months[index]?.[of] ?? 0)}`)
        // A single month is a dot: a line of no length with round ends.
        return `M${points.join('L')}${points.length === 1 ? 'h0.01' : ''}`
      })
      .join('')
  const known = (of: Line) => segmentsOf(months.map((each) => ({ value: each[of], isOther: false })))
  const last = months.findLastIndex(({ value }) => value !== null)
  const ending = (of: Line) => up(months[last]?.[of] ?? 0)
  return {
    scale: [top, top / 2, 0].map((value) => [`${value}${isRate ? '%' : ''}`, up(value)]),
    paths: {
      target: path('target', known('target')),
      expected: path('expected', known('expected')),
      value: path('value', segmentsOf(months)),
    },
    dot: last < 0 ? null : [at(last), ending('value')],
    labels: apart(
      (['value', 'expected', 'target'] as const).flatMap((of) => {
        const words = ends[of]
        return last >= 0 && words ? [[of, words, ending(of)] as const] : []
      }),
    ),
  }
}
