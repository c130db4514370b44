'use client'

import '@/components/ui/figures.css'
import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import type { StateKey } from '@/components/ui/glyph'

/** code, name, state, its word, households, persons, base, way to the target and where it should be in %, its label, start, goal, distance. */
export type CardTuple = readonly [
  code: string,
  name: string,
  state: StateKey,
  stateWord: string,
  main: string,
  second: string,
  base: string,
  value: number,
  expected: number | null,
  gaugeLabel: string,
  from: string,
  to: string,
  gap: string,
]

type Props = {
  label: string
  units: readonly [households: string, persons: string]
  cards: readonly CardTuple[]
  current: string
  /** What follows the indicator in an address. */
  rest: string
}

/** Each figure with its state, its base, its gauge and its distance in words; the tab of the panel that explains it. */
export function IndicatorCards({ label, units: [households, persons], cards, current, rest }: Readonly<Props>) {
  return (
    <nav className="kpis" aria-label={label}>
      {cards.map(([code, name, state, stateWord, main, second, base, value, expected, gaugeLabel, from, to, gap]) => (
        <a
          key={code}
          href={`?indicator=${code}${rest}`}
          className="kpi"
          data-s={state}
          aria-current={code === current ? 'true' : undefined}
        >
          <span className="name">
            <span>{name}</span>
            <Chip state={state} bare>
              {stateWord}
            </Chip>
          </span>
          <span className="figs">
            <span className="main">
              {main}
              <span className="u">{households}</span>
            </span>
            <span className="second">
              {second}
              <span className="u">{persons}</span>
            </span>
          </span>
          <span className="note">{base}</span>
          <Gauge state={state} value={value} expected={expected} label={gaugeLabel} />
          <span className="ends">
            <span>{from}</span>
            <span>{to}</span>
          </span>
          <span className="gap">{gap}</span>
        </a>
      ))}
    </nav>
  )
}
