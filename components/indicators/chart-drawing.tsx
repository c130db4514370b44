'use client'

import { Bar, CartesianGrid, Cell, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { StateKey } from '@/components/ui/glyph'

export type ChartPoint = {
  name: string
  value: number
  expected: number | null
  target: number | null
  state: StateKey
}

const FILL: Partial<Record<StateKey, string>> = {
  behind: 'var(--color-zhe-fill)',
  crossed: 'var(--color-zhu-fill)',
  na: 'var(--color-shi)',
}
const TICK = { fontSize: 12, fill: 'var(--color-ink-3)' }
const TIP = {
  background: 'var(--color-sheet)',
  border: '1px solid var(--color-rule)',
  borderRadius: 2,
  fontSize: 13,
  color: 'var(--color-ink)',
}
const TILTED_FROM = 6
const TILTED_HEIGHT = 92

type Props = {
  isRate: boolean
  points: readonly ChartPoint[]
  words: { value: string; expected: string; target: string }
  label: string
}

/** Bars of the parts, the dotted line of where they should be today, the step of the target. */
export function ChartDrawing({ isRate, points, words, label }: Readonly<Props>) {
  const tilted = points.length > TILTED_FROM
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...points]}
        margin={{ top: 12, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer
        title={label}
      >
        <CartesianGrid vertical={false} stroke="var(--color-hair)" />
        <XAxis
          dataKey="name"
          interval={0}
          height={tilted ? TILTED_HEIGHT : 30}
          angle={tilted ? -40 : 0}
          textAnchor={tilted ? 'end' : 'middle'}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--color-rule)' }}
        />
        <YAxis
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={44}
          allowDecimals={false}
          {...(isRate ? { domain: [0, 100], ticks: [0, 50, 100] } : { tickCount: 4 })}
        />
        <Tooltip contentStyle={TIP} cursor={{ fill: 'var(--color-sunk)' }} isAnimationActive={false} />
        <Bar dataKey="value" name={words.value} maxBarSize={36} isAnimationActive={false}>
          {points.map((point) => (
            <Cell key={point.name} fill={FILL[point.state] ?? 'var(--color-dai-fill)'} />
          ))}
        </Bar>
        <Line
          dataKey="expected"
          name={words.expected}
          type="step"
          stroke="var(--color-ink-2)"
          strokeWidth={1.5}
          strokeDasharray="2 3"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="target"
          name={words.target}
          type="step"
          stroke="var(--color-ink)"
          strokeWidth={2}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
