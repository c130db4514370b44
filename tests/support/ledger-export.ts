import type { Column } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { writeMark } from '@/lib/households/catalogue/ledgers/mark'
import { writeCell } from '@/lib/households/catalogue/ledgers/write'
import { maskIdNumber } from '@/lib/households/rules/masks'
import { open } from '@/lib/platform/fields'
import type { SampleLedger } from '@/prisma/seed/sample-ledger'
import { owner } from './builders'

type Row = Record<string, unknown>
type Found = { household: Row; person: Row; membership: Row; income: Row | null; village: string; township: string }

/** The households as the register has them now, written as a ledger by the columns that imports read; each row with its mark. */
export async function anExport(householdNos: readonly string[], at: string, isMasked = false): Promise<SampleLedger> {
  const { rows } = await owner().query<Found>(
    `SELECT to_jsonb(h) AS household, to_jsonb(p) AS person, to_jsonb(m) AS membership, to_jsonb(i) AS income, r.name AS village, t.name AS township
     FROM household h JOIN membership m ON m.household_id = h.id AND m.valid_to IS NULL JOIN person p ON p.id = m.person_id
     JOIN region r ON r.code = h.region_code JOIN region t ON t.code = r.parent_code
     LEFT JOIN household_income i ON i.household_id = h.id AND i.year = h.income_year
     WHERE h.household_no = ANY ($1) ORDER BY h.household_no, m.relation <> 'HEAD', p.id`,
    [householdNos],
  )
  const columns = ledgerColumns('HOUSEHOLDS').filter(
    ({ field }) => !['riskTypes', 'provinceName', 'cityName', 'countyName'].includes(field),
  )
  const year = rows[0]?.income?.year
  const headOf = ({ field, heads }: Column) =>
    field === 'incomePerCapita' && year ? `${year}年${heads[0]}` : (heads[0] as string)
  return {
    heads: columns.map(headOf),
    rows: rows.map((row) => columns.map((column) => cellOf(column, row, at, isMasked))),
    faults: [],
  }
}

function cellOf(column: Column, found: Found, at: string, isMasked: boolean): string {
  const { household, person, membership, income } = found
  const idNumber = unsealed('person', 'id_number', person)
  switch (column.field) {
    case 'householdNo':
      return String(household.household_no)
    case 'regionCode':
      return String(household.region_code)
    case 'townshipName':
      return found.township
    case 'villageName':
      return found.village
    case 'sex':
      return writeCell(column, person.sex)
    case 'birthDate':
      return writeCell(column, person.birth_date)
    case 'idNumber':
      return isMasked ? maskIdNumber(idNumber, 'FIRST6_LAST4') : idNumber
    case 'householdSize':
      return String(household.member_count)
    case 'registerMark':
      return writeMark({
        serial: 'DC-2026-0001',
        at,
        householdId: String(household.id),
        householdVersion: Number(household.version),
        personId: String(person.id),
        personVersion: Number(person.version),
        yearVersion: Number(income?.version ?? 0),
      })
  }
  const { place, shape } = column
  const row = { household, person, membership, household_income: income, living_condition: null }[
    place?.table ?? 'household'
  ]
  if (!place || !row) return ''
  if (['phone', 'account', 'card'].includes(shape.as)) return unsealed(place.table, place.column, row)
  return writeCell(column, row[place.column])
}

function unsealed(table: string, column: string, row: Row): string {
  const sealed = row[`${column}_enc`]
  if (typeof sealed !== 'string') return ''
  return open(table, column, String(row.id), Buffer.from(sealed.replace(/^\\x/, ''), 'hex'))
}
