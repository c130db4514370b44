import '@/components/ui/figures.css'
import type { CSSProperties } from 'react'
import type { StateKey } from '@/components/ui/glyph'

type Props = {
  /** 'plain' is the total row. */
  state: StateKey | 'plain'
  value: number
  expected?: number | null
  /** Without the tick at the end: a length among others, not a way to a target. */
  open?: boolean
}

/** A bar inside a table cell: track to the target tick, and the expected line that runs through all rows. Percentages 0–100. */
export function Bar({ state, value, expected, open }: Readonly<Props>) {
  const clamp = (n: number) => `${Math.min(100, Math.max(0, n))}%`
  return (
    <span
      className="hbar"
      data-s={state}
      aria-hidden="true"
      style={
        {
          '--v': clamp(value),
          '--e': clamp(expected ?? 0),
          ...(open ? { borderRightWidth: 0 } : {}),
        } as CSSProperties
      }
    >
      <i />
      {expected !== null && expected !== undefined && <s />}
    </span>
  )
}
