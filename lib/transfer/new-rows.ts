import 'server-only'
import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { blindIndex, seal } from '@/lib/platform/fields'
import type { Chunk } from './chunk'
import { gently } from './gently'
import { bytes, columnsOf, completed, type Moment, type Row, spelling } from './rows'
import type { LedgerHousehold, LedgerMember } from './schema'

export type NewRows = { households: Row[]; persons: Row[] }

/**
 * Rows of whom and what the register does not have yet, ready to be inserted, with their values sealed. Made gently: the database writes the last
 * ones meanwhile.
 */
export async function newRows({ newHouseholds, newPersons, moment }: Chunk): Promise<NewRows> {
  const rows: NewRows = { households: [], persons: [] }
  await gently(newHouseholds, ({ id, household }) => rows.households.push(newHousehold(id, household, moment)))
  await gently(newPersons, ({ id, member, regionCode }) => rows.persons.push(newPerson(id, member, regionCode, moment)))
  return rows
}

function newHousehold(id: string, household: LedgerHousehold, { countyCode }: Moment): Row {
  const head = household.members.find((member) => member.relation === 'HEAD') as LedgerMember
  const spelled = namePinyin(head.name)
  const { said, beside } = columnsOf(household.said, { table: 'household', column: '' }, id)
  const income = household.said.incomePerCapita
  return {
    ...said,
    ...beside(),
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

function newPerson(id: string, member: LedgerMember, regionCode: string, { countyCode }: Moment): Row {
  const { said, beside } = columnsOf(member.said, { table: 'person', column: '' }, id)
  return {
    ...completed(said, {}),
    ...beside(),
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
