import type { Figures } from '@/lib/households/catalogue/consistency/rule'
import type { Column, LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import type { RegisterMark } from '@/lib/households/catalogue/ledgers/mark'

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
  'badCard',
  'cardOfOther',
  'causesTooMany',
  'causeTwice',
  'householdUnknown',
  'personUnknown',
  'rowTwiceInFile',
  'sumDiffers',
  'netDiffers',
  'perCapitaDiffers',
  'cardMissing',
  'cardButHealthy',
  'divisorTooHigh',
  'gradeMissing',
  'yearPassed',
  'nothingSaid',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Why a whole file cannot be read. */
export const FILE_FAULTS = [
  'fileEmpty',
  'fileTooLarge',
  'fileTooManyRows',
  'fileNotASheet',
  'fileOldExcel',
  'fileProtected',
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

/** A cell that does not fit by a rule of the register and keeps nothing out. `value` is masked. */
export interface Remark {
  sheet: string
  row: number
  column: string
  value: string
  ruleId: string
  figures: Figures
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

/** Heads of a county's own, as `plainHead` gives them: the field each stands for, null for one to leave out. */
export type Mapping = ReadonlyMap<string, string | null>

export interface LedgerContext {
  /** Day of the check, YYYY-MM-DD. */
  today: string
  isDemo: boolean
  countyCode: string
  countyName: string
  /** The villages that exist for the importer. */
  villages: readonly Village[]
  /** The kind chosen by hand; otherwise the heads tell. */
  kind?: LedgerKind | null
  mappings?: Readonly<Partial<Record<LedgerKind, Mapping>>>
}

/** A column that nothing is to be read from, in the form that maps columns. */
export const LEFT_OUT = '-'

/** A column of the file that something is read from. `year` is the one in its head: 2025年人均纯收入. */
export interface ReadColumn {
  column: Column
  index: number
  year: number | null
}

/** Where each field stands in a sheet. */
export interface Heads {
  kind: LedgerKind
  read: readonly ReadColumn[]
  at: Readonly<Record<string, number>>
  /** Heads as the file has them, by column. */
  texts: readonly string[]
  ignored: readonly string[]
  /** Our heads of the columns that a ledger of this kind cannot be without and that are not there. */
  missing: readonly string[]
}

/** What a row says, by field; fields that it does not say are not there. */
export type Said = Readonly<Record<string, unknown>>

export interface LedgerMember {
  sheet: string
  row: number
  isBad: boolean
  idColumn: string
  placeColumn: string
  yearColumn: string
  name: string
  /** Empty where an export has masked it; then the mark tells the person. */
  idNumber: string
  sex: 'M' | 'F'
  birthDate: string
  relation: string
  said: Said
  mark: RegisterMark | null
  heads: Heads
}

export interface LedgerHousehold {
  householdNo: string
  regionCode: string
  said: Said
  /** By field, the row that said it first. */
  saidIn: ReadonlyMap<string, number>
  incomeYear: number | null
  members: LedgerMember[]
}

/** One row about a year of a household, found by its number, or of a person, found by the identity number. */
export interface YearlyRow {
  sheet: string
  row: number
  /** Head of the column that finds it. */
  keyColumn: string
  yearColumn: string
  householdNo: string
  idNumber: string
  year: number | null
  said: Said
  mark: RegisterMark | null
  heads: Heads
}

/** A column of the file, what is read from it, and the first values in it, masked. */
export interface ColumnUse {
  head: string
  /** Null when nothing is read from it. */
  field: string | null
  how: 'KNOWN' | 'MAPPED' | 'LEFT_OUT' | 'UNKNOWN'
  samples: string[]
}

export interface LedgerPlan {
  kind: LedgerKind
  rowCount: number
  goodRows: number
  households: LedgerHousehold[]
  yearly: YearlyRow[]
  /** Households, or rows of a yearly ledger, that a fault keeps out. */
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
