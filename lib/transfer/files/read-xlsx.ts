import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { FileFault, type SheetRow } from '../schema'
import { guardZip } from './zip-guard'

const EXACT_DIGITS = 1e15
const MAX_CELLS = 400

/** The rows of every sheet of a workbook, streamed. A number too long to be exact comes in scientific notation, so it is never guessed. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<SheetRow> {
  guardZip(bytes)
  try {
    const workbook = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(pieces(bytes)), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'cache',
      entries: 'ignore',
    })
    for await (const worksheet of workbook) {
      const sheet = (worksheet as unknown as { name?: string }).name ?? ''
      for await (const row of worksheet) {
        const values = row.values as unknown[]
        if (values.length > MAX_CELLS) throw new FileFault('fileNotASheet')
        const cells: string[] = []
        for (let i = 1; i < values.length; i++) cells.push(textOf(values[i]))
        yield { sheet, row: row.number, cells }
      }
    }
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault('fileNotASheet')
  }
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1 << 16) yield bytes.subarray(at, at + (1 << 16))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Math.abs(value) >= EXACT_DIGITS ? value.toExponential() : String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return ''
  if ('richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((part: { text?: unknown }) => String(part.text ?? '')).join('')
  }
  if ('result' in value) return textOf(value.result)
  if ('text' in value) return textOf(value.text)
  return ''
}
