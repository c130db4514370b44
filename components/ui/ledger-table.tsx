import type { ReactNode } from 'react'
import { type HeadCell, TableHead } from '@/components/ui/table-head'

export type LedgerRow = { key: string; cells: readonly ReactNode[]; mark?: 'on' | 'past'; state?: string }

type Props = {
  caption: string
  columns: readonly HeadCell[]
  rows: readonly LedgerRow[]
  sum?: readonly ReactNode[]
  /** On a phone each row becomes a card. */
  stack?: boolean
}

/** A small table whose cells are made on the server. Unless it stacks, it scrolls sideways where it does not fit. Lists of many rows go to `TupleTable`. */
export function LedgerTable({ caption, columns, rows, sum, stack }: Readonly<Props>) {
  const cell = (content: ReactNode, index: number) => {
    const column = columns[index]
    return index === 0 ? (
      <th key={column?.head} scope="row">
        {content}
      </th>
    ) : (
      <td key={column?.head} className={column?.align} data-head={stack ? column?.head : undefined}>
        {content}
      </td>
    )
  }
  const table = (
    <table className={stack ? 'tbl stack' : 'tbl'}>
      <caption className="sr-only">{caption}</caption>
      <TableHead cells={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.mark} data-s={row.state}>
            {row.cells.map(cell)}
          </tr>
        ))}
        {sum && <tr className="sum">{sum.map(cell)}</tr>}
      </tbody>
    </table>
  )
  return stack ? (
    table
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
      {table}
    </section>
  )
}
