import ExcelJS from 'exceljs'
import { type CodeGroup, ledgerLabel, nationalCode, offeredOf } from '@/lib/households/catalogue/codes'
import type { Column, LedgerKind, Shape } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import zh from '@/lib/i18n/zh-CN/transfer'
import { LEDGER_EXAMPLES } from '@/prisma/catalogue/ledger-examples'

/** Written by exports only, or sums that an import checks and does not keep. */
const LEFT_OUT = new Set(['registerMark', 'gross', 'wage', 'business', 'property', 'transfer', 'cost'])
/** Rows that are prepared with lists to choose from. */
const PREPARED_ROWS = 5_000
const NARROW = 12
const FORMATS: Partial<Record<Shape['as'], string>> = { number: '0.##', year: '0', yuan: '0.00' }
const GREY = { argb: 'FF6B6B6B' }

type Validated = { dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } }

/** The columns of an empty ledger of a kind, in the order of the file. */
export function templateColumns(kind: LedgerKind): readonly Column[] {
  return ledgerColumns(kind).filter(({ field }) => !LEFT_OUT.has(field))
}

/**
 * An empty ledger of a kind as a workbook: heads with a star where a column is needed, long numbers and days as text, lists to choose
 * from, and one example line, which an import leaves out. In Chinese whatever the screen speaks: offices hand it on.
 */
export async function writeTemplate(kind: LedgerKind): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const columns = templateColumns(kind)
  const sheet = workbook.addWorksheet(zh.templates.sheets[kind], { views: [{ state: 'frozen', ySplit: 1 }] })
  const heads = columns.map(({ heads: [head], required }) => (required ? `${head}*` : (head as string)))
  sheet.columns = columns.map(({ shape }, at) => ({
    width: Math.max(NARROW, 2 * (heads[at] as string).length + 2),
    style: { numFmt: FORMATS[shape.as] ?? '@' },
  }))
  const first = sheet.addRow(heads)
  first.eachCell((cell) => {
    cell.numFmt = '@'
  })
  first.font = { bold: true }
  const example: Readonly<Record<string, string>> = LEDGER_EXAMPLES[kind]
  const line = sheet.addRow(columns.map(({ field, shape }) => filledCell(shape, example[field])))
  line.font = { italic: true, color: GREY }
  const places = writeCodes(workbook.addWorksheet(zh.templates.codes), columns)
  for (const [at, { shape }] of columns.entries()) {
    const place = places.get(groupOf(shape) ?? '')
    if (!place || shape.as === 'codes') continue
    const letter = sheet.getColumn(at + 1).letter
    const validation: ExcelJS.DataValidation = { type: 'list', allowBlank: true, formulae: [place] }
    ;(sheet as unknown as Validated).dataValidations.add(`${letter}2:${letter}${PREPARED_ROWS}`, validation)
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function filledCell(shape: Shape, text: string | undefined): string | number | null {
  if (text === undefined) return null
  return FORMATS[shape.as] ? Number(text) : text
}

/** The list of codes that a column is filled from. */
function groupOf(shape: Shape): CodeGroup | null {
  if (shape.as === 'code' || shape.as === 'codes') return shape.group
  if (shape.as === 'flag') return 'residentMedical'
  return shape.as === 'ethnicity' ? 'ethnicity' : null
}

/** Writes every list once, under each other; answers where its words stand. A head with a colon is not read as one of a ledger. */
function writeCodes(sheet: ExcelJS.Worksheet, columns: readonly Column[]): Map<string, string> {
  const places = new Map<string, string>()
  sheet.columns = [{ width: 30 }, { width: 10, style: { numFmt: '@' } }, { width: 34 }]
  sheet.addRow([zh.templates.ofColumn, zh.templates.code, zh.templates.words]).font = { bold: true }
  for (const { heads, shape } of columns) {
    const group = groupOf(shape)
    if (!group || places.has(group)) continue
    const from = sheet.rowCount + 1
    for (const value of offeredOf(group)) {
      const name = shape.as === 'flag' ? zh.templates.yesNo : heads[0]
      sheet.addRow([`${name}${zh.templates.colon}`, nationalCode(group, value), ledgerLabel(group, value)])
    }
    places.set(group, `'${sheet.name}'!$C$${from}:$C$${sheet.rowCount}`)
  }
  return places
}
