import type { CSSProperties } from 'react'
import type { StateKey } from '@/components/ui/glyph'

type Props = {
  state: StateKey
  /** Per cent of the way from the start to the target, now and as it should be today. */
  value: number
  expected?: number | null
  label: string
}

/** How far, where it should be today (dotted, with a flag), where it must end (the tick). Right is always good. */
export function Gauge({ state, value, expected, label }: Readonly<Props>) {
  const clamp = (n: number) => `${Math.min(100, Math.max(0, n))}%`
  return (
    <span
      className="gauge"
      role="img"
      aria-label={label}
      data-s={state}
      style={{ '--v': clamp(value), '--e': clamp(expected ?? 0) } as CSSProperties}
    >
      <span className="track" />
      <span className="fill" />
      {expected !== null && expected !== undefined && <span className="today" />}
      <span className="goal" />
    </span>
  )
}
