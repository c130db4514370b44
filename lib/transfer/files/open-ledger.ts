import { isTraceLine, withoutTrace } from '@/lib/households/rules/trace-marks'
import { isExample } from '../rules/example'
import { FileFault, type SheetRow } from '../schema'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'

export const MAX_BYTES = 40 * 1024 * 1024
const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]
/** What the directory of a compound file calls a workbook that is sealed inside it. */
const PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/** The rows of a ledger file as the register knows texts: without the trace and the lines that an export or a template of ours leaves in it. Throws FileFault. */
export async function* openLedger(bytes: Buffer): AsyncGenerator<SheetRow> {
  for await (const row of openSheets(bytes)) {
    if (!isTraceLine(row.cells) && !isExample(row.cells)) yield { ...row, cells: row.cells.map(withoutTrace) }
  }
}

/** The rows of a file as they are, whichever kind it is by its first bytes; its name is not trusted. Throws FileFault. */
export function openSheets(bytes: Buffer): AsyncIterable<SheetRow> | Iterable<SheetRow> {
  if (bytes.length === 0) throw new FileFault('fileEmpty')
  if (bytes.length > MAX_BYTES) throw new FileFault('fileTooLarge', { mb: MAX_BYTES / 1024 / 1024 })
  if (isProtected(bytes)) throw new FileFault('fileProtected')
  if (starts(bytes, OLE)) throw new FileFault('fileOldExcel')
  if (starts(bytes, ZIP)) return readXlsx(bytes)
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!isWide && bytes.subarray(0, 4096).includes(0)) throw new FileFault('fileNotASheet')
  return readCsv(bytes, 'CSV')
}

/** Whether office programs would ask for a password to open a workbook. */
export function isProtected(bytes: Buffer): boolean {
  return starts(bytes, OLE) && bytes.includes(PACKAGE)
}

function starts(bytes: Buffer, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
