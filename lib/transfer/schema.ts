import type { LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'

export type LedgerField = keyof typeof LEDGER_COLUMNS

/** Why a cell is refused; each has its reason and its mend in the words of `transfer`. */
export const FAULT_CODES = [
  'required',
  'tooLong',
  'unknownCode',
  'notADate',
  'notAYear',
  'notANumber',
  'outOfRange',
  'badPhone',
  'badBankAccount',
  'idScientific',
  'idLength',
  'idCharacters',
  'idAddress',
  'idBirthDate',
  'idBirthFuture',
  'idBirthTooOld',
  'idCheckDigit',
  'idRealInDemo',
  'idFictitiousInReal',
  'idTwiceInFile',
  'idInOtherHousehold',
  'householdElsewhere',
  'birthDateDiffers',
  'sexDiffers',
  'unknownVillage',
  'healthContradicts',
  'educationAndSchooling',
  'workWithoutMonths',
  'monthsWithoutWork',
  'headMissing',
  'headTwice',
  'spouseTwice',
  'countDiffers',
  'typeContradicts',
  'differsInHousehold',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Why a whole file cannot be read. */
export const FILE_FAULTS = [
  'fileEmpty',
  'fileTooLarge',
  'fileTooManyRows',
  'fileNotASheet',
  'fileOldExcel',
  'fileBomb',
  'fileEncoding',
  'headsMissing',
  'headTwiceInSheet',
  'registerChanged',
] as const
export type FileFaultCode = (typeof FILE_FAULTS)[number]

export class FileFault extends Error {
  constructor(
    readonly code: FileFaultCode,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code)
  }
}

/** One bad cell. `column` is the head as the file has it; `value` is masked. */
export interface Fault {
  sheet: string
  row: number
  column: string
  value: string
  code: FaultCode
  params: Record<string, string | number>
}

/** One row of a sheet as text; numbers that a spreadsheet has rounded are in scientific notation. */
export interface SheetRow {
  sheet: string
  row: number
  cells: string[]
}

export interface Village {
  code: string
  name: string
  townshipName: string
}

export interface LedgerContext {
  /** Day of the check, YYYY-MM-DD. */
  today: string
  isDemo: boolean
  countyCode: string
  countyName: string
  /** The villages that exist for the importer. */
  villages: readonly Village[]
}

export interface LedgerMember {
  sheet: string
  row: number
  isBad: boolean
  idColumn: string
  placeColumn: string
  personNo: string | null
  name: string
  idNumber: string
  sex: 'M' | 'F'
  birthDate: string
  relation: string
  ethnicity: string | null
  politicalStatus: string | null
  education: string | null
  schooling: string | null
  health: string[] | null
  labour: string | null
  workArea: string | null
  workMonths: number | null
  medicalInsured: boolean | null
}

export interface LedgerHousehold {
  householdNo: string
  regionCode: string
  groupName: string | null
  address: string | null
  householdType: string
  povertyStatus: string
  identifiedOn: string | null
  exitYear: number | null
  mainCause: string | null
  monitoredType: string | null
  risks: string[]
  housingGrade: string | null
  incomeFen: number | null
  incomeYear: number | null
  phone: string | null
  bankName: string | null
  bankAccount: string | null
  members: LedgerMember[]
}

export interface LedgerPlan {
  rowCount: number
  goodRows: number
  households: LedgerHousehold[]
  badHouseholds: number
  faults: Fault[]
  /** Heads of the file that nothing is read from. */
  ignoredHeads: string[]
}

/** CHECKING, IMPORTING and UNDOING run; INTERRUPTED died on the way and changed nothing. */
export type BatchState = 'CHECKING' | 'CHECKED' | 'IMPORTING' | 'DONE' | 'UNDOING' | 'UNDONE' | 'FAILED' | 'INTERRUPTED'

/** A row that stands against undoing an import, and its household where the reader may see it. */
export type BlockerRow = { table: string; householdId: string | null }

/** A kept fault, by its number in the order of the file. */
export type FaultRow = Fault & { no: number }
