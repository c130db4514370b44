export type HeadCell = {
  head: string
  align?: 'r' | 'c'
  /** Where a press on the head goes, and how the rows are sorted now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
}

/** The head row of a ledger; a sortable head is a real link and says its direction. */
export function TableHead({ cells }: Readonly<{ cells: readonly HeadCell[] }>) {
  return (
    <thead>
      <tr>
        {cells.map((cell) => (
          <th key={cell.head} scope="col" className={cell.align} aria-sort={cell.sort?.direction}>
            {cell.sort ? (
              <a href={cell.sort.href}>
                {cell.head}
                {cell.sort.direction && (
                  <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
                    <path d={cell.sort.direction === 'ascending' ? 'M5 15l7-7 7 7' : 'M5 9l7 7 7-7'} />
                  </svg>
                )}
              </a>
            ) : (
              cell.head
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}
