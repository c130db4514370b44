import type { BeyondFacts, EarlierYear, MeasureAfter } from '@/lib/households/catalogue/consistency/beyond'
import type { HouseholdFacts } from '@/lib/households/facts'
import { povertyYearDays } from '@/lib/households/rules/income'

export type Counted = { kind: 'phone' | 'helper' | 'poor' | 'card'; subject: string; n: number; nextOn: string | null }
export type Membership = { householdId: string; personId: string; from: string; to: string | null }
export type Surroundings = {
  phone: BeyondFacts['phone']
  isRelocated: boolean | null
  lastVisitedOn: string | null
  failed: readonly string[] | null
  hasOpenClue: boolean
  hasOpenCase: boolean
  risks: readonly string[] | null
  decidedOn: string | null
  incomeChangedOn: string | null
  measuresAfter: readonly MeasureAfter[]
}

export type CountyFacts = {
  phones: ReadonlyMap<string, number>
  loads: ReadonlyMap<string, { n: number; nextOn: string | null }>
  poor: ReadonlySet<string>
  cards: ReadonlyMap<string, number>
}

export function countyFacts(rows: readonly Counted[]): CountyFacts {
  const of = (kind: Counted['kind']) => rows.filter((row) => row.kind === kind)
  return {
    phones: new Map(of('phone').map(({ subject, n }) => [subject, n])),
    loads: new Map(of('helper').map(({ subject, n, nextOn }) => [subject, { n, nextOn }])),
    poor: new Set(of('poor').map(({ subject }) => subject)),
    cards: new Map(of('card').map(({ subject, n }) => [subject, n])),
  }
}

/** Persons who belonged to the household on a day of the poverty year of its newest income. */
function membersInIncomeYear(facts: HouseholdFacts, memberships: readonly Membership[]): number | null {
  const year = facts.incomes[0]?.year
  return year === undefined ? null : membersInYear(memberships, year)
}

/**
 * Persons who belonged to a household on a day of a poverty year, by its memberships; these end before their last day. Who was there on the first
 * day that the register knows of the household counts for the time before as well: that is the day it was entered, not the day he came.
 */
export function membersInYear(memberships: readonly Membership[], year: number): number {
  const { from, to } = povertyYearDays(year)
  const [first] = memberships.map((each) => each.from).sort()
  const inYear = memberships.filter(
    (each) => (each.from <= to || each.from === first) && (each.to === null || each.to > from),
  )
  return new Set(inYear.map(({ personId }) => personId)).size
}

/** What the rules must know beyond the household, put together for one of them. */
export function beyondOf(
  facts: HouseholdFacts,
  around: Surroundings | undefined,
  county: CountyFacts,
  memberships: readonly Membership[],
  earlier: ReadonlyMap<string, readonly EarlierYear[]>,
): BeyondFacts {
  const pairs = <T>(ids: readonly string[], of: (id: string) => T | undefined) =>
    Object.fromEntries(
      ids.flatMap((id) => {
        const value = of(id)
        return value === undefined ? [] : [[id, value] as const]
      }),
    )
  const members = facts.members.map(({ id }) => id)
  const helpers = facts.helpers.map(({ id }) => id)
  return {
    sameNumber: pairs(members, (id) => county.cards.get(id)),
    phone: around?.phone ?? null,
    samePhoneHouseholds: county.phones.get(facts.id) ?? 1,
    helperHouseholds: pairs(helpers, (id) => county.loads.get(id)?.n),
    poorHelpers: helpers.filter((id) => county.poor.has(id)),
    earlierYears: pairs(members, (id) => earlier.get(id)),
    membersInIncomeYear: membersInIncomeYear(facts, memberships),
    measuresAfter: around?.measuresAfter ?? [],
    hasOpenClue: around?.hasOpenClue ?? false,
    hasOpenCase: around?.hasOpenCase ?? false,
    risks: around?.risks ?? [],
    failedGuarantees: around?.failed ?? [],
    countyDecidedOn: around?.decidedOn ?? null,
    lastVisitedOn: around?.lastVisitedOn ?? null,
    incomeChangedOn: around?.incomeChangedOn ?? null,
    isRelocated: around?.isRelocated ?? null,
  }
}
