import 'server-only'
import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { blindIndex, seal } from '@/lib/platform/fields'
import type { LedgerHousehold, LedgerMember } from './schema'

/** Where a household and its members stand in the register already; null = new. */
export interface Known {
  householdId: string | null
  persons: ReadonlyMap<string, { personId: string; householdId: string | null }>
}

export interface Moment {
  countyCode: string
  today: string
  nextId: () => string
}

type Row = Record<string, unknown>

/** Rows of one batch of households, ready for the statements of `sql.ts`. */
export class Rows {
  readonly newHouseholds: Row[] = []
  readonly oldHouseholds: Row[] = []
  readonly newPersons: Row[] = []
  readonly oldPersons: Row[] = []
  readonly newMemberships: Row[] = []
  readonly relations: Row[] = []
  readonly incomes: Row[] = []
  readonly grown = new Set<string>()
  /** Households that the ledger says are monitored. */
  readonly monitored = new Map<string, LedgerHousehold>()

  constructor(private readonly moment: Moment) {}

  add(household: LedgerHousehold, known: Known): void {
    const { countyCode, nextId } = this.moment
    const id = known.householdId ?? nextId()
    const isNew = known.householdId === null
    const row = this.householdRow(id, household)
    if (isNew) this.newHouseholds.push(row)
    else this.oldHouseholds.push(row)
    if (household.monitoredType && household.monitoredType !== 'NONE') this.monitored.set(id, household)
    for (const member of household.members) this.addMember(id, household, member, known)
    if (household.incomeFen !== null && household.incomeYear !== null) {
      this.incomes.push({
        county_code: countyCode,
        household_id: id,
        year: household.incomeYear,
        region_code: household.regionCode,
        per_capita_income_fen: household.incomeFen,
        source: 'LEDGER',
      })
    }
  }

  nextId(): string {
    return this.moment.nextId()
  }

  private addMember(householdId: string, household: LedgerHousehold, member: LedgerMember, known: Known): void {
    const { countyCode, today, nextId } = this.moment
    const bidx = blindIndex('idNumber', member.idNumber)
    const found = known.persons.get(bidx.toString('hex'))
    const id = found?.personId ?? nextId()
    const spelled = namePinyin(member.name)
    const place = { county_code: countyCode, region_code: household.regionCode }
    const person: Row = {
      ...place,
      id,
      national_person_no: member.personNo,
      name: member.name,
      name_pinyin: spelled.full,
      name_initials: spelled.initials,
      sex: member.sex,
      birth_date: member.birthDate,
      ethnicity: member.ethnicity,
      political_status: member.politicalStatus,
      education: member.education,
      schooling: member.schooling,
      health: member.health,
      labour: member.labour,
      work_area: member.workArea,
      work_months: member.workMonths,
      medical_insured: member.medicalInsured,
    }
    const membership = { ...place, household_id: householdId, person_id: id, relation: member.relation }
    if (found) this.oldPersons.push(person)
    else {
      this.newPersons.push({
        ...person,
        id_number_enc: bytes(seal('person', 'id_number', id, member.idNumber)),
        id_number_bidx: bytes(bidx),
      })
    }
    if (found?.householdId) this.relations.push(membership)
    else {
      this.newMemberships.push({ ...membership, id: nextId(), valid_from: today })
      if (known.householdId) {
        this.grown.add(householdId)
        this.relations.push(membership)
      }
    }
  }

  private householdRow(id: string, household: LedgerHousehold): Row {
    const { countyCode } = this.moment
    const head = household.members.find((member) => member.relation === 'HEAD') as LedgerMember
    const spelled = namePinyin(head.name)
    return {
      county_code: countyCode,
      id,
      region_code: household.regionCode,
      household_no: household.householdNo,
      national_household_no: household.householdNo,
      group_name: household.groupName,
      address: household.address,
      household_type: household.householdType,
      poverty_status: household.povertyStatus,
      identified_on: household.identifiedOn,
      exit_year: household.exitYear,
      main_cause: household.mainCause,
      monitored_type: household.monitoredType === 'NONE' ? null : household.monitoredType,
      housing_grade: household.housingGrade,
      phone_enc: household.phone && bytes(seal('household', 'phone', id, household.phone)),
      phone_bidx: household.phone && bytes(blindIndex('phone', household.phone)),
      bank_name: household.bankName,
      bank_account_enc: household.bankAccount && bytes(seal('household', 'bank_account', id, household.bankAccount)),
      bank_account_bidx: household.bankAccount && bytes(blindIndex('bankAccount', household.bankAccount)),
      head_name: head.name,
      head_pinyin: spelled.full,
      head_initials: spelled.initials,
      name_grams: [...new Set(household.members.flatMap((member) => nameGrams(member.name, countyCode)))],
      member_count: household.members.length,
      per_capita_income_fen: household.incomeFen,
      income_year: household.incomeYear,
    }
  }
}

function bytes(buffer: Buffer): string {
  return `\\x${buffer.toString('hex')}`
}
