import 'server-only'
import type { Column } from '@/lib/households/catalogue/ledgers/column'
import { columnOf } from '@/lib/households/catalogue/ledgers/columns'
import type { RegisterMark } from '@/lib/households/catalogue/ledgers/mark'
import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { type BlindKind, blindIndex, seal } from '@/lib/platform/fields'
import type { LedgerHousehold, LedgerMember, Said } from './schema'

export type Row = Record<string, unknown>

/** A household or person that the register has, and what the ledger says of it, by columns of the register. */
export interface Wanted {
  id: string
  said: Row
  /** Written along with what is said, never compared: sealed values, spellings. */
  beside: Row
  /** Where in the file, and of whom, for the list of differences. */
  from: Origin
}

export interface Origin {
  householdId: string
  personId: string | null
  householdNo: string
  name: string
  row: number
  mark: RegisterMark | null
}

const SEALED: Readonly<Record<string, { table: 'household' | 'person'; kind: BlindKind }>> = {
  phone: { table: 'household', kind: 'phone' },
  bank_account: { table: 'household', kind: 'bankAccount' },
  disability_card: { table: 'person', kind: 'disabilityCard' },
}

/** What a ledger says as columns of one table of the register: sealed values by their blind index, the sealed form beside. */
export function columnsOf(said: Said, table: Column['place'], id: string): { said: Row; beside: Row } {
  const row: Row = {}
  const beside: Row = {}
  for (const [field, value] of Object.entries(said)) {
    const place = columnOf('HOUSEHOLDS', field)?.place
    if (!place || place.table !== table?.table) continue
    const sealed = SEALED[place.column]
    if (sealed) {
      const text = String(value)
      row[`${place.column}_bidx`] = bytes(blindIndex(sealed.kind, text))
      beside[`${place.column}_enc`] = bytes(seal(sealed.table, place.column, id, text))
    } else row[place.column] = value
  }
  return { said: row, beside }
}

/** Yearly values that shut each other out, and what follows from them. `ours` is what the register has; empty for a new person. */
export function completed(said: Row, ours: Row): Row {
  const row: Row = { ...said }
  if (row.education != null && row.schooling === undefined) row.schooling = null
  if (row.schooling != null && row.education === undefined) row.education = null
  const [resident, employee] = [
    row.resident_medical ?? ours.resident_medical,
    row.employee_medical ?? ours.employee_medical,
  ]
  if (resident != null || employee != null) row.medical_insured = Boolean(resident) || Boolean(employee)
  return row
}

export interface Moment {
  countyCode: string
  today: string
  nextId: () => string
}

/** Rows of households that the register does not have yet, ready to be inserted. */
export function newHousehold(id: string, household: LedgerHousehold, { countyCode }: Moment): Row {
  const head = household.members.find((member) => member.relation === 'HEAD') as LedgerMember
  const spelled = namePinyin(head.name)
  const { said, beside } = columnsOf(household.said, { table: 'household', column: '' }, id)
  const income = household.said.incomePerCapita
  return {
    ...said,
    ...beside,
    monitored_type: said.monitored_type === 'NONE' ? null : said.monitored_type,
    county_code: countyCode,
    id,
    region_code: household.regionCode,
    household_no: household.householdNo,
    national_household_no: household.householdNo,
    head_name: head.name,
    head_pinyin: spelled.full,
    head_initials: spelled.initials,
    name_grams: [...new Set(household.members.flatMap((member) => nameGrams(member.name, countyCode)))],
    member_count: household.members.length,
    per_capita_income_fen: income ?? null,
    income_year: income === undefined ? null : household.incomeYear,
  }
}

export function newPerson(id: string, member: LedgerMember, regionCode: string, { countyCode }: Moment): Row {
  const { said, beside } = columnsOf(member.said, { table: 'person', column: '' }, id)
  return {
    ...completed(said, {}),
    ...beside,
    ...spelling(member.name),
    county_code: countyCode,
    id,
    region_code: regionCode,
    name: member.name,
    sex: member.sex,
    birth_date: member.birthDate,
    id_number_enc: bytes(seal('person', 'id_number', id, member.idNumber)),
    id_number_bidx: bytes(blindIndex('idNumber', member.idNumber)),
  }
}

export function spelling(name: string): Row {
  const spelled = namePinyin(name)
  return { name_pinyin: spelled.full, name_initials: spelled.initials }
}

export function bytes(buffer: Buffer): string {
  return `\\x${buffer.toString('hex')}`
}
