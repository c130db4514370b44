import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Imprint, SheetWriter } from '@/lib/exports/files/shape'
import type { Cell, Column, ColumnKind } from '@/lib/exports/schema'

/** Text cells stay text when somebody edits them: no number is rounded and nothing becomes a formula. */
const FORMATS: Record<ColumnKind, string> = { TEXT: '@', DAY: 'yyyy-mm-dd', NUMBER: '0', AMOUNT: '0.00' }
const HEAD_ROWS = 2
const LONGEST_PAGE_LINE = 200

const value = (cell: Cell) =>
  cell !== null && typeof cell === 'object' ? new Date(`${cell.day}T00:00:00Z`) : cell === '' ? null : cell

/** In the head and foot of a page an ampersand begins a command. */
const pageText = (text: string) => text.slice(0, LONGEST_PAGE_LINE).replaceAll('&', '&&')

/** A workbook of one sheet, written as a stream. */
export function writeXlsx(out: Writable, columns: readonly Column[], imprint: Imprint): SheetWriter {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  Object.assign(workbook, {
    creator: imprint.author,
    lastModifiedBy: imprint.author,
    created: imprint.madeAt,
    modified: imprint.madeAt,
    title: imprint.title,
    subject: imprint.purpose,
    keywords: `${imprint.serial} ${imprint.proof}`,
    description: imprint.line,
  })
  const sheet = workbook.addWorksheet(imprint.title, {
    views: [{ state: 'frozen', ySplit: HEAD_ROWS }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: {
      oddHeader: `&L${pageText(imprint.short)}&R&P / &N`,
      oddFooter: `&L${pageText(imprint.short)}`,
    },
  })
  sheet.columns = columns.map(({ kind, width, isHidden = false }) => ({
    width,
    hidden: isHidden,
    style: { numFmt: FORMATS[kind] },
  }))
  const note = (text: string) => {
    const row = sheet.addRow([text])
    const cell = row.getCell(1)
    cell.numFmt = FORMATS.TEXT
    cell.font = { size: 9, color: { argb: 'FF6B6B6B' } }
    row.commit()
  }
  note(imprint.line)
  const heads = sheet.addRow(columns.map(({ head }) => head))
  heads.eachCell((cell) => {
    cell.numFmt = FORMATS.TEXT
    cell.font = { bold: true }
    cell.border = { bottom: { style: 'thin' } }
  })
  heads.commit()
  return {
    row: (cells) => sheet.addRow(cells.map(value)).commit(),
    async end() {
      note(imprint.line)
      sheet.commit()
      await workbook.commit()
    },
  }
}
