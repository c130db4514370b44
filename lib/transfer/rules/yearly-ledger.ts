import { incomeFaults } from '@/lib/households/catalogue/consistency/income'
import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import { sumIncome } from '@/lib/households/rules/income'
import type { Heads, LedgerContext, LedgerPlan, Said, SheetRow, YearlyRow } from '../schema'
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
    if (heads.kind === 'INCOMES') checkIncome(said, year ?? 0, hasItems, refused, refuse)
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

const SUM_FIELDS = { gross: 'gross', net: 'net', head: 'perCapita' } as const
const SUM_CODES = { group: 'sumDiffers', gross: 'sumDiffers', net: 'netDiffers', head: 'perCapitaDiffers' } as const

/** Sums by the rule of the register (规则 32), each beside the cell that says it. A ledger without items is taken by its groups. */
function checkIncome(said: Said, year: number, hasItems: boolean, refused: Set<string>, refuse: Report): void {
  const fen = (field: string) => (refused.has(field) ? undefined : (said[field] as number | undefined))
  const items: Record<string, number> = {}
  for (const [field, value] of Object.entries(said)) if (isItem(field)) items[field] = value as number
  const sums = hasItems ? sumIncome(items).groups : null
  // A group of which an item cannot be read is not held against the rest of them.
  const isWhole = (group: string) => ![...refused].some((field) => field.startsWith(`${group}.`))
  const groups = Object.fromEntries(
    GROUP_SUMS.map(({ field, group }) => [
      `${field}Fen`,
      (isWhole(group) ? fen(field) : undefined) ?? sums?.[group] ?? 0,
    ]),
  ) as Record<`${(typeof GROUP_SUMS)[number]['field']}Fen`, number>
  const before = refused.size
  const faults = incomeFaults(
    {
      ...groups,
      year,
      items: hasItems ? items : null,
      grossFen: fen('gross'),
      netFen: fen('net') ?? null,
      residentMembers: fen('residentMembers') ?? null,
      perCapitaFen: fen('perCapita') ?? null,
    },
    FEN,
  )
  for (const { case: kind, group, saidFen, sumFen } of faults) {
    const isOfGroup = kind === 'group'
    if (!isOfGroup && before > 0) continue
    const field = isOfGroup ? String(group).toLowerCase() : SUM_FIELDS[kind as keyof typeof SUM_FIELDS]
    const amounts = { said: Number(saidFen) / FEN, found: Number(sumFen) / FEN }
    refuse(field, SUM_CODES[kind as keyof typeof SUM_CODES], amounts)
  }
}
