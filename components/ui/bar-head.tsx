import '@/components/ui/figures.css'
import type { CSSProperties } from 'react'

/** Names the expected line and the target tick above a column of bars. */
export function BarHead({
  expected,
  expectedLabel,
  targetLabel,
}: Readonly<{ expected: number; expectedLabel: string; targetLabel: string }>) {
  return (
    <span className="hbar-head" style={{ '--e': `${Math.min(100, Math.max(0, expected))}%` } as CSSProperties}>
      <span>{targetLabel}</span>
      <span>{expectedLabel}</span>
    </span>
  )
}
