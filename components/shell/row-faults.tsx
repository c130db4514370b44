import { Banner } from '@/components/ui/banner'
import { LedgerTable } from '@/components/ui/ledger-table'

export type RowFault = { row: number; column: string; message: string }
type Props = { faults: readonly RowFault[]; words: Readonly<Record<'faults' | 'row' | 'column' | 'fault', string>> }

const AT = /^row(\d+)\.(.*)$/

/** What is wrong with a file, by row, of the errors of a form; `heads` are the words of its columns by their names. */
export function rowFaultsOf(errors: Readonly<Record<string, string>>, heads: Readonly<Record<string, string>> = {}) {
  return Object.entries(errors)
    .flatMap(([at, message]): RowFault[] => {
      const [, row, column] = AT.exec(at) ?? []
      return row && column ? [{ row: Number(row), column: heads[column] ?? column, message }] : []
    })
    .sort((a, b) => a.row - b.row)
}

/** What is wrong with a file, by row and column. */
export function RowFaults({ faults, words }: Readonly<Props>) {
  return (
    <div role="alert" className="grid gap-2">
      <Banner state="crossed" title={words.faults.replace('#', String(faults.length))} />
      <LedgerTable
        caption={words.fault}
        columns={[{ head: words.row, align: 'r' }, { head: words.column }, { head: words.fault }]}
        rows={faults.map(({ row, column, message }) => ({ key: `${row} ${column}`, cells: [row, column, message] }))}
      />
    </div>
  )
}
