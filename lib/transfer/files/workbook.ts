import { FileFault } from '../schema'
import { attribute, type XmlReader, xmlScanner } from './xml'
import { openZip, unzipText } from './zip'

export interface Workbook {
  sheets: { name: string; pieces: () => AsyncGenerator<string> }[]
  strings: string[]
  /** Whether a cell style shows a number as a date. */
  isDateStyle: (style: number) => boolean
  is1904: boolean
}

const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])
const EAST_ASIAN_DATES = [27, 58]
const MAX_SHEETS = 50

/** Reads what all sheets of a workbook share: names, shared strings, date styles. */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const zip = openZip(bytes)
  const read = async (name: string, reader: Partial<XmlReader>) => {
    const entry = zip.get(name)
    if (!entry) return false
    const write = xmlScanner({ open() {}, close() {}, text() {}, ...reader })
    for await (const piece of unzipText(bytes, entry)) write(piece)
    return true
  }
  const targets = new Map<string, string>()
  await read('xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  const named: { name: string; id: string }[] = []
  let is1904 = false
  const isWorkbook = await read('xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'sheet') named.push({ name: attribute(attributes, 'name') ?? '', id: sheetId(attributes) })
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    },
  })
  if (!isWorkbook || named.length === 0 || named.length > MAX_SHEETS) throw new FileFault('fileNotASheet')
  const sheets = named.flatMap(({ name, id }) => {
    const entry = zip.get(targets.get(id) ?? '')
    return entry ? [{ name, pieces: () => unzipText(bytes, entry) }] : []
  })
  return { sheets, strings: await readStrings(read), isDateStyle: await readStyles(read), is1904 }
}

type Read = (name: string, reader: Partial<XmlReader>) => Promise<boolean>

function sheetId(attributes: string): string {
  return /\s\w+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
}

async function readStrings(read: Read): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isPhonetic = false
  await read('xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isPhonetic = true
      if (name === 't') isText = !isPhonetic
    },
    close: (name) => {
      if (name === 'si') strings.push(text)
      if (name === 'rPh') isPhonetic = false
      if (name === 't') isText = false
    },
    text: (value) => {
      if (isText) text += value
    },
  })
  return strings
}

async function readStyles(read: Read): Promise<(style: number) => boolean> {
  const custom = new Map<number, boolean>()
  const dates: boolean[] = []
  let isCellFormats = false
  await read('xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const format = (attribute(attributes, 'formatCode') ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
        custom.set(Number(attribute(attributes, 'numFmtId')), /[ymd]/i.test(format))
      }
      if (name === 'cellXfs') isCellFormats = true
      if (name === 'xf' && isCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        const [from, to] = EAST_ASIAN_DATES as [number, number]
        const isBuiltIn = DATE_FORMATS.has(id) || (id >= from && id <= to && (id <= 36 || id >= 50))
        dates.push(custom.get(id) ?? isBuiltIn)
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
  })
  return (style) => dates[style] === true
}
