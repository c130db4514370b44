import {
  INCOME_GROUPS,
  INCOME_ITEM_VALUES,
  type IncomeGroup,
  type IncomeItem,
  itemsOf,
} from '@/lib/households/catalogue/income-items'
import { MOST_OTHER_CAUSES } from '@/lib/households/rules/causes'
import type { FieldKind, RecordFields } from '@/lib/households/rules/record-fields'

const flag = { kind: 'flag' } as const
const mu = { kind: 'decimal', to: 99_999 } as const

/** 户: what stands in a household's file. */
export const HOUSEHOLD_FIELDS = {
  naturalVillage: { kind: 'text', max: 40 },
  groupName: { kind: 'text', max: 40, blank: '' },
  address: { kind: 'text', max: 120, blank: '' },
  phone: { kind: 'sealed', holds: 'phone' },
  bankName: { kind: 'text', max: 60 },
  bankAccount: { kind: 'sealed', holds: 'bankAccount' },
  householdType: { kind: 'code', group: 'householdType', required: true },
  identificationStandard: { kind: 'code', group: 'identificationStandard' },
  notExitedReason: { kind: 'code', group: 'notExitedReason' },
  mainCause: { kind: 'code', group: 'mainCause' },
  otherCauses: { kind: 'codes', group: 'mainCause', most: MOST_OTHER_CAUSES },
  housingGrade: { kind: 'code', group: 'houseGrade' },
  nationalHouseholdNo: { kind: 'text', max: 20, digits: true },
  isMartyrFamily: flag,
  isOneChildFamily: flag,
  isTwoDaughterFamily: flag,
  isRelocated: flag,
  relocationMode: { kind: 'code', group: 'relocationMode' },
  settlementMode: { kind: 'code', group: 'settlementMode' },
  settlementPlace: { kind: 'code', group: 'settlementPlace' },
} as const satisfies RecordFields
export type HouseholdField = keyof typeof HOUSEHOLD_FIELDS

export const HOUSEHOLD_SECTIONS = {
  place: ['naturalVillage', 'groupName', 'address'],
  contact: ['phone', 'bankName', 'bankAccount'],
  file: [
    'householdType',
    'identificationStandard',
    'notExitedReason',
    'mainCause',
    'otherCauses',
    'housingGrade',
    'nationalHouseholdNo',
  ],
  family: ['isMartyrFamily', 'isOneChildFamily', 'isTwoDaughterFamily'],
  relocation: ['isRelocated', 'relocationMode', 'settlementMode', 'settlementPlace'],
} as const satisfies Record<string, readonly HouseholdField[]>

/** 家庭成员: who somebody is, once, and what is asked anew every year (`valuesYear`). */
export const PERSON_FIELDS = {
  name: { kind: 'text', max: 60, required: true },
  relation: { kind: 'code', group: 'relation', required: true },
  sex: { kind: 'code', group: 'sex', required: true },
  birthDate: { kind: 'day', required: true },
  idType: { kind: 'code', group: 'idType', required: true },
  idNumber: { kind: 'sealed', holds: 'idNumber' },
  disabilityCard: { kind: 'sealed', holds: 'disabilityCard' },
  ethnicity: { kind: 'code', group: 'ethnicity' },
  politicalStatus: { kind: 'code', group: 'politicalStatus' },
  speaksMandarin: flag,
  activeService: flag,
  nationalPersonNo: { kind: 'text', max: 20, digits: true },
  valuesYear: { kind: 'whole', from: 2013, to: 2100, required: true },
  education: { kind: 'code', group: 'education' },
  schooling: { kind: 'code', group: 'schooling' },
  dropoutReason: { kind: 'code', group: 'dropoutReason' },
  health: { kind: 'codes', group: 'health', most: 3 },
  labour: { kind: 'code', group: 'labour' },
  workArea: { kind: 'code', group: 'workArea' },
  workMonths: { kind: 'whole', from: 0, to: 12 },
  worksAbroad: flag,
  employer: { kind: 'text', max: 80 },
  jobChannel: { kind: 'code', group: 'jobChannel' },
  welfareJob: { kind: 'code', group: 'welfareJob' },
  welfareJobMonths: { kind: 'whole', from: 0, to: 12 },
  residentMedical: flag,
  employeeMedical: flag,
  criticalIllness: flag,
  commercialMedical: flag,
  medicalAid: flag,
  residentPension: flag,
  employeePension: flag,
  familyDoctor: flag,
  subsistence: flag,
  destitute: flag,
  destituteCare: { kind: 'code', group: 'destituteCare' },
  disabilityLivingAllowance: flag,
  disabilityNursingAllowance: flag,
} as const satisfies RecordFields
export type PersonField = keyof typeof PERSON_FIELDS

export const PERSON_SECTIONS = {
  identity: [
    'name',
    'relation',
    'idType',
    'idNumber',
    'sex',
    'birthDate',
    'ethnicity',
    'politicalStatus',
    'nationalPersonNo',
  ],
  year: ['valuesYear'],
  schooling: ['education', 'schooling', 'dropoutReason', 'speaksMandarin'],
  health: ['health', 'disabilityCard', 'labour'],
  work: [
    'workArea',
    'workMonths',
    'worksAbroad',
    'employer',
    'jobChannel',
    'welfareJob',
    'welfareJobMonths',
    'activeService',
  ],
  insurance: [
    'residentMedical',
    'employeeMedical',
    'criticalIllness',
    'commercialMedical',
    'medicalAid',
    'familyDoctor',
    'residentPension',
    'employeePension',
  ],
  welfare: ['subsistence', 'destitute', 'destituteCare', 'disabilityLivingAllowance', 'disabilityNursingAllowance'],
} as const satisfies Record<string, readonly PersonField[]>

/** 生产生活条件 of a year. */
export const LIVING_FIELDS = {
  arableMu: mu,
  irrigatedMu: mu,
  forestMu: mu,
  returnedForestMu: mu,
  orchardMu: mu,
  grasslandMu: mu,
  waterSurfaceMu: mu,
  inCooperative: flag,
  byLeadingFirm: flag,
  byLocalLeader: flag,
  roadType: { kind: 'code', group: 'roadType' },
  roadKm: { kind: 'decimal', to: 999 },
  houseAreaM2: { kind: 'decimal', to: 9_999 },
  houseStructure: { kind: 'code', group: 'houseStructure' },
  houseGrade: { kind: 'code', group: 'houseGrade' },
  appraisedOn: { kind: 'day' },
  appraisedBy: { kind: 'text', max: 80 },
  renovatedYear: { kind: 'whole', from: 1990, to: 2100 },
  hasElectricity: flag,
  hasProductionPower: flag,
  hasBroadcast: flag,
  hasBroadband: flag,
  waterSource: { kind: 'code', group: 'waterSource' },
  isWaterHard: flag,
  isWaterSafe: flag,
  waterLitresPerDay: { kind: 'whole', from: 0, to: 9_999 },
  waterFetchMinutes: { kind: 'whole', from: 0, to: 999 },
  waterInterruptionDays: { kind: 'whole', from: 0, to: 366 },
  hasSanitaryToilet: flag,
  fuel: { kind: 'code', group: 'fuel' },
} as const satisfies RecordFields
export type LivingField = keyof typeof LIVING_FIELDS

export const LIVING_SECTIONS = {
  land: [
    'arableMu',
    'irrigatedMu',
    'forestMu',
    'returnedForestMu',
    'orchardMu',
    'grasslandMu',
    'waterSurfaceMu',
    'inCooperative',
    'byLeadingFirm',
    'byLocalLeader',
  ],
  road: ['roadType', 'roadKm'],
  house: [
    'houseAreaM2',
    'houseStructure',
    'houseGrade',
    'appraisedOn',
    'appraisedBy',
    'renovatedYear',
    'hasElectricity',
    'hasProductionPower',
    'hasBroadcast',
    'hasBroadband',
    'hasSanitaryToilet',
    'fuel',
  ],
  water: [
    'waterSource',
    'isWaterSafe',
    'isWaterHard',
    'waterLitresPerDay',
    'waterFetchMinutes',
    'waterInterruptionDays',
  ],
} as const satisfies Record<string, readonly LivingField[]>

/** The name of an item's field: the dot of an item would be a path. */
export type ItemField = IncomeItem extends infer I ? (I extends `${infer G}.${infer N}` ? `${G}_${N}` : never) : never

export function itemField(item: IncomeItem): ItemField {
  return item.replace('.', '_') as ItemField
}

const ITEM_FIELDS = Object.fromEntries(INCOME_ITEM_VALUES.map((item) => [itemField(item), { kind: 'yuan' }])) as Record<
  ItemField,
  FieldKind & { kind: 'yuan' }
>

/** 收入 of a poverty year, by item. */
export const INCOME_FIELDS = {
  ...ITEM_FIELDS,
  residentMembers: { kind: 'whole', from: 1, to: 60, required: true },
  claims: { kind: 'yuan' },
  selfPaid: { kind: 'yuan' },
} as const satisfies RecordFields
export type IncomeField = keyof typeof INCOME_FIELDS

export const INCOME_SECTIONS: readonly (readonly [IncomeGroup, readonly ItemField[]])[] = INCOME_GROUPS.map((group) => [
  group,
  itemsOf(group).map(itemField),
])
