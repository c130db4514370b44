'use client'

import type { ComponentProps } from 'react'
import { FiguresTable } from '@/components/indicators/figures-table'
import { Reveal } from '@/components/ui/reveal'

type Props = { summary: string; isOpen: boolean } & ComponentProps<typeof FiguresTable>

/** A table of figures behind a sentence that opens it. */
export function MoreTable({ summary, isOpen, ...table }: Readonly<Props>) {
  return (
    <section className="border-hair border-x bg-sheet px-4">
      <Reveal summary={summary} open={isOpen}>
        <FiguresTable {...table} />
      </Reveal>
    </section>
  )
}
