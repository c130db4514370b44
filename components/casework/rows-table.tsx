'use client'

import '@/components/ui/figures.css'
import { glyphMarkup, type StateKey } from '@/components/ui/glyph'
import { inner, type Markup, markup, ownAddress } from '@/components/ui/markup'
import { type HeadCell, TableHead } from '@/components/ui/table-head'
import { count } from '@/lib/i18n/format'

/** Words or a number that lead to their records; with a state they stand beside its shape. */
export type RowsLink = readonly [told: string | number, href: string, state?: StateKey]

/** A bar in per cent; without a goal it has no tick at its end. */
type Bar = { bar: number; isOpen?: boolean }

/** A state with its shape, and what is said of it below. */
type Standing = { state: StateKey; word: string; below?: string }

export type RowsCell = string | Bar | Standing | { links: readonly RowsLink[] } | { lines: readonly string[] }

/** Its cells, and whether the row is done with. */
export type Row = { cells: readonly RowsCell[]; isPast?: boolean }

type Props = { caption: string; columns: readonly HeadCell[]; rows: readonly Row[] }

const told = (text: string | number) => (typeof text === 'number' ? count(text) : text)

function linkOf([text, href, state]: RowsLink): Markup {
  const address = ownAddress(href)
  return state
    ? markup`<a class="chip bare" data-s="${state}" href="${address}">${glyphMarkup(state)}<span>${told(text)}</span></a>`
    : markup`<a href="${address}">${told(text)}</a>`
}

function cellOf(cell: RowsCell): Markup {
  if (typeof cell === 'string') return markup`${cell}`
  if ('links' in cell) {
    const links = cell.links.map(linkOf)
    return links.length > 1
      ? markup`<div class="flex flex-wrap justify-end gap-x-2 phone:justify-start">${links}</div>`
      : markup`${links}`
  }
  if ('lines' in cell) return markup`${cell.lines.map((line) => markup`<span class="s2">${line}</span>`)}`
  if ('state' in cell) {
    const { state, word, below } = cell
    return markup`<span class="chip bare" data-s="${state}">${glyphMarkup(state)}<span>${word}</span></span>${below && markup`<span class="s2">${below}</span>`}`
  }
  const { bar, isOpen } = cell
  return markup`<span class="hbar" data-s="held" aria-hidden="true" style="--v:${bar}%${isOpen && ';border-right-width:0'}"><i></i></span>`
}

/** A small table of words, bars, states and numbers that lead to their records. On a phone each row becomes a card. */
export function RowsTable({ caption, columns, rows }: Readonly<Props>) {
  const body = rows.map(({ cells, isPast }) => {
    const [first = '', ...others] = cells
    const rest = others.map((cell, index) => {
      const { head, align } = columns[index + 1] as HeadCell
      return markup`<td${align && markup` class="${align}"`} data-head="${head}">${cellOf(cell)}</td>`
    })
    return markup`<tr${isPast && markup` class="past"`}><th scope="row">${cellOf(first)}</th>${rest}</tr>`
  })
  return (
    <table className="tbl stack">
      <caption className="sr-only">{caption}</caption>
      <TableHead cells={columns} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
      <tbody dangerouslySetInnerHTML={inner(markup`${body}`)} />
    </table>
  )
}
