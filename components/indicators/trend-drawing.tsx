import '@/components/indicators/wall.css'
import type { TrendLines } from '@/components/indicators/trend-lines'

export type TrendDrawingProps = {
  lines: TrendLines
  label: string
  /** Words under the first and the last month. */
  ends: readonly [first: string, last: string]
}

/** The months of a figure as one line: the schedule dotted, the target drawn through. */
export function TrendDrawing({ lines: { scale, paths, dot, labels }, label, ends }: Readonly<TrendDrawingProps>) {
  return (
    <div className="trend" aria-hidden="true">
      <div className="scale">
        {scale.map(([figure, up]) => (
          <span key={up} style={{ top: `${up}%` }}>
            {figure}
          </span>
        ))}
      </div>
      <div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <title>{label}</title>
          <path d="M0 0H100M0 50H100M0 100H100" />
          <path className="target" d={paths.target} />
          <path className="expected" d={paths.expected} />
          <path className="value" d={paths.value} />
        </svg>
        {dot && <i style={{ left: `${dot[0]}%`, top: `${dot[1]}%` }} />}
      </div>
      <div className="labels">
        {labels.map(([line, words, up]) => (
          <span key={line} className={line === 'value' ? 'now' : undefined} style={{ top: `${up}%` }}>
            {words}
          </span>
        ))}
      </div>
      <p>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}
