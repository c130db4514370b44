import { type Column, LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf, ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { YEAR_BEFORE_HEAD } from '@/prisma/catalogue/ledger-layout'
import { FileFault, type Heads, type Mapping, type ReadColumn } from '../schema'

const FIELD_OF = new Map(
  LEDGER_KINDS.map((kind) => [
    kind,
    new Map(ledgerColumns(kind).flatMap(({ field, heads }) => heads.map((head) => [plainHead(head), field]))),
  ]),
)
const LIKELY = 4
const FEW = 2
/** Fields that make a ledger one of yearly income or living conditions: they stand in no other kind. */
const SHARED = new Set(['householdNo', 'valuesYear', 'headName', 'perCapita', 'houseGrade', 'registerMark'])

/** A head as it is compared and remembered: half-width, without blanks and marks of required columns. */
export function plainHead(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*\ufeff]/g, '')
    .toLowerCase()
}

/** The kind of ledger that a row of heads belongs to; null when it is no row of heads. */
export function likelyKind(
  cells: readonly string[],
  mappings: Mappings,
  chosen: LedgerKind | null = null,
): LedgerKind | null {
  const known = (kind: LedgerKind) => new Set(cells.flatMap((cell) => fieldOf(kind, cell, mappings[kind]).field ?? []))
  if (chosen) return known(chosen).size >= FEW ? chosen : null
  const households = known('HOUSEHOLDS')
  const own = (kind: LedgerKind) => [...known(kind)].filter((field) => !SHARED.has(field)).length
  const isWhole = households.has('relation') && (households.has('householdType') || households.has('povertyStatus'))
  if (isWhole) return 'HOUSEHOLDS'
  const least = households.has('idNumber') ? LIKELY : FEW
  if (own('INCOMES') >= least && own('INCOMES') >= own('LIVING')) return 'INCOMES'
  if (own('LIVING') >= least) return 'LIVING'
  if (households.has('idNumber') && known('MEMBERS').size >= LIKELY) return 'MEMBERS'
  return households.size >= LIKELY ? 'HOUSEHOLDS' : null
}

export type Mappings = Readonly<Record<LedgerKind, Mapping>>

/** Finds the fields of a row of heads. Throws FileFault when one stands twice. */
export function readHeads(cells: readonly string[], kind: LedgerKind, mapping: Mapping): Heads {
  const texts = cells.map((cell) => cell.trim())
  const at: Record<string, number> = {}
  const read: ReadColumn[] = []
  const ignored: string[] = []
  for (const [index, text] of texts.entries()) {
    if (text === '') continue
    const { field, year } = fieldOf(kind, text, mapping)
    const column = field ? columnOf(kind, field) : undefined
    if (!field || !column) {
      ignored.push(text)
      continue
    }
    if (at[field] !== undefined) throw new FileFault('headTwiceInSheet', { head: text })
    at[field] = index
    read.push({ column, index, year })
  }
  const hasYear = read.some(({ year }) => year !== null)
  const missing = ledgerColumns(kind)
    .filter(({ field, required }) => required && at[field] === undefined && !(field === 'valuesYear' && hasYear))
    .map(({ heads }) => heads[0] as string)
  const hasPlace = at.regionCode !== undefined || at.villageName !== undefined
  const village = columnOf('HOUSEHOLDS', 'villageName') as Column
  if (kind === 'HOUSEHOLDS' && !hasPlace) missing.push(village.heads[0] as string)
  return { kind, read, at, texts, ignored, missing }
}

/** The field of a head: as the county has mapped it, else as it is known everywhere. Null when it is to be left out. */
export function fieldOf(
  kind: LedgerKind,
  text: string,
  mapping: Mapping,
): { field: string | null | undefined; year: number | null } {
  const head = plainHead(text)
  const mapped = mapping.get(head)
  if (mapped !== undefined) return { field: mapped, year: null }
  const fields = FIELD_OF.get(kind) as Map<string, string>
  const whole = fields.get(head) ?? fields.get(withoutBrackets(head))
  if (whole) return { field: whole, year: null }
  const year = YEAR_BEFORE_HEAD.exec(head)
  if (!year) return { field: undefined, year: null }
  const rest = head.slice(year[0].length)
  return { field: fields.get(rest) ?? fields.get(withoutBrackets(rest)), year: Number(year[1]) }
}

function withoutBrackets(text: string): string {
  return text.replace(/[([{].*$/, '')
}
