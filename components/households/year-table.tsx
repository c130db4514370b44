import { LedgerTable } from '@/components/ui/ledger-table'

export type YearRow = { key: string; label: string; cells: readonly string[]; strong?: boolean; indent?: boolean }

type Props = {
  caption: string
  head: string
  years: readonly string[]
  rows: readonly YearRow[]
  /** Amounts stand at the right. */
  amounts?: boolean
}

/** Values of several years beside each other, newest first; rows that no year fills are left out. */
export function YearTable({ caption, head, years, rows, amounts }: Readonly<Props>) {
  const filled = rows.filter((row) => row.cells.some((cell) => cell !== ''))
  return (
    <LedgerTable
      caption={caption}
      columns={[{ head }, ...years.map((year) => ({ head: year, align: amounts ? ('r' as const) : undefined }))]}
      rows={filled.map((row) => ({
        key: row.key,
        cells: [
          row.strong ? (
            <b key="label">{row.label}</b>
          ) : (
            <span key="label" className={row.indent ? 'pl-4' : ''}>
              {row.label}
            </span>
          ),
          ...row.cells.map((cell, index) => {
            const key = years[index]
            return row.strong ? <b key={key}>{cell}</b> : <span key={key}>{cell}</span>
          }),
        ],
      }))}
    />
  )
}
