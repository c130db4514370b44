import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import type { HouseholdFacts, IncomeFacts, LivingFacts, MemberFacts } from '@/lib/households/facts'
import type { LedgerHousehold, LedgerMember, Said, YearlyRow } from '../schema'
import { incomeRow, placed } from './income-row'

const HOUSEHOLD_FIELDS = ['householdType', 'povertyStatus', 'identifiedOn', 'exitYear', 'mainCause', 'otherCauses']
const LIVING_FIELDS = ledgerColumns('LIVING').flatMap(({ field, place }) => (place ? [field] : []))
const MOST_RISKS = 5

/** Somebody of whom nothing is known yet. */
const BLANK_MEMBER: Omit<MemberFacts, 'id' | 'name' | 'relation' | 'sex' | 'birthDate'> = {
  since: null,
  idType: 'RESIDENT_ID',
  idNumber: null,
  hasIdNumber: true,
  disabilityCardNo: null,
  hasDisabilityCard: false,
  ethnicity: null,
  politicalStatus: null,
  valuesYear: null,
  diedOn: null,
  education: null,
  schooling: null,
  dropoutReason: null,
  health: [],
  labour: null,
  workArea: null,
  workMonths: null,
  worksAbroad: null,
  employer: null,
  jobChannel: null,
  welfareJob: null,
  welfareJobMonths: null,
  residentMedical: null,
  employeeMedical: null,
  criticalIllness: null,
  commercialMedical: null,
  medicalAid: null,
  residentPension: null,
  employeePension: null,
  subsistence: null,
  destitute: null,
  destituteCare: null,
  familyDoctor: null,
  disabilityLivingAllowance: null,
  disabilityNursingAllowance: null,
}

/** Risks of the case that is opened for a household which a ledger says is monitored; null where it does not say so. */
export function risksSaid({ monitoredType, riskTypes }: Said): string[] | null {
  if (monitoredType === undefined || monitoredType === 'NONE') return null
  const risks = (riskTypes as string[] | undefined) ?? []
  return risks.length > 0 ? risks.slice(0, MOST_RISKS) : ['OTHER']
}

/** What the register would know of a household once the good rows of a household ledger are in it. `idOf` names the people. */
export function householdAfter(
  known: HouseholdFacts | null,
  household: LedgerHousehold,
  countyCode: string,
  idOf: (member: LedgerMember) => string,
): HouseholdFacts {
  const { said, householdNo, regionCode, incomeYear } = household
  const inLedger = new Map(household.members.map((member) => [idOf(member), member]))
  const stayed = (known?.members ?? []).map((member) => {
    const row = inLedger.get(member.id)
    return row ? { ...memberAfter(member, row.said), relation: row.relation } : member
  })
  const came = [...inLedger].filter(([id]) => !stayed.some((member) => member.id === id))
  const members = [...stayed, ...came.map(([id, row]) => newcomer(id, row))]
  const incomes = known?.incomes ?? []
  return {
    ...(known ?? newHousehold(countyCode, regionCode, householdNo)),
    ...only(said, HOUSEHOLD_FIELDS),
    ...(risksSaid(said) ? { monitoredType: String(said.monitoredType) } : {}),
    ...(said.houseGrade === undefined ? {} : { housingGrade: String(said.houseGrade) }),
    hasPhone: known?.hasPhone === true || said.phone !== undefined,
    members,
    memberCount: members.length,
    incomes: incomeYear === null ? incomes : withFigurePerHead(incomes, incomeYear, said.incomePerCapita as number),
  }
}

/** As above, for the rows of a yearly ledger about one household of the register. `idOf` names the person of a row of members. */
export function yearlyAfter(
  known: HouseholdFacts,
  kind: LedgerKind,
  rows: readonly YearlyRow[],
  idOf: (row: YearlyRow) => string,
): HouseholdFacts {
  let facts = known
  for (const row of rows) facts = withRow(facts, kind, row, idOf)
  return facts
}

function withRow(
  facts: HouseholdFacts,
  kind: LedgerKind,
  row: YearlyRow,
  idOf: (row: YearlyRow) => string,
): HouseholdFacts {
  if (kind === 'MEMBERS') {
    const said = row.year === null ? row.said : { ...row.said, valuesYear: row.year }
    const members = facts.members.map((member) => (member.id === idOf(row) ? memberAfter(member, said) : member))
    return { ...facts, members }
  }
  const year = row.year as number
  return kind === 'LIVING'
    ? { ...facts, livings: inYears(facts.livings, livingAfter(ofYear(facts.livings, year), year, row.said)) }
    : { ...facts, incomes: inYears(facts.incomes, incomeAfter(ofYear(facts.incomes, year), year, row.said)) }
}

function newHousehold(countyCode: string, regionCode: string, householdNo: string): HouseholdFacts {
  return {
    id: '',
    countyCode,
    regionCode,
    householdNo,
    householdType: '',
    povertyStatus: '',
    monitoredType: null,
    identifiedOn: null,
    exitYear: null,
    mainCause: null,
    otherCauses: [],
    hasPhone: false,
    housingGrade: null,
    isActive: true,
    memberCount: 0,
    members: [],
    incomes: [],
    livings: [],
    helpers: [],
  }
}

function newcomer(id: string, { name, relation, sex, birthDate, said }: LedgerMember): MemberFacts {
  return memberAfter({ ...BLANK_MEMBER, id, name, relation, sex, birthDate }, said)
}

/** Education and schooling shut each other out: what is said of one empties the other. */
function memberAfter(member: MemberFacts, said: Said): MemberFacts {
  return {
    ...member,
    ...only(said, ['name', ...Object.keys(BLANK_MEMBER)]),
    ...(said.education !== undefined && said.schooling === undefined ? { schooling: null } : {}),
    ...(said.schooling !== undefined && said.education === undefined ? { education: null } : {}),
    hasDisabilityCard: member.hasDisabilityCard || said.disabilityCard !== undefined,
  }
}

function only(said: Said, fields: readonly string[]): Said {
  return Object.fromEntries(fields.flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]])))
}

const ofYear = <Y extends { year: number }>(years: readonly Y[], year: number) =>
  years.find((each) => each.year === year) ?? null

/** The years with this one in its place, newest first. */
function inYears<Y extends { year: number }>(years: readonly Y[], one: Y | null): readonly Y[] {
  return one ? [...years.filter(({ year }) => year !== one.year), one].sort((a, b) => b.year - a.year) : years
}

/** A figure per head alone does not take the place of one that was reckoned from items. */
function withFigurePerHead(incomes: readonly IncomeFacts[], year: number, perCapitaFen: number) {
  const ours = ofYear(incomes, year)
  if (ours && ours.netFen !== null) return incomes
  return inYears(incomes, incomeFacts({ ...(ours ? columnsOf(ours) : {}), year, per_capita_income_fen: perCapitaFen }))
}

function incomeAfter(ours: IncomeFacts | null, year: number, said: Said): IncomeFacts | null {
  const before = ours && columnsOf(ours)
  const row = incomeRow(before, placed('INCOMES', said))
  return row ? incomeFacts({ ...before, ...row, year }) : ours
}

function livingAfter(ours: LivingFacts | null, year: number, said: Said): LivingFacts {
  const blank = Object.fromEntries(LIVING_FIELDS.map((field) => [field, null]))
  return { ...blank, ...ours, ...only(said, LIVING_FIELDS), year } as unknown as LivingFacts
}

/** Years of income by the names of their columns in the register, as the writing of a ledger reckons with them. */
function columnsOf(income: IncomeFacts): Record<string, unknown> {
  return {
    year: income.year,
    items: income.items,
    wage_fen: income.wageFen,
    business_fen: income.businessFen,
    property_fen: income.propertyFen,
    transfer_fen: income.transferFen,
    cost_fen: income.costFen,
    net_fen: income.netFen,
    resident_members: income.residentMembers,
    per_capita_income_fen: income.perCapitaFen,
    claims_fen: income.claimsFen,
    self_paid_fen: income.selfPaidFen,
  }
}

function incomeFacts(row: Record<string, unknown>): IncomeFacts {
  const fen = (column: string) => (row[column] as number | null | undefined) ?? null
  return {
    year: row.year as number,
    items: (row.items as IncomeFacts['items'] | undefined) ?? null,
    wageFen: fen('wage_fen'),
    businessFen: fen('business_fen'),
    propertyFen: fen('property_fen'),
    transferFen: fen('transfer_fen'),
    costFen: fen('cost_fen'),
    netFen: fen('net_fen'),
    residentMembers: fen('resident_members'),
    perCapitaFen: fen('per_capita_income_fen') ?? 0,
    claimsFen: fen('claims_fen'),
    selfPaidFen: fen('self_paid_fen'),
  }
}
