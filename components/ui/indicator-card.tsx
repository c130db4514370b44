import '@/components/ui/figures.css'
import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import type { StateKey } from '@/components/ui/glyph'

export type Indicator = {
  href: string
  name: string
  state: StateKey
  stateWord: string
  main: string
  mainUnit: ReactNode
  second?: string
  secondUnit?: ReactNode
  base: string
  value: number
  expected?: number | null
  gaugeLabel: string
  from: ReactNode
  to: ReactNode
  gap: string
}

/** One figure with its state, its base, its gauge and its distance in words; the tab of the panel that explains it. */
export function IndicatorCard({ indicator: it, current }: Readonly<{ indicator: Indicator; current?: boolean }>) {
  return (
    <a href={it.href} className="kpi" data-s={it.state} aria-current={current ? 'true' : undefined}>
      <span className="name">
        <span>{it.name}</span>
        <Chip state={it.state} bare>
          {it.stateWord}
        </Chip>
      </span>
      <span className="figs">
        <span className="main">
          {it.main}
          <span className="u">{it.mainUnit}</span>
        </span>
        {it.second && (
          <span className="second">
            {it.second}
            <span className="u">{it.secondUnit}</span>
          </span>
        )}
      </span>
      <span className="note">{it.base}</span>
      <Gauge state={it.state} value={it.value} expected={it.expected} label={it.gaugeLabel} />
      <span className="ends">
        <span>{it.from}</span>
        <span>{it.to}</span>
      </span>
      <span className="gap">{it.gap}</span>
    </a>
  )
}
