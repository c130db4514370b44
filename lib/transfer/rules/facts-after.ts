import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { NO_HOUSEHOLD, NO_MEMBER } from '@/lib/households/rules/new-facts'
import type { LedgerHousehold, LedgerMember, Said, YearlyRow } from '../schema'
import { incomeAfter, inYears, livingAfter, ofYear, only, withFigurePerHead } from './years-after'

const HOUSEHOLD_FIELDS = ['householdType', 'povertyStatus', 'identifiedOn', 'exitYear', 'mainCause', 'otherCauses']
const MOST_RISKS = 5

/** Risks of the case that is opened for a household which a ledger says is monitored; null where it does not say so. */
export function risksSaid({ monitoredType, riskTypes }: Said): string[] | null {
  if (monitoredType === undefined || monitoredType === 'NONE') return null
  const risks = (riskTypes as string[] | undefined) ?? []
  return risks.length > 0 ? risks.slice(0, MOST_RISKS) : ['OTHER']
}

/**
 * What the register would know of a household once the rows of a household ledger were in it, as if all that they say were taken. `idOf` names the
 * people.
 */
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
    ...(known ?? { ...NO_HOUSEHOLD, countyCode, regionCode, householdNo }),
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

function newcomer(id: string, { name, relation, sex, birthDate, said }: LedgerMember): MemberFacts {
  return memberAfter({ ...NO_MEMBER, id, name, relation, sex, birthDate, hasIdNumber: true }, said)
}

/** Education and schooling shut each other out: what is said of one empties the other. */
function memberAfter(member: MemberFacts, said: Said): MemberFacts {
  return {
    ...member,
    ...only(said, ['name', ...Object.keys(NO_MEMBER)]),
    ...(said.education !== undefined && said.schooling === undefined ? { schooling: null } : {}),
    ...(said.schooling !== undefined && said.education === undefined ? { education: null } : {}),
    hasDisabilityCard: member.hasDisabilityCard || said.disabilityCard !== undefined,
  }
}
