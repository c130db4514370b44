import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { readCsv } from '@/lib/transfer/files/read-csv'
import { FileFault } from '@/lib/transfer/schema'
import { random } from '@/prisma/seed/random'

const FLIPS = 400
let book: Buffer

beforeAll(async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('台账')
  sheet.addRow(['姓名', '证件号码', '出生日期', '人数', '是否', '公式'])
  sheet.addRow(['王守田', '990799194901010319', new Date(Date.UTC(1949, 0, 1)), 2, true, { formula: '1+1', result: 2 }])
  sheet.addRow([{ richText: [{ text: '李' }, { text: '桂兰' }] }, 990799195608250027n.toString(), null, 3.5, false, ''])
  sheet.addRow(['数字号码', 990799195608250000])
  book = Buffer.from(await workbook.xlsx.writeBuffer())
})

async function rowsOf(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of openLedger(bytes)) rows.push(row.cells)
  return rows
}

/** What reading comes to: its rows, or the name of the fault; anything else is a crash. */
async function outcome(bytes: Buffer): Promise<string> {
  try {
    return `${(await rowsOf(bytes)).length} rows`
  } catch (error) {
    if (error instanceof FileFault) return error.code
    throw error
  }
}

describe('a ledger file', () => {
  it('gives the text of every kind of cell; a number that a sheet has rounded comes as such', async () => {
    expect(await rowsOf(book)).toEqual([
      ['姓名', '证件号码', '出生日期', '人数', '是否', '公式'],
      ['王守田', '990799194901010319', '1949-01-01', '2', 'TRUE', '2'],
      ['李桂兰', '990799195608250027', '', '3.5', 'FALSE', ''],
      ['数字号码', '9.9079919560825e+17'],
    ])
  })

  it('never does worse than being refused, however its bytes are turned, cut or repeated', async () => {
    const chance = random(7)
    for (let i = 0; i < FLIPS; i++) {
      const bytes = Buffer.from(book)
      for (let flips = chance.int(1, 8); flips > 0; flips--) bytes[chance.int(0, bytes.length - 1)] = chance.int(0, 255)
      const cut = chance.chance(0.2) ? bytes.subarray(0, chance.int(1, bytes.length)) : bytes
      expect(await outcome(chance.chance(0.05) ? Buffer.concat([cut, cut]) : cut)).toMatch(/./)
    }
  }, 60_000)

  it('is refused when it would unpack to far more than it is', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('x').addRow(['0'.repeat(30_000_000)])
    expect(await outcome(Buffer.from(await workbook.xlsx.writeBuffer()))).toBe('fileBomb')
  }, 60_000)

  it('keeps quotes, line breaks and blank lines of a CSV in their places, whatever the separator', () => {
    const read = (text: string) => [...readCsv(Buffer.from(text), 'CSV')].map(({ row, cells }) => [row, ...cells])
    expect(read('a,b\r\n"x ""1""\ny",z\r\n\r\nlast,')).toEqual([
      [1, 'a', 'b'],
      [2, 'x "1"\ny', 'z'],
      [3, ''],
      [4, 'last', ''],
    ])
    expect(read('a\tb\n1\t2,5\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2,5'],
    ])
    expect(read('a;b\n1;2\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ])
  })

  it('is read the same in pieces of a megabyte as in one', () => {
    const line = `王守田,"多行\n内容 ""引"" 号",${'长'.repeat(300)}\r\n`
    const count = 3000
    const rows = [...readCsv(Buffer.from(line.repeat(count)), 'CSV')]
    expect(rows.length).toBe(count)
    expect(new Set(rows.map(({ cells }) => cells.join('|'))).size).toBe(1)
  })
})
