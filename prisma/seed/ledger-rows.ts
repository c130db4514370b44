import { LEDGER_CODES, LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'
import type { SampleHousehold, SamplePerson } from './people'

export interface SamplePlace {
  code: string
  cityName: string
  countyName: string
  townshipName: string
  villageName: string
}

export const LEDGER_HEADS = {
  no: '序号',
  cityName: LEDGER_COLUMNS.cityName.heads[0],
  countyName: LEDGER_COLUMNS.countyName.heads[0],
  townshipName: LEDGER_COLUMNS.townshipName.heads[0],
  villageName: LEDGER_COLUMNS.villageName.heads[0],
  groupName: LEDGER_COLUMNS.groupName.heads[0],
  householdNo: LEDGER_COLUMNS.householdNo.heads[0],
  personNo: LEDGER_COLUMNS.personNo.heads[0],
  householdSize: LEDGER_COLUMNS.householdSize.heads[0],
  name: LEDGER_COLUMNS.name.heads[0],
  sex: LEDGER_COLUMNS.sex.heads[0],
  birthDate: LEDGER_COLUMNS.birthDate.heads[0],
  idNumber: LEDGER_COLUMNS.idNumber.heads[0],
  relation: LEDGER_COLUMNS.relation.heads[0],
  ethnicity: LEDGER_COLUMNS.ethnicity.heads[0],
  politicalStatus: LEDGER_COLUMNS.politicalStatus.heads[0],
  education: LEDGER_COLUMNS.education.heads[0],
  schooling: LEDGER_COLUMNS.schooling.heads[0],
  health: LEDGER_COLUMNS.health.heads[0],
  labour: LEDGER_COLUMNS.labour.heads[0],
  workArea: LEDGER_COLUMNS.workArea.heads[0],
  workMonths: '务工时间（月）',
  residentMedical: LEDGER_COLUMNS.residentMedical.heads[0],
  householdType: LEDGER_COLUMNS.householdType.heads[0],
  povertyStatus: LEDGER_COLUMNS.povertyStatus.heads[0],
  identifiedOn: LEDGER_COLUMNS.identifiedOn.heads[0],
  exitYear: LEDGER_COLUMNS.exitYear.heads[0],
  mainCause: LEDGER_COLUMNS.mainCause.heads[0],
  monitoredType: LEDGER_COLUMNS.monitoredType.heads[0],
  riskTypes: LEDGER_COLUMNS.riskTypes.heads[0],
  incomePerCapita: '人均纯收入（元）',
  houseGrade: LEDGER_COLUMNS.houseGrade.heads[0],
  phone: LEDGER_COLUMNS.phone.heads[0],
  bankName: LEDGER_COLUMNS.bankName.heads[0],
  bankAccount: LEDGER_COLUMNS.bankAccount.heads[0],
} as const
export type LedgerColumn = keyof typeof LEDGER_HEADS
export type LedgerCells = Record<LedgerColumn, string>

/** The cells of one member's row, as an office writes them: labels, not codes. */
export function ledgerCells(
  no: number,
  householdNo: string,
  place: SamplePlace,
  household: SampleHousehold,
  person: SamplePerson,
  personIndex: number,
): LedgerCells {
  return {
    no: String(no),
    cityName: place.cityName,
    countyName: place.countyName,
    townshipName: place.townshipName,
    villageName: place.villageName,
    groupName: household.groupName,
    householdNo,
    personNo: `${householdNo}${String(personIndex + 1).padStart(2, '0')}`,
    householdSize: String(household.members.length),
    name: person.name,
    sex: label('sex', person.sex),
    birthDate: person.birthDate,
    idNumber: person.idNumber,
    relation: label('relation', person.relation),
    ethnicity: person.ethnicity,
    politicalStatus: label('politicalStatus', person.politicalStatus),
    education: label('education', person.education),
    schooling: label('schooling', person.schooling),
    health: person.health.map((each) => label('health', each)).join(','),
    labour: label('labour', person.labour),
    workArea: label('workArea', person.workArea),
    workMonths: person.workMonths === null ? '' : String(person.workMonths),
    residentMedical: label('residentMedical', String(person.medicalInsured)),
    householdType: label('householdType', household.householdType),
    povertyStatus: label('povertyStatus', household.povertyStatus),
    identifiedOn: household.identifiedOn?.slice(0, 7).replace('-', '') ?? '',
    exitYear: household.exitYear === null ? '' : String(household.exitYear),
    mainCause: label('mainCause', household.mainCause),
    monitoredType: label('monitoredType', household.monitoredType),
    riskTypes: household.risks.map((each) => label('riskTypes', each)).join(','),
    incomePerCapita: String(household.incomeYuan),
    houseGrade: household.housingGrade,
    phone: household.phone,
    bankName: household.bankName,
    bankAccount: household.bankAccount,
  }
}

/** What a ledger writes for a value; nothing for none. Throws RangeError for one that it does not know. */
export function label(field: keyof typeof LEDGER_CODES, value: string | null): string {
  if (value === null) return ''
  const codes = LEDGER_CODES[field] as readonly { value: string; labels: readonly string[] }[]
  const found = codes.find((code) => code.value === value)
  if (!found) throw new RangeError(`no label for ${field} ${value}`)
  return found.labels[0] as string
}
