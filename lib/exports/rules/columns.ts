import { ATTENDANCE_COLUMNS } from '@/lib/exports/rules/attendance-columns'
import {
  CASE_COLUMNS,
  CLUE_COLUMNS,
  CONTRIBUTION_COLUMNS,
  DUPLICATE_COLUMNS,
  EVENT_COLUMNS,
  FILIAL_LIST_COLUMNS,
  FUND_ENTRY_COLUMNS,
  PAYOUT_CYCLE_COLUMNS,
  PROCEDURE_COLUMNS,
  SPECIAL_COLUMNS,
  VISIT_COLUMNS,
} from '@/lib/exports/rules/casework-columns'
import { DEADLINE_COLUMNS } from '@/lib/exports/rules/deadline-columns'
import { ENTERPRISE_COLUMNS } from '@/lib/exports/rules/enterprise-columns'
import { FACT_COLUMNS, INDICATOR_COLUMNS, TARGET_COLUMNS } from '@/lib/exports/rules/figure-columns'
import { FINDING_COLUMNS } from '@/lib/exports/rules/finding-columns'
import { HELPER_COLUMNS } from '@/lib/exports/rules/helper-columns'
import { LOAN_COLUMNS } from '@/lib/exports/rules/loan-columns'
import {
  CAMPAIGN_COLUMNS,
  LETTER_COLUMNS,
  LISTED_PLACE_COLUMNS,
  MEDICAL_UNIT_COLUMNS,
} from '@/lib/exports/rules/oversight-columns'
import { OVERSIGHT_LISTS } from '@/lib/exports/rules/oversight-lists-columns'
import { PAIR_COLUMNS } from '@/lib/exports/rules/pair-columns'
import type { Planned } from '@/lib/exports/rules/planned'
import { PROJECT_COLUMNS } from '@/lib/exports/rules/project-columns'
import { SUMMARY_COLUMNS } from '@/lib/exports/rules/summary-columns'
import { SUPERVISION_COLUMNS } from '@/lib/exports/rules/supervision-columns'
import {
  LABOUR_COLUMNS,
  SUPPLY_COLUMNS,
  VILLAGE_PLAN_COLUMNS,
  YEAR_TASK_COLUMNS,
} from '@/lib/exports/rules/yearplan-columns'
import type { Column, ColumnKind, Kind } from '@/lib/exports/schema'
import type { LedgerKind, Shape } from '@/lib/households/catalogue/ledgers/column'
import { ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/exports'

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
const BANK_ACCOUNT: Planned = {
  width: 24,
  needs: (view) => view.bankAccount !== 'HIDDEN',
  carries: (view) => view.bankAccount !== 'FULL',
}
const health = (view: HouseholdView) => view.health

const MARK = 'registerMark'

/** Columns of the ledgers that imports read too, where they are more than their shape says. */
const LEDGER_PLANS: Readonly<Record<string, Planned>> = {
  householdNo: { width: 20 },
  personNo: { width: 20 },
  regionCode: { width: 15 },
  address: ADDRESS,
  name: NAME,
  headName: NAME,
  idNumber: ID_NUMBER,
  health: { needs: health },
  labour: { needs: health, width: 16 },
  disabilityCard: { ...ID_NUMBER, needs: health },
  medicalAid: { needs: health },
  disabilityLivingAllowance: { needs: health },
  disabilityNursingAllowance: { needs: health },
  householdType: { width: 14 },
  mainCause: { width: 14 },
  monitoredType: { width: 16 },
  riskTypes: { width: 18, carries: always },
  phone: PHONE,
  bankName: { width: 18, needs: (view) => view.bankAccount !== 'HIDDEN' },
  bankAccount: BANK_ACCOUNT,
  employer: { width: 20, carries: always },
  appraisedBy: { width: 20, carries: always },
  [MARK]: { width: 10, carries: always, isHidden: true },
}

const KIND_OF: Partial<Record<Shape['as'], ColumnKind>> = {
  day: 'DAY',
  number: 'NUMBER',
  year: 'NUMBER',
  yuan: 'AMOUNT',
}

/**
 * A ledger as imports know it, in its order; what only checks an import is not written. The mark stands second, hidden, so that whoever copies
 * a few columns copies it too.
 */
function ledger(kind: LedgerKind, without: readonly string[] = []): Record<string, Planned> {
  const rank = (field: string) => ['householdNo', MARK].indexOf(field) + 1 || MARK.length
  const columns = ledgerColumns(kind)
    .filter(({ field }) => !without.includes(field))
    .sort((a, b) => rank(a.field) - rank(b.field))
  return Object.fromEntries(
    columns.map(({ field, heads, shape }) => [
      field,
      { head: heads[0], kind: KIND_OF[shape.as], ...LEDGER_PLANS[field] } satisfies Planned,
    ]),
  )
}

const LEDGER = ledger('HOUSEHOLDS')
const INCOMES = ledger('INCOMES', ['gross'])
const LIVING = ledger('LIVING')

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

const QUALITY = {
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  memberName: NAME,
  severity: {},
  ruleNo: {},
  ruleName: { width: 22 },
  says: { width: 48, carries: always },
  foundOn: { kind: 'DAY' },
  explanation: { width: 30, carries: always },
  explainedBy: {},
  explainedUntil: { kind: 'DAY' },
} as const satisfies Record<string, Planned>

const MEASURES = {
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  memberName: NAME,
  measureCategory: { width: 16 },
  measureType: { width: 20, needs: health },
  measureTitle: { width: 24, carries: always, needs: health },
  measureScale: { width: 14, carries: always, needs: health },
  measureForm: {},
  measureAmount: { kind: 'AMOUNT' },
  fundSource: {},
  responsibleUnit: { width: 18, carries: always },
  responsiblePerson: {},
  plannedOn: { kind: 'DAY' },
  finishBy: { kind: 'DAY' },
  startedOn: { kind: 'DAY' },
  deliveredOn: { kind: 'DAY' },
  measureEffect: { width: 30, carries: always, needs: health },
  status: { width: 18 },
  confirmedOn: { kind: 'DAY' },
  signer: NAME,
} as const satisfies Record<string, Planned>

/** 六道防线台账. The last column is left to sign in. */
const RELIEF = {
  applicationNo: { width: 16 },
  reliefLine: { width: 14, carries: always },
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: NAME,
  applicantName: NAME,
  hardship: { width: 14, carries: always, needs: health },
  happenedOn: { kind: 'DAY' },
  manner: { width: 24, carries: always },
  claimedYuan: { kind: 'AMOUNT' },
  grantedYuan: { kind: 'AMOUNT' },
  status: {},
  appliedOn: { kind: 'DAY' },
  acceptedOn: { kind: 'DAY' },
  reviewedOn: { kind: 'DAY' },
  publishedOn: { kind: 'DAY' },
  approvedOn: { kind: 'DAY' },
  approvedBy: { width: 16 },
  paidOn: { kind: 'DAY' },
  paidLast4: { needs: (view) => view.bankAccount !== 'HIDDEN' },
  confirmedOn: { kind: 'DAY' },
  recoveredYuan: { kind: 'AMOUNT' },
  signature: { width: 14 },
} as const satisfies Record<string, Planned>

/** 发放清单 for the bank; the last two columns are the bank's to fill and come back with its return file. */
const PAYMENTS = {
  applicationNo: { width: 16 },
  townshipName: {},
  villageName: { width: 14 },
  headName: NAME,
  bankName: { width: 18, needs: (view) => view.bankAccount !== 'HIDDEN' },
  bankAccount: BANK_ACCOUNT,
  payYuan: { kind: 'AMOUNT', width: 14 },
  bankResult: { width: 14 },
  bankReason: { width: 30 },
} as const satisfies Record<string, Planned>

const CATALOGUE: Record<Kind, Record<string, Planned>> = {
  LEDGER,
  HOUSEHOLDS,
  INCOMES,
  LIVING,
  CLUES: CLUE_COLUMNS,
  CASES: CASE_COLUMNS,
  QUALITY,
  MEASURES,
  PROJECTS: PROJECT_COLUMNS,
  ENTERPRISES: ENTERPRISE_COLUMNS,
  RELIEF,
  PAYMENTS,
  DEADLINES: DEADLINE_COLUMNS,
  FINDINGS: FINDING_COLUMNS,
  SUPERVISION: SUPERVISION_COLUMNS,
  PAIRS: PAIR_COLUMNS,
  HELPERS: HELPER_COLUMNS,
  SUMMARY: SUMMARY_COLUMNS,
  VISITS: VISIT_COLUMNS,
  PROCEDURES: PROCEDURE_COLUMNS,
  EVENTS: EVENT_COLUMNS,
  DUPLICATES: DUPLICATE_COLUMNS,
  FILIAL_LISTS: FILIAL_LIST_COLUMNS,
  FUND_ENTRIES: FUND_ENTRY_COLUMNS,
  PAYOUT_CYCLES: PAYOUT_CYCLE_COLUMNS,
  CONTRIBUTIONS: CONTRIBUTION_COLUMNS,
  FACTS: FACT_COLUMNS,
  TARGETS: TARGET_COLUMNS,
  INDICATORS: INDICATOR_COLUMNS,
  TABLE: {},
  VILLAGE_PLANS: VILLAGE_PLAN_COLUMNS,
  YEAR_TASKS: YEAR_TASK_COLUMNS,
  LABOUR: LABOUR_COLUMNS,
  SUPPLIES: SUPPLY_COLUMNS,
  MEDICAL_UNITS: MEDICAL_UNIT_COLUMNS,
  LISTED_PLACES: LISTED_PLACE_COLUMNS,
  CAMPAIGNS: CAMPAIGN_COLUMNS,
  LETTERS: LETTER_COLUMNS,
  SPECIAL_GROUPS: SPECIAL_COLUMNS,
  LOANS: LOAN_COLUMNS,
  ATTENDANCE: ATTENDANCE_COLUMNS,
  ...OVERSIGHT_LISTS,
}

function headOf(key: string): string {
  const heads: Readonly<Record<string, string>> = zh.heads
  return heads[key] ?? LEDGER[key]?.head ?? key
}

/** The key that a row ends with where no import knows it by a mark: the export's serial, the row's number, and a proof of both. */
export const ROW_KEY = 'rowKey'
export const ROW_KEY_COLUMN: Column = { key: ROW_KEY, head: zh.heads.rowKey, kind: 'TEXT', width: 26, carries: true }

/** The columns of a kind for whoever sees so much of a person, in the order of the file. */
export function columnsOf(kind: Kind, view: HouseholdView): Column[] {
  const planned = Object.entries(CATALOGUE[kind]).filter(([, { needs }]) => !needs || needs(view))
  const columns = planned.map(
    ([key, { head, kind: type = 'TEXT', width = 12, carries, isHidden }]): Column => ({
      key,
      head: head ?? headOf(key),
      kind: type,
      width,
      carries: carries?.(view) ?? false,
      isHidden,
    }),
  )
  const isMarked = columns.some(({ key }) => key === MARK)
  return isMarked ? columns : [...columns, ROW_KEY_COLUMN]
}
