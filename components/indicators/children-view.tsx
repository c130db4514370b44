'use client'

import type { ReactNode } from 'react'
import { ChildrenChart, type ChildrenChartProps } from '@/components/indicators/children-chart'
import { figureOf, markOf, pointsOf } from '@/components/indicators/children-rows'
import { ChildrenTable, type ChildrenTableProps } from '@/components/indicators/children-table'
import { RegionTiles, type TileTuple } from '@/components/outlines/region-tiles'
import { SectionHead } from '@/components/ui/section-head'

type Props = {
  note: string
  chart: Omit<ChildrenChartProps, 'points' | 'isRate'> | null
  table: ChildrenTableProps
  /** The places as they stand in the map: each where its row stands in the table. */
  order: readonly number[]
  /** The outlines that are shown instead of tiles; or the way to them. */
  outlines?: ReactNode
  others?: { href: string; label: string }
}

/** The parts of a region compared in one figure: the table first, then the same figures as a chart and on the map. */
export function ChildrenView({ note, chart, table, order, outlines, others }: Readonly<Props>) {
  const { parts, caption, query } = table
  const tiles = order.flatMap((index): TileTuple[] => {
    const tuple = parts.rows[index]
    if (!tuple) return []
    const [state, words] = markOf(parts, tuple)
    return [[tuple[0], tuple[1], figureOf(parts.look, tuple), state, words]]
  })
  return (
    <>
      <section className="grid gap-2 min-w-0">
        <SectionHead title={caption} note={note} />
        <ChildrenTable {...table} />
      </section>
      {chart && <ChildrenChart {...chart} isRate={parts.look === 'RATE'} points={pointsOf(parts)} />}
      {outlines || (
        <section className="rm">
          <SectionHead title={caption} />
          <RegionTiles tiles={tiles} href={`/dashboard/{0}?${query}`} />
          {others && (
            <p className="text-13">
              <a href={others.href}>{others.label}</a>
            </p>
          )}
        </section>
      )}
    </>
  )
}
