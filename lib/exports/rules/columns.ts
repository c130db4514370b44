import type { Column, ColumnKind, Kind } from '@/lib/exports/schema'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/exports'
import { LEDGER_COLUMNS } from '@/prisma/catalogue/ledger-layout'

/** A column as the catalogue of a kind has it: who is shown it, and how. Heads are Chinese in every language: other systems read them. */
type Planned = {
  kind?: ColumnKind
  width?: number
  /** Left out for whoever is not shown it at all. */
  needs?: (view: HouseholdView) => boolean
  /** Whether its texts may carry the trace; a name only where it is covered, because a whole one is looked up by. */
  carries?: (view: HouseholdView) => boolean
}

const always = () => true
const covered = (view: HouseholdView) => view.name !== 'FULL'
const NAME: Planned = { width: 12, carries: covered }
const ID_NUMBER: Planned = {
  width: 22,
  carries: (view) => view.idNumber !== 'FULL',
  needs: (view) => view.idNumber !== 'HIDDEN',
}
const PHONE: Planned = { width: 16, carries: (view) => view.phone !== 'FULL', needs: (view) => view.phone !== 'HIDDEN' }
const ADDRESS: Planned = { width: 28, carries: always, needs: (view) => view.address }
const health = (view: HouseholdView) => view.health

type LedgerKey = keyof typeof LEDGER_COLUMNS

/** The national household ledger, in its own order. */
const LEDGER = {
  householdNo: { width: 20 },
  personNo: { width: 20 },
  regionCode: { width: 15 },
  provinceName: {},
  cityName: {},
  countyName: {},
  townshipName: {},
  villageName: { width: 14 },
  naturalVillage: {},
  groupName: {},
  address: ADDRESS,
  name: NAME,
  sex: { width: 6 },
  birthDate: { kind: 'DAY' },
  idNumber: ID_NUMBER,
  relation: {},
  ethnicity: {},
  politicalStatus: {},
  education: {},
  schooling: {},
  health: { needs: health },
  labour: { needs: health, width: 16 },
  workArea: { width: 14 },
  workMonths: { kind: 'NUMBER' },
  residentMedical: {},
  householdType: { width: 14 },
  povertyStatus: {},
  identifiedOn: { kind: 'DAY' },
  exitYear: { kind: 'NUMBER' },
  mainCause: { width: 14 },
  monitoredType: { width: 16 },
  riskTypes: { width: 18, carries: always },
  householdSize: { kind: 'NUMBER' },
  incomePerCapita: { kind: 'AMOUNT' },
  phone: PHONE,
  bankName: { width: 18, needs: (view) => view.bankAccount !== 'HIDDEN' },
  bankAccount: {
    width: 24,
    needs: (view) => view.bankAccount !== 'HIDDEN',
    carries: (view) => view.bankAccount !== 'FULL',
  },
  houseGrade: {},
} as const satisfies Partial<Record<LedgerKey, Planned>>

const HOUSEHOLDS = {
  householdNo: { width: 20 },
  townshipName: {},
  villageName: { width: 14 },
  groupName: {},
  address: ADDRESS,
  headName: NAME,
  headIdNumber: ID_NUMBER,
  householdSize: { kind: 'NUMBER' },
  householdType: { width: 14 },
  povertyStatus: {},
  identifiedOn: { kind: 'DAY' },
  exitYear: { kind: 'NUMBER' },
  mainCause: { width: 14 },
  monitoredType: { width: 16 },
  riskTypes: { width: 18, carries: always },
  incomePerCapita: { kind: 'AMOUNT' },
  incomeYear: { kind: 'NUMBER' },
  lastVisitedOn: { kind: 'DAY' },
  nextVisitOn: { kind: 'DAY' },
  clueVerifyBy: { kind: 'DAY' },
  phone: PHONE,
  houseGrade: {},
} as const satisfies Record<string, Planned>

const CLUES = {
  clueNo: { width: 16 },
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  why: { width: 30, carries: always },
  summary: { width: 40, carries: always, needs: health },
  source: {},
  status: {},
  openedOn: { kind: 'DAY' },
  verifyBy: { kind: 'DAY' },
  identifyBy: { kind: 'DAY' },
  decidedOn: { kind: 'DAY' },
  decidedByName: {},
} as const satisfies Record<string, Planned>

const CASES = {
  caseNo: { width: 16 },
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  householdSize: { kind: 'NUMBER' },
  monitoredType: { width: 16 },
  riskTypes: { width: 24, carries: always },
  channel: {},
  status: {},
  identifiedOn: { kind: 'DAY' },
  planBy: { kind: 'DAY' },
  incomePerCapita: { kind: 'AMOUNT' },
  lastVisitedOn: { kind: 'DAY' },
  removedOn: { kind: 'DAY' },
} as const satisfies Record<string, Planned>

const SUMMARY = {
  regionCode: { width: 15 },
  regionName: { width: 18, carries: always },
  households: { kind: 'NUMBER' },
  persons: { kind: 'NUMBER' },
  notExited: { kind: 'NUMBER' },
  exited: { kind: 'NUMBER' },
  neverPoor: { kind: 'NUMBER' },
  monitored: { kind: 'NUMBER' },
  unvisited: { kind: 'NUMBER', width: 18 },
} as const satisfies Record<string, Planned>

const CATALOGUE: Record<Kind, Record<string, Planned>> = { LEDGER, HOUSEHOLDS, CLUES, CASES, SUMMARY }

function headOf(key: string): string {
  const ledger = LEDGER_COLUMNS[key as LedgerKey]
  return ledger ? ledger.heads[0] : zh.heads[key as keyof typeof zh.heads]
}

/** The key that every row ends with: the export's serial, the row's number and a mark, so that the row is known again when it comes back. */
export const ROW_KEY = 'rowKey'

/** The columns of a kind for whoever sees so much of a person, in the order of the file. */
export function columnsOf(kind: Kind, view: HouseholdView): Column[] {
  const planned = Object.entries(CATALOGUE[kind]).filter(([, { needs }]) => !needs || needs(view))
  const columns = planned.map(
    ([key, { kind: type = 'TEXT', width = 12, carries }]): Column => ({
      key,
      head: headOf(key),
      kind: type,
      width,
      carries: carries?.(view) ?? false,
    }),
  )
  return [...columns, { key: ROW_KEY, head: zh.heads.rowKey, kind: 'TEXT', width: 26, carries: true }]
}
