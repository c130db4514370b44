import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import iconv from 'iconv-lite'
import type { Imprint, SheetWriter } from '@/lib/exports/files/shape'
import { csvLine } from '@/lib/exports/rules/cells'
import type { Column } from '@/lib/exports/schema'

const BYTE_ORDER_MARK = '\ufeff'

/** A CSV file: UTF-8 with its mark, which spreadsheets need to see, or GB18030. */
export function writeCsv(
  out: Writable,
  columns: readonly Column[],
  imprint: Imprint,
  encoding: 'utf-8' | 'gb18030',
): SheetWriter {
  const write = (text: string) => {
    out.write(encoding === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, encoding))
  }
  write(
    (encoding === 'utf-8' ? BYTE_ORDER_MARK : '') + csvLine([imprint.line]) + csvLine(columns.map(({ head }) => head)),
  )
  return {
    row: (cells) => write(csvLine(cells)),
    async end() {
      write(csvLine([imprint.line]))
      out.end()
      await finished(out)
    },
  }
}
