import { LEDGER_COLUMNS, YEAR_BEFORE_HEAD } from '@/prisma/catalogue/ledger-layout'
import { FileFault, type LedgerField } from '../schema'

/** Where each field stands in a sheet. */
export interface Heads {
  at: Partial<Record<LedgerField, number>>
  /** Heads as the file has them, by column. */
  texts: string[]
  incomeYear: number | null
  ignored: string[]
}

const FIELD_OF = new Map<string, LedgerField>()
for (const [field, { heads }] of Object.entries(LEDGER_COLUMNS)) {
  for (const head of heads) FIELD_OF.set(plain(head), field as LedgerField)
}
const REQUIRED = Object.entries(LEDGER_COLUMNS)
  .filter(([, column]) => column.required)
  .map(([field]) => field as LedgerField)
const LIKELY = 4

/** Whether a row is the row of heads: most of what a ledger needs is named in it. */
export function looksLikeHeads(cells: readonly string[]): boolean {
  const fields = new Set(cells.map((cell) => fieldOf(cell).field).filter(Boolean))
  return fields.size >= LIKELY
}

/** Finds the fields of a row of heads. Throws FileFault when one is missing or stands twice. */
export function readHeads(cells: readonly string[]): Heads {
  const heads: Heads = { at: {}, texts: cells.map((cell) => cell.trim()), incomeYear: null, ignored: [] }
  for (const [index, text] of heads.texts.entries()) {
    if (text === '') continue
    const { field, year } = fieldOf(text)
    if (!field) {
      heads.ignored.push(text)
      continue
    }
    if (heads.at[field] !== undefined) throw new FileFault('headTwiceInSheet', { head: text })
    heads.at[field] = index
    if (field === 'incomePerCapita') heads.incomeYear = year
  }
  const missing = REQUIRED.filter((field) => heads.at[field] === undefined)
  if (heads.at.regionCode === undefined && heads.at.villageName === undefined) missing.push('villageName')
  if (missing.length > 0) {
    throw new FileFault('headsMissing', { heads: missing.map((field) => LEDGER_COLUMNS[field].heads[0]).join(', ') })
  }
  return heads
}

function fieldOf(text: string): { field: LedgerField | undefined; year: number | null } {
  const head = plain(text)
  const whole = FIELD_OF.get(head) ?? FIELD_OF.get(withoutBrackets(head))
  if (whole) return { field: whole, year: null }
  const year = YEAR_BEFORE_HEAD.exec(head)
  if (!year) return { field: undefined, year: null }
  const rest = head.slice(year[0].length)
  return { field: FIELD_OF.get(rest) ?? FIELD_OF.get(withoutBrackets(rest)), year: Number(year[1]) }
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*\ufeff]/g, '')
    .toLowerCase()
}

function withoutBrackets(text: string): string {
  return text.replace(/[([{].*$/, '')
}
