import type { Writable } from 'node:stream'
import { writeCsv } from '@/lib/exports/files/csv'
import type { Imprint, SheetWriter } from '@/lib/exports/files/shape'
import { writeXlsx } from '@/lib/exports/files/xlsx'
import type { Column, Format } from '@/lib/exports/schema'

/** Opens a file of a format that is written row by row into `out`. */
export function openFile(format: Format, out: Writable, columns: readonly Column[], imprint: Imprint): SheetWriter {
  return format === 'XLSX'
    ? writeXlsx(out, columns, imprint)
    : writeCsv(out, columns, imprint, format === 'CSV_UTF8' ? 'utf-8' : 'gb18030')
}
