import type { MonthLine } from '@/lib/indicators/rules/trend'
import { segmentsOf, topOf } from '@/lib/indicators/rules/trend'

const FULL = 100
/** Of a drawing of 180 pixels. */
const LABEL_HEIGHT = 10

/** Labels at the end of lines, pushed down where they would cover one another. */
function apart<T extends { y: number }>(labels: readonly T[]): T[] {
  let free = Number.NEGATIVE_INFINITY
  return [...labels]
    .sort((a, b) => a.y - b.y)
    .map((each) => {
      const y = Math.max(each.y, free)
      free = y + LABEL_HEIGHT
      return { ...each, y }
    })
}

type Props = {
  months: readonly MonthLine[]
  isRate: boolean
  label: string
  /** Words under the first and the last month, and beside the ends of the lines. */
  ends: { first: string; last: string; value: string; expected: string | null; target: string | null }
}

/** The months of a figure as one line: no line over a gap or another definition; the schedule dotted, the target drawn through. */
export function TrendDrawing({ months, isRate, label, ends }: Readonly<Props>) {
  const values = months.flatMap(({ value, expected, target }) =>
    [value, expected, target].flatMap((each) => each ?? []),
  )
  const top = isRate ? FULL : topOf(values)
  const at = (index: number) => (months.length > 1 ? (FULL * index) / (months.length - 1) : FULL / 2)
  const up = (value: number) => FULL - Math.min(FULL, Math.max(0, (FULL * value) / top))
  const path = (of: 'value' | 'expected' | 'target', runs: number[][]) =>
    runs
      .map((run) => {
        const points = run.map((index) => `${at(index)} ${up(months[index]?.[of] ?? 0)}`)
        // A single month is a dot: a line of no length with round ends.
        return `M${points.join(' L')}${points.length === 1 ? 'h0.01' : ''}`
      })
      .join(' ')
  const known = (of: 'expected' | 'target') => segmentsOf(months.map((each) => ({ value: each[of], isOther: false })))
  const last = months.findLastIndex(({ value }) => value !== null)
  const ending = (of: 'value' | 'expected' | 'target') => up(months[last]?.[of] ?? 0)
  const labels = apart(
    (['value', 'expected', 'target'] as const).flatMap((of) =>
      last >= 0 && ends[of] ? [{ of, text: ends[of], y: ending(of) }] : [],
    ),
  )
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke' as const, strokeLinecap: 'round' as const }
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 text-12 text-ink-3" aria-hidden="true">
      <div className="relative h-[180px] w-10 text-right">
        {[top, top / 2, 0].map((value) => (
          <span key={value} className="absolute right-0 -translate-y-1/2" style={{ top: `${up(value)}%` }}>
            {value}
            {isRate ? '%' : ''}
          </span>
        ))}
      </div>
      <div className="relative h-[180px]">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full overflow-visible">
          <title>{label}</title>
          {[0, FULL / 2, FULL].map((y) => (
            <path key={y} d={`M0 ${y}H100`} {...line} stroke="var(--color-hair)" strokeWidth={1} />
          ))}
          <path d={path('target', known('target'))} {...line} stroke="var(--color-ink)" strokeWidth={2} />
          <path
            d={path('expected', known('expected'))}
            {...line}
            stroke="var(--color-ink-2)"
            strokeWidth={1.5}
            strokeDasharray="2 3"
          />
          <path d={path('value', segmentsOf(months))} {...line} stroke="var(--color-dai-fill)" strokeWidth={2.5} />
        </svg>
        {last >= 0 && (
          <span
            className="absolute size-2 -translate-x-1/2 -translate-y-1/2 rounded-full bg-dai-fill"
            style={{ left: `${at(last)}%`, top: `${ending('value')}%` }}
          />
        )}
      </div>
      <div className="relative h-[180px] w-24">
        {labels.map(({ of, text, y }) => (
          <span
            key={of}
            className={`absolute -translate-y-1/2 whitespace-nowrap ${of === 'value' ? 'font-semibold text-ink' : ''}`}
            style={{ top: `${y}%` }}
          >
            {text}
          </span>
        ))}
      </div>
      <div />
      <div className="flex justify-between pt-1">
        <span>{ends.first}</span>
        <span>{ends.last}</span>
      </div>
      <div />
    </div>
  )
}
