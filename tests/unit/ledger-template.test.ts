import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { templateColumns, writeTemplate } from '@/lib/transfer/files/template'
import { readCell } from '@/lib/transfer/rules/cells'
import { Ledger } from '@/lib/transfer/rules/ledger'
import type { LedgerContext } from '@/lib/transfer/schema'
import { EXAMPLE_MARK } from '@/prisma/catalogue/ledger-examples'

const context: LedgerContext = {
  today: '2026-11-23',
  isDemo: true,
  countyCode: '130799',
  countyName: '青岭县',
  villages: [{ code: '130799104201', name: '某某村', townshipName: '某某镇' }],
}
/** What somebody types over the mark of the example line. */
const INSTEAD: Record<LedgerKind, string> = {
  HOUSEHOLDS: '130799104201000077',
  INCOMES: '130799104201000077',
  LIVING: '130799104201000077',
  MEMBERS: '张三',
}

async function opened(kind: LedgerKind): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  const bytes = await writeTemplate(kind)
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
  return workbook
}

async function planOf(workbook: ExcelJS.Workbook, kind: LedgerKind | null = null) {
  const ledger = new Ledger({ ...context, kind })
  for await (const row of openLedger(Buffer.from(await workbook.xlsx.writeBuffer()))) ledger.add(row)
  return ledger.finish()
}

describe.each(LEDGER_KINDS)('the template of %s', (kind) => {
  it('is read as its kind, every head known, and its example line as nothing', async () => {
    for (const chosen of [null, kind]) {
      const plan = await planOf(await opened(kind), chosen)
      expect(plan).toMatchObject({ kind, rowCount: 0, goodRows: 0, faults: [], ignoredHeads: [] })
    }
  })

  it('shows an example that is good once the mark is written over', async () => {
    const workbook = await opened(kind)
    workbook.worksheets[0]?.getRow(2).eachCell((cell) => {
      if (cell.value === EXAMPLE_MARK) cell.value = INSTEAD[kind]
    })
    expect(await planOf(workbook)).toMatchObject({ kind, rowCount: 1, goodRows: 1, faults: [] })
  })

  it('keeps long numbers as text and offers words that an import reads', async () => {
    const sheet = (await opened(kind)).worksheets[0] as ExcelJS.Worksheet
    const codes = (await opened(kind)).getWorksheet('代码表') as ExcelJS.Worksheet
    for (const [at, { field, shape }] of templateColumns(kind).entries()) {
      const column = sheet.getColumn(at + 1)
      if (['id', 'card', 'phone', 'account', 'text', 'day'].includes(shape.as)) expect(column.numFmt).toBe('@')
      if (shape.as !== 'code' && shape.as !== 'flag') continue
      const [, from, to] = /\$C\$(\d+):\$C\$(\d+)$/.exec(
        String(sheet.getRow(40).getCell(at + 1).dataValidation?.formulae?.[0]),
      ) ?? ['', '', '']
      const words = Array.from({ length: Number(to) - Number(from) + 1 }, (_, row) =>
        String(codes.getRow(Number(from) + row).getCell(3).value),
      )
      expect([field, words.length > 1]).toEqual([field, true])
      expect([field, words.filter((word) => 'code' in readCell(shape, word, context.today))]).toEqual([field, []])
    }
  })
})
