import 'server-only'
import type { List } from '@/lib/exports/queries/lists'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { type Raw, type RawLedgerRow, selectLedger, selectYears } from '@/lib/exports/sql/ledger'
import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import type { Column } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { writeMark } from '@/lib/households/catalogue/ledgers/mark'
import { writeCell } from '@/lib/households/catalogue/ledgers/write'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'

const FEN = 100

/** What a row of a ledger is made of; `marked` is the instant and serial of the export. */
type Sources = RawLedgerRow & { marked: { serial: string; at: string } }

/** A sealed value as the file may show it. A value that cannot be opened is left empty rather than ending the export. */
export function shownCell(
  table: 'household' | 'person',
  column: string,
  id: unknown,
  sealed: unknown,
  mask: (text: string) => string,
): Cell {
  if (!(sealed instanceof Uint8Array)) return null
  try {
    return mask(open(table, column, String(id), sealed))
  } catch {
    return null
  }
}

/**
 * Rows of the ledgers that an import reads, in the order of the ids: the household ledger with a row per member, or the newest income or
 * living conditions of each household. Each row ends with the mark by which the import knows what has been changed since.
 */
export async function readLedgerRows(
  ctx: Ctx,
  { kind, countyCode }: List,
  ids: readonly string[],
  view: HouseholdView,
  wanted: { keys: ReadonlySet<string>; serial: string },
): Promise<SheetRow[]> {
  const ledger = kind === 'INCOMES' || kind === 'LIVING' ? kind : 'HOUSEHOLDS'
  const columns = ledgerColumns(ledger).filter(({ field }) => wanted.keys.has(field))
  const rows =
    ledger === 'HOUSEHOLDS' ? await selectLedger(ctx, countyCode, ids) : await selectYears(ctx, countyCode, ids, ledger)
  const lastYear = Number(ctx.today.slice(0, 4)) - 1
  const marked = { serial: wanted.serial, at: ctx.now.toISOString() }
  return rows.map((raw) => rowOf(columns, { ...raw, marked }, view, lastYear))
}

function rowOf(columns: readonly Column[], from: Sources, view: HouseholdView, lastYear: number): SheetRow {
  const { household, person } = from
  const cells = columns.map((column) => [column.field, cellOf(column, from, view, lastYear)])
  return {
    householdId: String(household.id),
    personId: person ? String(person.id) : null,
    regionCode: String(household.region_code),
    householdVersion: Number(household.version),
    personVersion: person ? Number(person.version) : null,
    cells: Object.fromEntries(cells),
  }
}

function cellOf(column: Column, from: Sources, view: HouseholdView, lastYear: number): Cell {
  const { household, person, membership, year, region } = from
  switch (column.field) {
    case 'householdNo':
      return text(household.household_no)
    case 'regionCode':
      return text(household.region_code)
    case 'provinceName':
    case 'cityName':
    case 'countyName':
    case 'townshipName':
    case 'villageName':
      return region[column.field] ?? null
    case 'name':
      return maskName(String(person?.name ?? ''), view.name)
    case 'headName':
      return maskName(String(household.head_name), view.name)
    case 'sex':
      return writeCell(column, person?.sex)
    case 'birthDate':
      return shaped(column, person?.birth_date)
    case 'idNumber':
      return shownCell('person', 'id_number_enc', person?.id, person?.id_number_enc, (id) =>
        maskIdNumber(id, view.idNumber),
      )
    case 'householdSize':
      return Number(household.member_count)
    case 'riskTypes':
      return writeCell(column, from.risks) || null
    case 'incomePerCapita':
      // A head without a year is last year's; an older figure would be read as one of last year.
      return household.income_year === lastYear ? shaped(column, household.per_capita_income_fen) : null
    case 'registerMark':
      return markOf(from)
    case 'valuesYear':
      return year ? Number(year.year) : shaped(column, person?.values_year)
  }
  if (column.field in SUMS) return shaped(column, year?.[SUMS[column.field] as string])
  const row = { household, person, membership, household_income: year, living_condition: year }[
    column.place?.table ?? 'household'
  ]
  if (!column.place || !row) return null
  const [field, item] = column.place.column.split('/')
  if (item) return shaped(column, (row[field as string] as Raw | null)?.[item])
  return sealedOr(column, row, view)
}

/** Where the sums of an income stand. The whole before costs is left to the reader: it is no column of the register. */
const SUMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(GROUP_SUMS.map(({ field, column }) => [field, column])),
  net: 'net_fen',
  perCapita: 'per_capita_income_fen',
}

function sealedOr(column: Column, row: Raw, view: HouseholdView): Cell {
  const { table, column: name } = column.place as NonNullable<Column['place']>
  const sealed = `${name}_enc`
  const at = table === 'person' ? 'person' : 'household'
  switch (column.shape.as) {
    case 'phone':
      return shownCell(at, sealed, row.id, row[sealed], (value) => maskPhone(value, view.phone))
    case 'account':
      return shownCell(at, sealed, row.id, row[sealed], (value) => maskBankAccount(value, view.bankAccount))
    case 'card':
      return shownCell(at, sealed, row.id, row[sealed], (value) => maskIdNumber(value, view.idNumber))
    default:
      return shaped(column, row[name])
  }
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))

/** A value of the register as a cell of its column's kind. */
function shaped(column: Pick<Column, 'shape'>, value: unknown): Cell {
  if (value === null || value === undefined) return null
  switch (column.shape.as) {
    case 'day':
      return value instanceof Date ? { day: dayFrom(value) } : null
    case 'yuan':
      return Number(value) / FEN
    case 'number':
    case 'year':
      return Number(value)
    default:
      return writeCell(column, value) || null
  }
}

function markOf({ household, person, year, incomeVersion, marked }: Sources): string {
  return writeMark({
    ...marked,
    householdId: String(household.id),
    householdVersion: Number(household.version),
    personId: person ? String(person.id) : null,
    personVersion: Number(person?.version ?? 0),
    yearVersion: Number(year?.version ?? incomeVersion ?? 0),
  })
}
