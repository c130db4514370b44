import type { TrendLines } from '@/components/indicators/trend-lines'

const LINE = { fill: 'none', vectorEffect: 'non-scaling-stroke', strokeLinecap: 'round' } as const

export type TrendDrawingProps = {
  lines: TrendLines
  label: string
  /** Words under the first and the last month. */
  ends: readonly [first: string, last: string]
}

/** The months of a figure as one line: the schedule dotted, the target drawn through. */
export function TrendDrawing({ lines: { scale, paths, dot, labels }, label, ends }: Readonly<TrendDrawingProps>) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 text-12 text-ink-3" aria-hidden="true">
      <div className="relative h-[180px] w-10 text-right">
        {scale.map(([figure, up]) => (
          <span key={up} className="absolute right-0 -translate-y-1/2" style={{ top: `${up}%` }}>
            {figure}
          </span>
        ))}
      </div>
      <div className="relative h-[180px]">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full overflow-visible">
          <title>{label}</title>
          <path d="M0 0H100M0 50H100M0 100H100" {...LINE} stroke="var(--color-hair)" strokeWidth={1} />
          <path d={paths.target} {...LINE} stroke="var(--color-ink)" strokeWidth={2} />
          <path d={paths.expected} {...LINE} stroke="var(--color-ink-2)" strokeWidth={1.5} strokeDasharray="2 3" />
          <path d={paths.value} {...LINE} stroke="var(--color-dai-fill)" strokeWidth={2.5} />
        </svg>
        {dot && (
          <span
            className="absolute size-2 -translate-x-1/2 -translate-y-1/2 rounded-full bg-dai-fill"
            style={{ left: `${dot[0]}%`, top: `${dot[1]}%` }}
          />
        )}
      </div>
      <div className="relative h-[180px] w-24">
        {labels.map(([line, words, up]) => (
          <span
            key={line}
            className={`absolute -translate-y-1/2 whitespace-nowrap ${line === 'value' ? 'font-semibold text-ink' : ''}`}
            style={{ top: `${up}%` }}
          >
            {words}
          </span>
        ))}
      </div>
      <div />
      <div className="flex justify-between pt-1">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
      <div />
    </div>
  )
}
