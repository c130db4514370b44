import type { BeyondFacts } from '@/lib/households/catalogue/consistency/beyond'
import type { HouseholdFacts, IncomeFacts, LivingFacts, MemberFacts } from '@/lib/households/facts'

/** A woman of 30, healthy, out of school, working in the township; nothing about her is doubtful. */
export function aMember(over: Partial<MemberFacts> = {}): MemberFacts {
  return {
    id: 'm1',
    name: '李秀英',
    relation: 'HEAD',
    since: '2014-01-01',
    sex: 'F',
    birthDate: '1996-05-20',
    idType: 'RESIDENT_ID',
    idNumber: null,
    hasIdNumber: true,
    disabilityCardNo: null,
    hasDisabilityCard: false,
    ethnicity: '汉族',
    politicalStatus: 'MASSES',
    valuesYear: 2026,
    diedOn: null,
    education: 'JUNIOR',
    schooling: null,
    dropoutReason: null,
    health: ['HEALTHY'],
    labour: 'ORDINARY',
    workArea: 'TOWNSHIP',
    workMonths: 8,
    worksAbroad: false,
    employer: null,
    jobChannel: null,
    welfareJob: null,
    welfareJobMonths: null,
    residentMedical: true,
    employeeMedical: false,
    criticalIllness: null,
    commercialMedical: null,
    medicalAid: null,
    residentPension: null,
    employeePension: null,
    subsistence: false,
    destitute: false,
    destituteCare: null,
    familyDoctor: null,
    disabilityLivingAllowance: null,
    disabilityNursingAllowance: null,
    ...over,
  }
}

/** Wages of 20,000 yuan shared by one: 20,000 a head. */
export function anIncomeOf(year = 2026, over: Partial<IncomeFacts> = {}): IncomeFacts {
  return {
    year,
    items: { 'WAGE.WORK': 2_000_000 },
    wageFen: 2_000_000,
    businessFen: 0,
    propertyFen: 0,
    transferFen: 0,
    costFen: 0,
    netFen: 2_000_000,
    residentMembers: 1,
    perCapitaFen: 2_000_000,
    claimsFen: null,
    selfPaidFen: null,
    ...over,
  }
}

export function aLiving(year = 2026, over: Partial<LivingFacts> = {}): LivingFacts {
  return {
    year,
    arableMu: 6,
    irrigatedMu: 2,
    forestMu: 3,
    returnedForestMu: 1,
    orchardMu: null,
    grasslandMu: null,
    waterSurfaceMu: null,
    roadType: null,
    roadKm: null,
    houseAreaM2: 90,
    houseStructure: null,
    houseGrade: 'A',
    appraisedOn: null,
    appraisedBy: null,
    renovatedYear: null,
    hasElectricity: true,
    hasProductionPower: null,
    hasBroadcast: null,
    hasBroadband: null,
    waterSource: null,
    isWaterHard: null,
    isWaterSafe: true,
    waterLitresPerDay: null,
    waterFetchMinutes: null,
    waterInterruptionDays: null,
    hasSanitaryToilet: null,
    fuel: null,
    inCooperative: null,
    byLeadingFirm: null,
    byLocalLeader: null,
    ...over,
  }
}

/** A household out of poverty that no rule finds fault with on 25 November 2026. */
export function householdFacts(over: Partial<HouseholdFacts> = {}): HouseholdFacts {
  const members = over.members ?? [aMember()]
  return {
    id: 'h1',
    countyCode: '130799',
    regionCode: '130799100001',
    householdNo: '1',
    householdType: 'POOR_GENERAL',
    povertyStatus: 'EXITED',
    monitoredType: null,
    identifiedOn: '2014-01-01',
    exitYear: 2018,
    mainCause: 'LACK_SKILL',
    otherCauses: [],
    hasPhone: true,
    housingGrade: 'A',
    isActive: true,
    memberCount: members.length,
    members,
    incomes: [anIncomeOf()],
    livings: [aLiving()],
    helpers: [{ id: 'p1', userId: null, name: '张明', unit: '', from: '2020-01-01', to: null }],
    ...over,
  }
}

/** Nothing beyond the household that any rule would mind. */
export function beyondFacts(over: Partial<BeyondFacts> = {}): BeyondFacts {
  return {
    sameNumber: {},
    phone: { digits: 11, isNumber: true },
    samePhoneHouseholds: 1,
    helperHouseholds: { p1: 3 },
    poorHelpers: [],
    earlierYears: {},
    membersInIncomeYear: 1,
    measuresAfter: [],
    hasOpenClue: false,
    hasOpenCase: false,
    risks: [],
    failedGuarantees: [],
    countyDecidedOn: null,
    lastVisitedOn: null,
    incomeChangedOn: null,
    isRelocated: null,
    ...over,
  }
}
