import 'server-only'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { personKey, type Register } from './plan'
import { columnsOf, type Moment, type Origin, type Row, spelling, type Wanted } from './rows'
import { risksSaid } from './rules/facts-after'
import { placed } from './rules/income-row'
import type { LedgerHousehold, LedgerMember, YearlyRow } from './schema'

export type NewHousehold = { id: string; household: LedgerHousehold }
export type NewPerson = { id: string; member: LedgerMember; regionCode: string }
export type WantedRelation = { id: string; household: string; relation: string; from: Origin }
export type WantedYear = { id: string; year: number; regionCode: string; said: Row; from: Origin }

/** Somebody or some household that the register gets new. */
export type Newcomer = { kind: 'NEW_HOUSEHOLD' | 'NEW_PERSON'; from: Origin }

/** One batch of a ledger: who comes into the register new, and what it says of rows that the register has. */
export class Chunk {
  readonly newHouseholds: NewHousehold[] = []
  readonly newPersons: NewPerson[] = []
  readonly newMemberships: Row[] = []
  readonly households: Wanted[] = []
  readonly persons: Wanted[] = []
  readonly relations: WantedRelation[] = []
  readonly incomes: WantedYear[] = []
  readonly livings: WantedYear[] = []
  readonly newcomers: Newcomer[] = []
  /** Households that the ledger says are monitored. */
  readonly monitored = new Map<string, LedgerHousehold>()
  /** Households of the register whose members or income this may change. */
  readonly grown = new Set<string>()

  constructor(
    readonly moment: Moment,
    private readonly register: Register,
  ) {}

  addHousehold(household: LedgerHousehold): void {
    const { nextId } = this.moment
    const known = this.register.householdByNo.get(household.householdNo)
    const id = known?.id ?? nextId()
    const head = household.members.find((member) => member.relation === 'HEAD') as LedgerMember
    const from = origin(id, null, household.householdNo, head)
    if (known) this.households.push({ id, ...saidOfHousehold(household, id), from })
    else {
      this.newHouseholds.push({ id, household })
      this.newcomers.push({ kind: 'NEW_HOUSEHOLD', from })
    }
    if (risksSaid(household.said)) this.monitored.set(id, household)
    for (const member of household.members) this.addMember(id, household, member, known !== undefined)
    if (household.incomeYear !== null) {
      this.incomes.push({
        id,
        year: household.incomeYear,
        regionCode: household.regionCode,
        said: { per_capita_income_fen: household.said.incomePerCapita },
        from,
      })
    }
  }

  addYear(kind: LedgerKind, row: YearlyRow): void {
    if (kind === 'MEMBERS') {
      const person = this.register.persons.get(personKey(row))
      if (!person) return
      const said = row.year === null ? row.said : { ...row.said, valuesYear: row.year }
      const from = origin(person.householdId ?? '', person.personId, '', { ...row, name: String(row.said.name ?? '') })
      this.wantPerson(person.personId, said, from)
      return
    }
    const household = this.register.householdByNo.get(row.householdNo)
    if (!household || row.year === null) return
    const from = origin(household.id, null, row.householdNo, { ...row, name: '' })
    const wanted = { id: household.id, year: row.year, regionCode: household.regionCode, from }
    if (kind === 'LIVING') this.livings.push({ ...wanted, said: placed(kind, row.said) })
    else this.incomes.push({ ...wanted, said: placed(kind, row.said) })
  }

  private addMember(householdId: string, household: LedgerHousehold, member: LedgerMember, isKnown: boolean): void {
    const { countyCode, today, nextId } = this.moment
    const found = this.register.persons.get(personKey(member))
    const id = found?.personId ?? nextId()
    const from = origin(householdId, id, household.householdNo, member)
    if (found) this.wantPerson(id, member.said, from)
    else this.newPersons.push({ id, member, regionCode: household.regionCode })
    if (found?.householdId) {
      this.relations.push({ id, household: householdId, relation: member.relation, from })
      return
    }
    this.newMemberships.push({
      county_code: countyCode,
      id: nextId(),
      region_code: household.regionCode,
      household_id: householdId,
      person_id: id,
      relation: member.relation,
      valid_from: today,
    })
    if (!isKnown) return
    this.grown.add(householdId)
    this.newcomers.push({ kind: 'NEW_PERSON', from })
  }

  private wantPerson(id: string, said: YearlyRow['said'], from: Origin): void {
    const { said: columns, beside } = columnsOf(said, { table: 'person', column: '' }, id)
    const name = columns.name as string | undefined
    this.persons.push({ id, said: columns, beside: () => ({ ...beside(), ...(name && spelling(name)) }), from })
  }
}

function saidOfHousehold(household: LedgerHousehold, id: string): Pick<Wanted, 'said' | 'beside'> {
  const { said, beside } = columnsOf(household.said, { table: 'household', column: '' }, id)
  if (said.monitored_type === 'NONE') delete said.monitored_type
  return { said, beside }
}

function origin(
  householdId: string,
  personId: string | null,
  householdNo: string,
  { name, row, mark }: Pick<LedgerMember, 'name' | 'row' | 'mark'>,
): Origin {
  const isOfThis = mark?.householdId === householdId && (personId === null || mark.personId === personId)
  return { householdId, personId, householdNo, name, row, mark: isOfThis ? mark : null }
}
