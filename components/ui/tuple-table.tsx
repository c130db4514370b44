'use client'

import { Glyph, type StateKey } from '@/components/ui/glyph'
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
  /** Index of the value that names a row. */
  keyAt?: number
  /** Index of "on" or "past": the selected row and rows that are done with. */
  markAt?: number
  stack?: boolean
}

function Cell({ column, row }: Readonly<{ column: TupleColumn; row: Tuple }>) {
  const value = row[column.at]
  const state = column.state === undefined ? null : (row[column.state] as StateKey | null)
  const sub = column.sub === undefined ? null : row[column.sub]
  const text = typeof value === 'number' && column.kind === 'number' ? value.toLocaleString('en-US') : value
  const href = /^\{\d+\}$/.test(column.href ?? '')
    ? String(row[Number(column.href?.slice(1, -1))] ?? '')
    : column.href?.replace(/\{(\d+)\}/g, (_, index: string) => encodeURIComponent(String(row[Number(index)] ?? '')))
  if (text === null || text === undefined || text === '') return null
  return (
    <>
      {column.kind === 'state' && state ? (
        <span className="chip bare" data-s={state}>
          <Glyph state={state} />
          <span>{text}</span>
        </span>
      ) : column.kind === 'tag' ? (
        <span className="tag">{text}</span>
      ) : href ? (
        <a href={href} className={column.strong ? 'font-semibold' : undefined}>
          {text}
        </a>
      ) : column.strong ? (
        <b>{text}</b>
      ) : (
        text
      )}
      {sub !== null && sub !== undefined && sub !== '' && (
        <span className={state ? 's2 late' : 's2'} data-s={state ?? undefined}>
          {sub}
        </span>
      )}
    </>
  )
}

/** A list as tuples in one client component: the cheapest way to send many rows. The same HTML is there without script. */
export function TupleTable({ caption, columns, rows, keyAt = 0, markAt, stack = true }: Readonly<Props>) {
  const heads = columns.map((column) => (column.kind === 'number' ? { ...column, align: 'r' as const } : column))
  return (
    <table className={stack ? 'tbl stack' : 'tbl'}>
      <caption className="sr-only">{caption}</caption>
      <TableHead cells={heads} />
      <tbody>
        {rows.map((row) => (
          <tr key={row[keyAt]} className={markAt === undefined ? undefined : (row[markAt] as string) || undefined}>
            {heads.map((column, index) =>
              index === 0 ? (
                <th key={column.head} scope="row">
                  <Cell column={column} row={row} />
                </th>
              ) : (
                <td key={column.head} className={column.align} data-head={stack ? column.head : undefined}>
                  <Cell column={column} row={row} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
