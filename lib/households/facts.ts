/**
 * What is known of a household on one day and in one poverty year, as plain values: what consistency rules, forms, imports and printed sheets
 * read. Days are 'YYYY-MM-DD', money is fen, land is mu; null is "not known". Codes are those of the register's catalogue.
 */
export type MemberFacts = {
  id: string
  name: string
  relation: string
  since: string | null
  sex: 'M' | 'F'
  birthDate: string
  idType: string
  /** 18 characters where the reader may open it; otherwise null although there may be one. */
  idNumber: string | null
  hasIdNumber: boolean
  disabilityCardNo: string | null
  hasDisabilityCard: boolean
  ethnicity: string | null
  politicalStatus: string | null
  valuesYear: number | null
  diedOn: string | null
} & YearlyFacts

/** What is asked anew every year. */
export type YearlyFacts = {
  education: string | null
  schooling: string | null
  dropoutReason: string | null
  health: readonly string[]
  labour: string | null
  workArea: string | null
  workMonths: number | null
  worksAbroad: boolean | null
  employer: string | null
  jobChannel: string | null
  welfareJob: string | null
  welfareJobMonths: number | null
  residentMedical: boolean | null
  employeeMedical: boolean | null
  criticalIllness: boolean | null
  commercialMedical: boolean | null
  medicalAid: boolean | null
  residentPension: boolean | null
  employeePension: boolean | null
  subsistence: boolean | null
  destitute: boolean | null
  destituteCare: string | null
  familyDoctor: boolean | null
  disabilityLivingAllowance: boolean | null
  disabilityNursingAllowance: boolean | null
}

export type LivingFacts = {
  year: number
  arableMu: number | null
  irrigatedMu: number | null
  forestMu: number | null
  returnedForestMu: number | null
  orchardMu: number | null
  grasslandMu: number | null
  waterSurfaceMu: number | null
  roadType: string | null
  roadKm: number | null
  houseAreaM2: number | null
  houseStructure: string | null
  houseGrade: string | null
  appraisedOn: string | null
  appraisedBy: string | null
  renovatedYear: number | null
  hasElectricity: boolean | null
  hasProductionPower: boolean | null
  hasBroadcast: boolean | null
  hasBroadband: boolean | null
  waterSource: string | null
  isWaterHard: boolean | null
  isWaterSafe: boolean | null
  waterLitresPerDay: number | null
  waterFetchMinutes: number | null
  waterInterruptionDays: number | null
  hasSanitaryToilet: boolean | null
  fuel: string | null
  inCooperative: boolean | null
  byLeadingFirm: boolean | null
  byLocalLeader: boolean | null
}

export type IncomeFacts = {
  year: number
  /** By item, `GROUP.ITEM`; null where only the figure per head is known. */
  items: Readonly<Record<string, number>> | null
  wageFen: number | null
  businessFen: number | null
  propertyFen: number | null
  transferFen: number | null
  costFen: number | null
  netFen: number | null
  residentMembers: number | null
  perCapitaFen: number
  claimsFen: number | null
  selfPaidFen: number | null
}

export type HelperFacts = {
  id: string
  userId: string | null
  name: string
  unit: string
  from: string
  to: string | null
}

export type HouseholdFacts = {
  id: string
  countyCode: string
  regionCode: string
  householdNo: string
  householdType: string
  povertyStatus: string
  monitoredType: string | null
  identifiedOn: string | null
  exitYear: number | null
  mainCause: string | null
  otherCauses: readonly string[]
  hasPhone: boolean
  housingGrade: string | null
  isActive: boolean
  memberCount: number
  /** Those who belong to it on the day. */
  members: readonly MemberFacts[]
  /** Newest year first. */
  incomes: readonly IncomeFacts[]
  /** Newest year first. */
  livings: readonly LivingFacts[]
  helpers: readonly HelperFacts[]
}
