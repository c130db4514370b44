import '@/components/ui/record.css'
import type { CSSProperties } from 'react'

type Mark = { value: number; name: string; text: string }

type Props = {
  figure: number
  figureText: string
  unit: string
  line: Mark
  /** A lower, softer line, drawn dashed. */
  hint?: Mark
  /** Which side of the line is the bad one. */
  bad?: 'above' | 'below'
  label: string
}

/** A figure drawn against the line it must not cross; what lies on the wrong side of the line is red. */
export function FigureAgainstLine({ figure, figureText, unit, line, hint, bad = 'above', label }: Readonly<Props>) {
  const scale = Math.max(figure, line.value, hint?.value ?? 0, 1) * 1.14
  const at = (n: number) => Math.min(100, Math.max(0, (n / scale) * 100))
  const ink = at(Math.min(figure, line.value))
  const over = Math.abs(at(figure) - at(line.value))
  const crossed = bad === 'above' ? figure > line.value : figure < line.value
  const edge = (percent: number) => (percent < 16 ? 'start' : percent > 84 ? 'end' : undefined)
  const place = (percent: number) => ({ '--x': `${percent}%` }) as CSSProperties
  return (
    <figure className="figline" aria-label={label}>
      <div className="val" data-edge={at(figure) < 40 ? 'start' : 'end'} style={place(at(figure))}>
        <b>{figureText}</b> {unit}
      </div>
      <div className="track">
        <i style={{ width: `${ink}%` }} />
        {crossed && <i className={bad === 'above' ? 'over' : 'under'} style={{ left: `${ink}%`, width: `${over}%` }} />}
        {!crossed && figure > line.value && <i style={{ left: `${ink}%`, width: `${over}%` }} />}
        {hint && <s style={place(at(hint.value))} />}
        <u style={place(at(line.value))} />
      </div>
      <div className="axis">
        {hint && (
          <span
            data-edge={at(line.value) - at(hint.value) < 20 ? 'end' : edge(at(hint.value))}
            style={place(at(hint.value))}
          >
            {hint.name}
            <br />
            {hint.text}
          </span>
        )}
        <span className="line" data-edge={edge(at(line.value))} style={place(at(line.value))}>
          {line.name}
          <br />
          {line.text}
        </span>
      </div>
    </figure>
  )
}
