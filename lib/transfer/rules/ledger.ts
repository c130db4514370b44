import { LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import {
  type ColumnUse,
  FileFault,
  type Heads,
  type LedgerContext,
  type LedgerPlan,
  type Mapping,
  type SheetRow,
} from '../schema'
import { FaultList, inOrder } from './faults'
import { fieldOf, likelyKind, type Mappings, readHeads } from './heads'
import { HouseholdLedger } from './household-ledger'
import { sampleOf } from './samples'
import { YearlyLedger } from './yearly-ledger'

export const MAX_ROWS = 200_000
const SEARCH_HEADS_IN = 10
const SAMPLES = 3
/** A row with so many filled cells may be the row of heads of a file whose heads nobody knows. */
const ENOUGH_CELLS = 3

/**
 * Takes the rows of a ledger one after the other and gives the plan: what is good, and every bad cell by sheet, row and column. The first row
 * of heads tells the kind of the ledger, unless it was chosen.
 */
export class Ledger {
  private heads: Heads | null = null
  private sheet: string | null = null
  private searched = 0
  private rowCount = 0
  private found: LedgerKind | null = null
  private reader: HouseholdLedger | YearlyLedger | null = null
  private uses: ColumnUse[] = []
  private guess: SheetRow | null = null
  private missing: readonly string[] = []
  private readonly faults = new FaultList()
  private readonly ignored = new Set<string>()
  private readonly mappings: Mappings

  constructor(private readonly context: LedgerContext) {
    const none: Mapping = new Map()
    this.mappings = Object.fromEntries(LEDGER_KINDS.map((kind) => [kind, context.mappings?.[kind] ?? none])) as Mappings
  }

  get rows(): number {
    return this.rowCount
  }

  get kind(): LedgerKind | null {
    return this.found ?? this.context.kind ?? null
  }

  /** The columns of the first sheet that has some, with their first values; known also when the ledger is refused for its heads. */
  get columns(): readonly ColumnUse[] {
    return this.uses
  }

  /** Reads one row. Throws FileFault when there are too many, or when a column stands twice. */
  add(row: SheetRow): void {
    if (row.sheet !== this.sheet) {
      this.sheet = row.sheet
      this.heads = null
      this.searched = 0
    }
    if (row.cells.every((cell) => cell.trim() === '')) return
    if (!this.heads) {
      this.lookForHeads(row)
      return
    }
    if (++this.rowCount > MAX_ROWS) throw new FileFault('fileTooManyRows', { n: MAX_ROWS })
    this.sample(row)
    if (this.missing.length === 0) this.reader?.add(row, this.heads)
  }

  /** Checks across rows and closes the plan. Throws FileFault when no sheet had the heads of a ledger. */
  finish(): LedgerPlan {
    if (!this.found || !this.reader || this.missing.length > 0) {
      throw new FileFault('headsMissing', { heads: this.missing.join(', ') })
    }
    return {
      kind: this.found,
      rowCount: this.rowCount,
      ...this.reader.finish(),
      faults: inOrder(this.faults.all),
      ignoredHeads: [...this.ignored],
    }
  }

  private lookForHeads(row: SheetRow): void {
    if (this.searched >= SEARCH_HEADS_IN) {
      if (this.guess) this.sample(row)
      return
    }
    this.searched++
    const kind = likelyKind(row.cells, this.mappings, this.kind)
    if (!kind) {
      this.keepGuess(row)
      return
    }
    const heads = readHeads(row.cells, kind, this.mappings[kind])
    for (const head of heads.ignored) this.ignored.add(head)
    if (!this.found || heads.missing.length > 0) {
      this.uses = this.usesOf(row.cells, kind)
      this.missing = heads.missing
    }
    this.guess = null
    this.found = kind
    this.heads = heads
    this.reader ??=
      kind === 'HOUSEHOLDS'
        ? new HouseholdLedger(this.context, this.faults)
        : new YearlyLedger(this.context, this.faults)
  }

  private keepGuess(row: SheetRow): void {
    const filled = row.cells.filter((cell) => cell.trim() !== '').length
    if (this.found) return
    if (this.guess) this.sample(row)
    else if (filled >= ENOUGH_CELLS) {
      this.guess = row
      this.uses = this.usesOf(row.cells, this.context.kind ?? 'HOUSEHOLDS')
    }
  }

  private usesOf(cells: readonly string[], kind: LedgerKind): ColumnUse[] {
    return cells.map((cell) => {
      const head = cell.trim()
      const { field } = fieldOf(kind, head, this.mappings[kind])
      const known = fieldOf(kind, head, new Map()).field
      const how = field === null ? 'LEFT_OUT' : field === undefined ? 'UNKNOWN' : field === known ? 'KNOWN' : 'MAPPED'
      return { head: head.slice(0, 60), field: field ?? null, how, samples: [] }
    })
  }

  private sample(row: SheetRow): void {
    const kind = this.kind ?? 'HOUSEHOLDS'
    for (const [index, use] of this.uses.entries()) {
      const raw = (row.cells[index] ?? '').trim()
      if (use.samples.length < SAMPLES && raw !== '' && use.head !== '')
        use.samples.push(sampleOf(kind, use.field, raw))
    }
  }
}
