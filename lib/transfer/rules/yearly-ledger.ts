import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import { sumIncome } from '@/lib/households/rules/income'
import type { Heads, LedgerContext, LedgerPlan, SheetRow, YearlyRow } from '../schema'
import type { FaultList } from './faults'
import { checkCard, checkPerson, type Report, readSaid } from './member'

const FEN = 100
/** Fields that alone say nothing of the year. */
const KEYS = new Set([
  ...['householdNo', 'valuesYear', 'headName', 'idNumber', 'name'],
  ...['residentMembers', 'claims', 'selfPaid', 'gross', 'net', 'perCapita'],
])
/** Fields of groups, which only check the items where there are some. */
const GROUPS = new Set<string>(GROUP_SUMS.map(({ field }) => field))
const isItem = (field: string) => field.includes('.')

/** Gathers a ledger that has one row per household and year, or per person: income, living conditions, members. */
export class YearlyLedger {
  private readonly rows: YearlyRow[] = []
  private readonly seen = new Map<string, number>()
  private bad = 0

  constructor(
    private readonly context: LedgerContext,
    private readonly faults: FaultList,
  ) {}

  add(row: SheetRow, heads: Heads): void {
    const refused = new Set<string>()
    const refuse: Report = (field, code, params) => {
      refused.add(field)
      this.faults.add(heads, row, field, code, params)
    }
    const isOfPersons = heads.kind === 'MEMBERS'
    const needed = new Set(heads.read.filter(({ column }) => column.required).map(({ column }) => column.field))
    const { said, id, mark } = readSaid(row, heads, this.context, (field) => needed.has(field), refuse)
    const year = (said.valuesYear as number | undefined) ?? yearOfHeads(heads)
    if (isOfPersons) {
      checkPerson(said, heads, refused, refuse)
      checkCard(said, id?.idNumber ?? '', refuse)
    }
    // Of what was exported by its groups no item has a figure.
    const hasItems =
      heads.read.some(({ column }) => isItem(column.field)) && (mark === null || Object.keys(said).some(isItem))
    if (heads.kind === 'INCOMES') checkIncome(said, hasItems, refused, refuse)
    const key = isOfPersons ? (id?.idNumber ?? mark?.personId ?? '') : `${said.householdNo ?? ''}/${year ?? ''}`
    const earlier = this.seen.get(key)
    const keyField = isOfPersons ? 'idNumber' : 'householdNo'
    if (earlier !== undefined && !refused.has(keyField) && !refused.has('valuesYear')) {
      refuse(keyField, isOfPersons ? 'idTwiceInFile' : 'rowTwiceInFile', { row: earlier })
    } else if (refused.size === 0) this.seen.set(key, row.row)
    const { name, householdNo, valuesYear: _, headName: __, ...rest } = said
    const values = isOfPersons && name !== undefined ? { ...rest, name } : rest
    if (refused.size === 0 && !Object.keys(values).some((field) => !KEYS.has(field))) refuse(keyField, 'nothingSaid')
    if (refused.size > 0) {
      this.bad++
      return
    }
    this.rows.push({
      sheet: row.sheet,
      row: row.row,
      keyColumn: heads.texts[heads.at[keyField] ?? -1] ?? '',
      yearColumn: heads.texts[heads.at.valuesYear ?? -1] ?? '',
      householdNo: (householdNo as string | undefined) ?? '',
      idNumber: id?.idNumber ?? '',
      year,
      said: hasItems ? Object.fromEntries(Object.entries(values).filter(([field]) => !GROUPS.has(field))) : values,
      mark,
      heads,
    })
  }

  finish(): Pick<LedgerPlan, 'goodRows' | 'households' | 'yearly' | 'badHouseholds'> {
    return { goodRows: this.rows.length, households: [], yearly: this.rows, badHouseholds: this.bad }
  }
}

function yearOfHeads(heads: Heads): number | null {
  return heads.read.find(({ year }) => year !== null)?.year ?? null
}

/**
 * Sums by the items (规则 32): a group is the sum of its items, net income is what came in less the costs, the figure per head is net income by
 * resident members, to the yuan. A ledger without items is taken by its groups.
 */
function checkIncome(said: Record<string, unknown>, hasItems: boolean, refused: Set<string>, refuse: Report): void {
  const items: Record<string, number> = {}
  for (const [field, value] of Object.entries(said)) if (isItem(field)) items[field] = value as number
  const has = (field: string) => said[field] !== undefined && !refused.has(field)
  const fen = (field: string) => said[field] as number
  const isRefused = (group: string) => [...refused].some((field) => field.startsWith(`${group}.`))
  const sums = sumIncome(items)
  const groups: Record<string, number> = {}
  for (const { field, group } of GROUP_SUMS) {
    groups[group] = hasItems ? sums.groups[group] : has(field) ? fen(field) : 0
    if (hasItems && has(field) && !isRefused(group) && fen(field) !== sums.groups[group]) {
      refuse(field, 'sumDiffers', { said: fen(field) / FEN, found: sums.groups[group] / FEN })
    }
  }
  const gross = (groups.WAGE ?? 0) + (groups.BUSINESS ?? 0) + (groups.PROPERTY ?? 0) + (groups.TRANSFER ?? 0)
  const net = gross - (groups.COST ?? 0)
  if (refused.size > 0) return
  if (has('gross') && fen('gross') !== gross)
    refuse('gross', 'sumDiffers', { said: fen('gross') / FEN, found: gross / FEN })
  if (has('net') && fen('net') !== net) refuse('net', 'netDiffers', { said: fen('net') / FEN, found: net / FEN })
  const residents = said.residentMembers as number | undefined
  if (has('perCapita') && residents && Math.abs(fen('perCapita') - net / residents) >= FEN) {
    refuse('perCapita', 'perCapitaDiffers', { said: fen('perCapita') / FEN, found: Math.round(net / residents) / FEN })
  }
}
