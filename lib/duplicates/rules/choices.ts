import type { HouseholdField, PersonField, Side } from '@/lib/duplicates/schema'
import { YEARLY_FIELDS } from '@/prisma/catalogue/ledger-kinds'

export const other = (side: Side): Side => (side === 'left' ? 'right' : 'left')

/** Columns of a person that one choice carries, by their names in the register. Sealed numbers are bound to their row and go by themselves. */
export const PERSON_COLUMNS = {
  name: ['name', 'namePinyin', 'nameInitials'],
  sex: ['sex'],
  birthDate: ['birthDate'],
  idNumber: ['idType', 'idNumberEnc', 'idNumberBidx'],
  disabilityCard: ['disabilityCardEnc', 'disabilityCardBidx'],
  nationalPersonNo: ['nationalPersonNo'],
  ethnicity: ['ethnicity'],
  politicalStatus: ['politicalStatus'],
  speaksMandarin: ['speaksMandarin'],
  activeService: ['activeService'],
  diedOn: ['diedOn'],
  yearly: ['valuesYear', 'medicalInsured', ...YEARLY_FIELDS],
} as const satisfies Record<PersonField, readonly string[]>

export const HOUSEHOLD_COLUMNS = {
  nationalHouseholdNo: ['nationalHouseholdNo'],
  naturalVillage: ['naturalVillage'],
  groupName: ['groupName'],
  address: ['address'],
  phone: ['phoneEnc', 'phoneBidx'],
  bank: ['bankName', 'bankAccountEnc', 'bankAccountBidx'],
  standing: [
    'householdType',
    'povertyStatus',
    'identifiedOn',
    'exitYear',
    'relapsedOn',
    'identificationStandard',
    'notExitedReason',
  ],
  causes: ['mainCause', 'otherCauses'],
  housingGrade: ['housingGrade'],
  family: ['isMartyrFamily', 'isOneChildFamily', 'isTwoDaughterFamily'],
  relocation: ['isRelocated', 'relocationMode', 'settlementMode', 'settlementPlace'],
} as const satisfies Record<HouseholdField, readonly string[]>

type Row = Readonly<Record<string, unknown>>

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Whether a record says nothing under a choice. An identity document of a kind but without a number is nothing. */
export function saysNothing(row: Row, columns: readonly string[]): boolean {
  return columns.filter((column) => column !== 'idType').every((column) => isEmpty(row[column]))
}

/** The side a field starts with: the one that is kept, the other where that says nothing. */
export function startOf(keep: Side, rows: Readonly<Record<Side, Row>>, columns: readonly string[]): Side {
  return saysNothing(rows[keep], columns) && !saysNothing(rows[other(keep)], columns) ? other(keep) : keep
}

/** Fields taken from the record that goes, of those where the two say different things or only one says something. */
export function takenFields<F extends string>(
  columns: Readonly<Record<F, readonly string[]>>,
  keep: Side,
  choose: Readonly<Partial<Record<F, Side>>>,
  rows: Readonly<Record<Side, Row>>,
): F[] {
  return (Object.keys(columns) as F[]).filter(
    (field) => (choose[field] ?? startOf(keep, rows, columns[field])) !== keep,
  )
}

/** Those columns of a row. */
export function pick(row: Row, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column, row[column]]))
}
