'use client'

import type { ComponentProps } from 'react'
import { FiguresTable } from '@/components/indicators/figures-table'
import { TrendDrawing, type TrendDrawingProps } from '@/components/indicators/trend-drawing'
import { SectionHead } from '@/components/ui/section-head'

type Props = {
  title: string
  note: string
  drawing: Omit<TrendDrawingProps, 'label'> | null
  /** Said where there is nothing to draw yet. */
  empty: string
  table: ComponentProps<typeof FiguresTable>
}

/** The months of a figure as one line, and the table that says the same. */
export function TrendView({ title, note, drawing, empty, table }: Readonly<Props>) {
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="trend">
      <SectionHead id="trend" title={title} note={note} />
      {drawing ? <TrendDrawing {...drawing} label={table.caption} /> : <p className="text-13 text-ink-2">{empty}</p>}
      <FiguresTable {...table} />
    </section>
  )
}
