'use client'

import { glyphMarkup, type StateKey } from '@/components/ui/glyph'
import { inner, type Markup, markup, ownAddress } from '@/components/ui/markup'
import { type HeadCell, TableHead } from '@/components/ui/table-head'

export type Tuple = readonly (string | number | null)[]

/** How a column reads a tuple: every number is an index into it. */
export type TupleColumn = HeadCell & {
  at: number
  /** A number gets thousands separators; a state shows its shape before its word. */
  kind?: 'text' | 'number' | 'state' | 'tag'
  /** Index of a second, smaller line. */
  sub?: number
  /** Index of a state key: shape for `kind: 'state'`, colour for the second line. */
  state?: number
  /** A link such as "/households/{0}", its places filled from the tuple; "{9}" alone is a whole address made on the server. */
  href?: string
  strong?: boolean
}

type Props = {
  caption: string
  columns: readonly TupleColumn[]
  rows: readonly Tuple[]
  /** Index of "on" or "past": the selected row and rows that are done with. */
  markAt?: number
  stack?: boolean
}

const ADDRESS_AT = /^\{(\d+)\}$/

function addressOf(pattern: string, row: Tuple): string {
  const whole = ADDRESS_AT.exec(pattern)?.[1]
  if (whole) return String(row[Number(whole)] ?? '')
  return pattern.replace(/\{(\d+)\}/g, (_, index: string) => encodeURIComponent(String(row[Number(index)] ?? '')))
}

function shownOf(column: TupleColumn, row: Tuple, text: string | number, state: StateKey | null): Markup {
  if (column.kind === 'state' && state)
    return markup`<span class="chip bare" data-s="${state}">${glyphMarkup(state)}<span>${text}</span></span>`
  if (column.kind === 'tag') return markup`<span class="tag">${text}</span>`
  const href = column.href && addressOf(column.href, row)
  if (href) return markup`<a href="${ownAddress(href)}"${column.strong && STRONG}>${text}</a>`
  return column.strong ? markup`<b>${text}</b>` : markup`${text}`
}

const STRONG = markup` class="font-semibold"`

function cellOf(column: TupleColumn, row: Tuple): Markup | null {
  const value = row[column.at]
  const state = column.state === undefined ? null : (row[column.state] as StateKey | null)
  const sub = column.sub === undefined ? null : row[column.sub]
  const text = typeof value === 'number' && column.kind === 'number' ? value.toLocaleString('en-US') : value
  if (text === null || text === undefined || text === '') return null
  const below =
    sub !== null &&
    sub !== undefined &&
    sub !== '' &&
    (state ? markup`<span class="s2 late" data-s="${state}">${sub}</span>` : markup`<span class="s2">${sub}</span>`)
  return markup`${shownOf(column, row, text, state)}${below}`
}

function rowsOf(heads: readonly TupleColumn[], rows: readonly Tuple[], markAt: number | undefined, stack: boolean) {
  return markup`${rows.map((row) => {
    const mark = markAt === undefined ? null : row[markAt]
    const cells = heads.map((column, index) => {
      const cell = cellOf(column, row)
      if (index === 0) return markup`<th scope="row">${cell}</th>`
      return markup`<td${column.align && markup` class="${column.align}"`}${stack && markup` data-head="${column.head}"`}>${cell}</td>`
    })
    return markup`<tr${mark && markup` class="${mark}"`}>${cells}</tr>`
  })}`
}

/** A list as tuples in one client component: the cheapest way to send many rows. The same HTML is there without script. */
export function TupleTable({ caption, columns, rows, markAt, stack = true }: Readonly<Props>) {
  const heads = columns.map((column) => (column.kind === 'number' ? { ...column, align: 'r' as const } : column))
  return (
    <table className={stack ? 'tbl stack' : 'tbl'}>
      <caption className="sr-only">{caption}</caption>
      <TableHead cells={heads} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
      <tbody dangerouslySetInnerHTML={inner(rowsOf(heads, rows, markAt, stack))} />
    </table>
  )
}
