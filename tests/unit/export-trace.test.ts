import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pieces } from '@/lib/exports/files/pieces'
import { openFile } from '@/lib/exports/files/writer'
import { csvField, tracedCells } from '@/lib/exports/rules/cells'
import { columnsOf } from '@/lib/exports/rules/columns'
import { attachmentHeader, fileNameOf, imprintOf } from '@/lib/exports/rules/imprint'
import { readRowKey, rowKeyText } from '@/lib/exports/rules/row-key'
import { TraceReader, traceWords } from '@/lib/exports/rules/trace'
import { exportViewOf } from '@/lib/exports/rules/view'
import { type Cell, FORMATS, type Format, KINDS, type Kind } from '@/lib/exports/schema'
import { isTraceLine, withoutTrace } from '@/lib/households/rules/trace-marks'
import type { Role } from '@/lib/platform/actor'
import { openLedger, openSheets } from '@/lib/transfer/files/open-ledger'

const key = randomBytes(32)
const marker = (code: number) => createHmac('sha256', key).update(String(code)).digest().readUInt32BE(0)
const forger = (code: number) => createHmac('sha256', randomBytes(32)).update(String(code)).digest().readUInt32BE(0)
const FILES = 100
const COPIED = 50
const TRACE_CODES = 2 ** 32
const TEXTS = ['村东头12号', '因病', '王**', '**************0018', '138****5678']

const asked = (kind: Kind, format: Format) => ({
  serial: 'DC-2026-0007',
  kind,
  format,
  regionName: '青岭县',
  unit: '县扶贫办',
  name: '张三',
  purpose: 'REPORTING' as const,
  note: '报市办',
})

/** A file of so many rows as the product writes it, for a role. */
async function aFile(code: number, kind: Kind, format: Format, role: Role, rows: number): Promise<Buffer> {
  const columns = columnsOf(kind, exportViewOf(role, { isUnmasked: false, withHealth: false }))
  const out = new Pieces()
  const words = traceWords(code, marker)
  const file = openFile(format, out, columns, imprintOf(asked(kind, format), 'proof', new Date('2026-03-26T00:00:00Z')))
  for (let row = 1; row <= rows; row++) {
    const cells = columns.map(
      ({ kind: type }): Cell =>
        type === 'TEXT' ? (TEXTS[randomInt(TEXTS.length)] as string) : type === 'DAY' ? { day: '2020-02-29' } : row,
    )
    file.row(tracedCells(columns, cells, row, words))
  }
  await file.end()
  return Buffer.concat(out.take())
}

async function cellsIn(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of openSheets(bytes)) rows.push(cells)
  return rows
}

/** Some of the rows, in another order and without the first columns, pasted into a sheet of somebody else's. */
async function pasted(rows: string[][], format: Format): Promise<Buffer> {
  const body = rows.slice(2, -1)
  const from = randomInt(Math.max(1, body.length - COPIED + 1))
  const copied = body
    .slice(from, from + COPIED)
    .sort(() => randomInt(3) - 1)
    .map((row) => row.slice(0, -1))
  if (format !== 'XLSX') return Buffer.from(copied.map((row) => row.map(csvField).join(',')).join('\n'), 'utf8')
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('另一张表')
  sheet.addRow(['另一个标题'])
  for (const row of copied) sheet.addRow(row)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function codesIn(bytes: Buffer, by = marker): Promise<number[]> {
  const reader = new TraceReader()
  for (const row of await cellsIn(bytes)) for (const cell of row) reader.read(cell)
  return reader.codes(by)
}

describe('the hidden trace', () => {
  it('names the export of 100 of 100 files, and of at least 90 of 100 copies of 50 rows', async () => {
    const roles: Role[] = ['COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR']
    let [whole, copies] = [0, 0]
    for (let file = 0; file < FILES; file++) {
      const code = randomInt(TRACE_CODES)
      const format = FORMATS[file % FORMATS.length] as Format
      const kind = KINDS[file % KINDS.length] as Kind
      const bytes = await aFile(code, kind, format, roles[file % roles.length] as Role, COPIED + randomInt(40))
      if ((await codesIn(bytes))[0] === code) whole++
      if ((await codesIn(await pasted(await cellsIn(bytes), format)))[0] === code) copies++
    }
    console.log(`hidden trace: ${whole} of ${FILES} whole files, ${copies} of ${FILES} copies of ${COPIED} rows`)
    expect(whole).toBe(FILES)
    expect(copies).toBeGreaterThanOrEqual(90)
  }, 120_000)

  it('names both exports whose rows were put together', async () => {
    const [one, two] = [randomInt(TRACE_CODES), randomInt(TRACE_CODES)]
    const rows = [
      ...(await cellsIn(await aFile(one, 'LEDGER', 'CSV_UTF8', 'COUNTY_OFFICE', 60))).slice(2, -1),
      ...(await cellsIn(await aFile(two, 'LEDGER', 'XLSX', 'COUNTY_OFFICE', 60))).slice(2, -1),
    ]
    const reader = new TraceReader()
    for (const cell of rows.flat()) reader.read(cell)
    expect(reader.codes(marker).sort()).toEqual([one, two].sort())
  })

  it('cannot be made without the key', async () => {
    const bytes = await aFile(42, 'HOUSEHOLDS', 'CSV_UTF8', 'COUNTY_OFFICE', 80)
    expect(await codesIn(bytes, forger)).toEqual([])
  })

  it('is gone after our own reader, which also drops the lines at head and foot', async () => {
    for (const format of FORMATS) {
      const rows: string[][] = []
      for await (const { cells } of openLedger(await aFile(7, 'LEDGER', format, 'COUNTY_OFFICE', 5))) rows.push(cells)
      expect(rows).toHaveLength(6)
      expect(rows.flat().filter((cell) => cell !== withoutTrace(cell))).toEqual([])
      expect(rows.slice(1).flat()).toContain(TEXTS.find((text) => rows.slice(1).flat().includes(text)))
      expect(isTraceLine(rows[0] as string[])).toBe(false)
    }
  })
})

describe('cells', () => {
  const START = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']

  it('none of 10,000 hostile texts becomes a formula, in a workbook or in a CSV file', async () => {
    const texts = fc.sample(
      fc.tuple(fc.constantFrom(...START, ''), fc.string({ unit: 'grapheme', maxLength: 20 })).map(([a, b]) => a + b),
      10_000,
    )
    const columns = [{ key: 'a', head: 'A', kind: 'TEXT' as const, width: 10, carries: false }]
    const out = new Pieces()
    const file = openFile('XLSX', out, columns, imprintOf(asked('LEDGER', 'XLSX'), '', new Date(0)))
    for (const text of texts) file.row([text])
    await file.end()
    const workbook = new ExcelJS.Workbook()
    const bytes = Buffer.concat(out.take())
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet
    const found = { formulas: 0, links: 0, notText: 0 }
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.type === ExcelJS.ValueType.Formula) found.formulas++
        if (cell.type === ExcelJS.ValueType.Hyperlink) found.links++
        if (cell.numFmt !== '@') found.notText++
      }),
    )
    expect(found).toEqual({ formulas: 0, links: 0, notText: 0 })
    const open = texts.map(csvField).filter((field) => START.some((mark) => field.replace(/^"/, '').startsWith(mark)))
    expect(open).toEqual([])
  }, 60_000)

  it('keeps long digits, days and amounts what they are', async () => {
    const row: Cell[] = ['990799195403120018', '130799100001', { day: '2020-02-29' }, 3, 12.5]
    expect(row.map(csvField)).toEqual(['990799195403120018\t', '130799100001\t', '2020-02-29', '3', '12.5'])
    const columns = (['TEXT', 'TEXT', 'DAY', 'NUMBER', 'AMOUNT'] as const).map((kind, at) => ({
      key: String(at),
      head: kind,
      kind,
      width: 10,
      carries: false,
    }))
    const out = new Pieces()
    const file = openFile('XLSX', out, columns, imprintOf(asked('LEDGER', 'XLSX'), '', new Date(0)))
    file.row(row)
    await file.end()
    const cells = (await cellsIn(Buffer.concat(out.take())))[2]
    expect(cells).toEqual(['990799195403120018', '130799100001', '2020-02-29', '3', '12.5'])
  })

  it('gives back what the register holds, whatever was put around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const plain = withoutTrace(text)
        fc.pre(plain === text && !text.startsWith("'") && text.trim() === text)
        const field = csvField(text)
        const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
        expect(withoutTrace(read + traceWords(9, marker)[0])).toBe(text)
      }),
    )
  })
})

describe('a file’s own words', () => {
  it('name the asker, the time, the purpose and the serial', () => {
    const imprint = imprintOf(asked('LEDGER', 'XLSX'), 'proof', new Date('2026-03-26T02:41:00Z'))
    for (const text of ['DC-2026-0007', '县扶贫办 张三', '2026-03-26 10:41', '报送上级（报市办）', '青岭县']) {
      expect(imprint.line).toContain(text)
    }
    expect(isTraceLine([imprint.line])).toBe(true)
    expect(isTraceLine(['户编号', '姓名'])).toBe(false)
  })

  it('and its name is right in Chinese, with a plain one for old readers', () => {
    const name = fileNameOf({ ...asked('LEDGER', 'XLSX'), regionName: '青/岭"县' })
    expect(name).toBe('青岭县_农户台账_DC-2026-0007.xlsx')
    const header = attachmentHeader(name, 'DC-2026-0007.xlsx')
    expect(header).toMatch(/^attachment; filename="DC-2026-0007\.xlsx"; filename\*=UTF-8''[A-Za-z0-9%._-]+$/)
    expect(decodeURIComponent(header.split("''")[1] as string)).toBe(name)
  })

  it('a row’s key is read again, and nothing else is one', () => {
    expect(readRowKey(rowKeyText('DC-2026-0007', 17, 'ab12ff'))).toEqual({
      serial: 'DC-2026-0007',
      rowNo: 17,
      mark: 'ab12',
    })
    for (const text of ['', 'DC-2026-0007', 'DC-2026-0007-17', 'x']) expect(readRowKey(text)).toBeNull()
  })

  it('a file is cut into pieces of half a megabyte and none is lost', async () => {
    const out = new Pieces()
    const whole = randomBytes(1_300_000)
    const taken: Buffer[] = []
    for (let at = 0; at < whole.length; at += 70_001) out.write(whole.subarray(at, at + 70_001))
    taken.push(...out.take())
    out.end()
    await finished(out as Writable)
    taken.push(...out.take())
    expect(taken.map((piece) => piece.length)).toEqual([524_288, 524_288, 251_424])
    expect(Buffer.concat(taken).equals(whole)).toBe(true)
  })
})
