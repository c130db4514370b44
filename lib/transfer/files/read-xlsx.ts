import { FileFault, type SheetRow } from '../schema'
import { openWorkbook, type Workbook } from './workbook'
import { attribute, xmlScanner } from './xml'

const EXACT_DIGITS = 1e15
const MAX_CELLS = 400
const DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** The rows of every sheet of a workbook, streamed. A number too long to be exact comes in scientific notation, so it is never guessed. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<SheetRow> {
  try {
    const workbook = await openWorkbook(bytes)
    for (const { name, pieces } of workbook.sheets) {
      const rows: SheetRow[] = []
      const write = sheetScanner(workbook, name, rows)
      for await (const piece of pieces()) {
        write(piece)
        yield* rows.splice(0)
      }
    }
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault('fileNotASheet')
  }
}

function sheetScanner(workbook: Workbook, sheet: string, rows: SheetRow[]): (piece: string) => void {
  let number = 0
  let cells: string[] = []
  let column = -1
  let kind = ''
  let style = 0
  let value = ''
  let isValue = false
  let isPhonetic = false
  return xmlScanner({
    open(name, attributes) {
      if (name === 'row') {
        number = Number(attribute(attributes, 'r') ?? number + 1)
        cells = []
        column = -1
      } else if (name === 'c') {
        const reference = attribute(attributes, 'r')
        column = reference ? columnOf(reference) : column + 1
        if (column < 0 || column >= MAX_CELLS) throw new FileFault('fileNotASheet')
        kind = attribute(attributes, 't') ?? 'n'
        style = Number(attribute(attributes, 's') ?? 0)
        value = ''
      } else if (name === 'rPh') isPhonetic = true
      else if (name === 'v' || name === 't') isValue = !isPhonetic
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'c') {
        while (cells.length < column) cells.push('')
        cells[column] = textOf(value, kind, style, workbook)
      } else if (name === 'row') rows.push({ sheet, row: number, cells })
    },
    text(text) {
      if (isValue) value += text
    },
  })
}

function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64
    if (place < 1 || place > 26) break
    column = column * 26 + place
  }
  return column - 1
}

function textOf(value: string, kind: string, style: number, workbook: Workbook): string {
  if (value === '' || kind === 'e') return ''
  if (kind === 's') return workbook.strings[Number(value)] ?? ''
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (kind !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (workbook.isDateStyle(style)) return dayOf(number, workbook.is1904)
  return Math.abs(number) >= EXACT_DIGITS ? number.toExponential() : String(number)
}

function dayOf(serial: number, is1904: boolean): string {
  const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(serial) * DAY)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}
