import { LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'
import { type Column, type Place, type RegisterTable, type Shape, shapes } from './column'

const { text, code, codes, number, day, year, flag, yuan } = shapes
const FIRST_YEAR = 2014
const FIRST_RENOVATION = 2013
/** Net income may be below nothing; no other amount may. */
export const LOWEST_NET = -1_000_000
export const MARK_LENGTH = 200

type Field = keyof typeof LEDGER_COLUMNS
type Entry = readonly [Shape, Place | null]

const at = (table: RegisterTable, column: string): Place => ({ table, column })
const household = (shape: Shape, column: string): Entry => [shape, at('household', column)]
const person = (shape: Shape, column: string): Entry => [shape, at('person', column)]
const only = (shape: Shape): Entry => [shape, null]

/** Shape and place of every column of the household ledger. */
const ENTRIES: Record<Field, Entry> = {
  householdNo: only(text(20)),
  personNo: person(text(20), 'national_person_no'),
  regionCode: only(text(20)),
  provinceName: only(text(60)),
  cityName: only(text(60)),
  countyName: only(text(60)),
  townshipName: only(text(60)),
  villageName: only(text(60)),
  naturalVillage: household(text(40), 'natural_village'),
  groupName: household(text(40), 'group_name'),
  address: household(text(120), 'address'),
  name: person(text(60), 'name'),
  sex: only(code('sex')),
  birthDate: only(day(true)),
  idNumber: only({ as: 'id' }),
  relation: [code('relation'), at('membership', 'relation')],
  ethnicity: person({ as: 'ethnicity' }, 'ethnicity'),
  politicalStatus: person(code('politicalStatus'), 'political_status'),
  education: person(code('education'), 'education'),
  schooling: person(code('schooling'), 'schooling'),
  health: person(codes('health'), 'health'),
  labour: person(code('labour'), 'labour'),
  workArea: person(code('workArea'), 'work_area'),
  workMonths: person(number(0, 12), 'work_months'),
  residentMedical: person(flag, 'resident_medical'),
  householdType: household(code('householdType'), 'household_type'),
  povertyStatus: household(code('povertyStatus'), 'poverty_status'),
  identifiedOn: household(day(true), 'identified_on'),
  exitYear: household(year(FIRST_YEAR), 'exit_year'),
  mainCause: household(code('mainCause'), 'main_cause'),
  monitoredType: household(code('monitoredType'), 'monitored_type'),
  riskTypes: only(codes('riskTypes')),
  householdSize: only(number(1, 40)),
  incomePerCapita: [yuan(LOWEST_NET), at('household_income', 'per_capita_income_fen')],
  phone: household({ as: 'phone' }, 'phone'),
  bankName: household(text(60), 'bank_name'),
  bankAccount: household({ as: 'account' }, 'bank_account'),
  houseGrade: household(code('houseGrade'), 'housing_grade'),
  valuesYear: person(year(FIRST_RENOVATION), 'values_year'),
  idType: person(code('idType'), 'id_type'),
  disabilityCard: person({ as: 'card' }, 'disability_card'),
  dropoutReason: person(code('dropoutReason'), 'dropout_reason'),
  worksAbroad: person(flag, 'works_abroad'),
  employer: person(text(80), 'employer'),
  jobChannel: person(code('jobChannel'), 'job_channel'),
  welfareJob: person(code('welfareJob'), 'welfare_job'),
  welfareJobMonths: person(number(0, 12), 'welfare_job_months'),
  employeeMedical: person(flag, 'employee_medical'),
  criticalIllness: person(flag, 'critical_illness'),
  commercialMedical: person(flag, 'commercial_medical'),
  medicalAid: person(flag, 'medical_aid'),
  residentPension: person(flag, 'resident_pension'),
  employeePension: person(flag, 'employee_pension'),
  subsistence: person(flag, 'subsistence'),
  destitute: person(flag, 'destitute'),
  destituteCare: person(code('destituteCare'), 'destitute_care'),
  familyDoctor: person(flag, 'family_doctor'),
  disabilityLivingAllowance: person(flag, 'disability_living_allowance'),
  disabilityNursingAllowance: person(flag, 'disability_nursing_allowance'),
  speaksMandarin: person(flag, 'speaks_mandarin'),
  activeService: person(flag, 'active_service'),
  identificationStandard: household(code('identificationStandard'), 'identification_standard'),
  relapsedOn: household(day(true), 'relapsed_on'),
  notExitedReason: household(code('notExitedReason'), 'not_exited_reason'),
  otherCauses: household(codes('mainCause'), 'other_causes'),
  isMartyrFamily: household(flag, 'is_martyr_family'),
  isOneChildFamily: household(flag, 'is_one_child_family'),
  isTwoDaughterFamily: household(flag, 'is_two_daughter_family'),
  isRelocated: household(flag, 'is_relocated'),
  relocationMode: household(code('relocationMode'), 'relocation_mode'),
  settlementMode: household(code('settlementMode'), 'settlement_mode'),
  settlementPlace: household(code('settlementPlace'), 'settlement_place'),
  registerMark: only(text(MARK_LENGTH)),
}

export const HOUSEHOLD_COLUMNS: readonly Column[] = (Object.keys(LEDGER_COLUMNS) as Field[]).map((field) => ({
  field,
  ...LEDGER_COLUMNS[field],
  shape: ENTRIES[field][0],
  place: ENTRIES[field][1],
}))
