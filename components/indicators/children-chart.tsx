'use client'

import dynamic from 'next/dynamic'
import type { ChartPoint } from '@/components/indicators/chart-drawing'

const Drawing = dynamic(() => import('@/components/indicators/chart-drawing').then((each) => each.ChartDrawing), {
  ssr: false,
})

export type ChildrenChartProps = {
  isRate: boolean
  title: string
  caption: string
  points: readonly ChartPoint[]
  words: { value: string; expected: string; target: string; loading: string }
}

/** The table's figures as a chart: it arrives after the page, in a place kept for it; the table says the same without script. */
export function ChildrenChart({ isRate, title, caption, points, words }: Readonly<ChildrenChartProps>) {
  return (
    <figure className="grid gap-2">
      <h2 className="text-16 font-semibold">{title}</h2>
      <div className="relative h-[320px] border-t border-ink">
        <p className="absolute inset-x-0 top-2 text-12 text-ink-3 -z-0">{words.loading}</p>
        <div className="absolute inset-0 bg-sheet has-[:not(:empty)]:z-10 empty:hidden">
          <Drawing isRate={isRate} points={points} words={words} label={caption} />
        </div>
      </div>
      <figcaption className="text-12 text-ink-3">{caption}</figcaption>
    </figure>
  )
}
