import type { Planned } from '@/lib/exports/rules/planned'
import type { HouseholdView } from '@/lib/households/rules/views'

const always = () => true
const health = (view: HouseholdView) => view.health
const NAME: Planned = { width: 12, carries: (view) => view.name !== 'FULL' }
const PLACE = { townshipName: {}, villageName: { width: 14 }, householdNo: { width: 20 }, headName: NAME } as const
const DAY: Planned = { kind: 'DAY' }
const YUAN: Planned = { kind: 'AMOUNT', width: 14 }
const COUNT: Planned = { kind: 'NUMBER' }

export const CLUE_COLUMNS = {
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

export const CASE_COLUMNS = {
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

/** 走访记录. What was said and promised often tells of health, so it goes only where health does. */
export const VISIT_COLUMNS = {
  visitedOn: DAY,
  ...PLACE,
  visitor: {},
  peopleMet: { width: 14, carries: always },
  guaranteesFound: { width: 24, carries: always },
  screeningResult: { width: 30, carries: always },
  incomeChange: {},
  promises: COUNT,
  promisesOpen: COUNT,
  promisesTold: { width: 36, carries: always, needs: health },
  demands: { width: 30, carries: always, needs: health },
  nextVisitOn: DAY,
} as const satisfies Record<string, Planned>

/** 特殊群体逐户 */
export const SPECIAL_COLUMNS = {
  planYear: COUNT,
  ...PLACE,
  householdSize: COUNT,
  specialGroups: { width: 20, carries: always, needs: health },
  specialTodo: { width: 30, carries: always, needs: health },
  drawnOn: DAY,
  dueOn: DAY,
  metOn: DAY,
  metBy: {},
  specialResult: { width: 30, carries: always, needs: health },
} as const satisfies Record<string, Planned>

/** 识别退出、监测认定和风险消除的程序 */
export const PROCEDURE_COLUMNS = {
  procedureNo: { width: 16 },
  procedureKind: { width: 16 },
  planYear: COUNT,
  ...PLACE,
  householdSize: COUNT,
  status: { width: 14 },
  startedOn: DAY,
  lastStep: { width: 16, carries: always },
  lastStepBy: {},
  lastStepOn: DAY,
  mayGoOnFrom: DAY,
  endedOn: DAY,
} as const satisfies Record<string, Planned>

/** 家庭变动 */
export const EVENT_COLUMNS = {
  eventKind: { width: 16, carries: always },
  effectiveOn: DAY,
  ...PLACE,
  status: { width: 14 },
  proposedBy: {},
  proposedOn: DAY,
  checkedBy: {},
  acceptBy: DAY,
  answeredBy: {},
} as const satisfies Record<string, Planned>

/** 疑似重复, a row per side of a pair. */
export const DUPLICATE_COLUMNS = {
  pairNo: { width: 12 },
  side: {},
  duplicateKind: { width: 20, carries: always },
  ...PLACE,
  memberName: NAME,
  bornOn: DAY,
  likeness: {},
  likenessPoints: COUNT,
  status: { width: 18 },
  foundOn: DAY,
  decidedByName: {},
  decidedOn: DAY,
} as const satisfies Record<string, Planned>

const HALF = { filialYear: COUNT, filialHalf: COUNT } as const

/** 孝善基金清单: sums of a village, shared among those who pay. */
/** 基金凭证. */
export const FUND_ENTRY_COLUMNS = {
  entryNo: { width: 16 },
  entryKind: {},
  entryOn: DAY,
  debited: { width: 36 },
  credited: { width: 36 },
  entryYuan: YUAN,
  document: { width: 20 },
  entryNote: { width: 24 },
  reversedEntry: { width: 16 },
  entryBy: {},
} as const satisfies Record<string, Planned>

/** 发放批次. */
export const PAYOUT_CYCLE_COLUMNS = {
  cycleNo: { width: 16 },
  cyclePlace: { width: 14 },
  status: {},
  payouts: COUNT,
  totalYuan: YUAN,
  collectedDay: DAY,
  cycleBy: {},
  closedDay: DAY,
  cycleClosedBy: {},
  closeReason: { width: 24 },
} as const satisfies Record<string, Planned>

export const FILIAL_LIST_COLUMNS = {
  listNo: { width: 16 },
  townshipName: {},
  villageName: { width: 14, carries: always },
  ...HALF,
  status: {},
  contributionCount: COUNT,
  contributedYuan: YUAN,
  bonusYuan: YUAN,
  countyYuan: YUAN,
  townshipYuan: YUAN,
  villageYuan: YUAN,
  donationYuan: YUAN,
  preparedOn: DAY,
  preparedBy: {},
  checkedOn: DAY,
  checkedBy: {},
  paidOn: DAY,
  paidBy: {},
} as const satisfies Record<string, Planned>

/** 孝善基金缴纳明细 */
export const CONTRIBUTION_COLUMNS = {
  ...PLACE,
  parentName: NAME,
  childName: NAME,
  contributedOn: DAY,
  contributedYuan: YUAN,
  bonusYuan: YUAN,
  ...HALF,
  listNo: { width: 16 },
  status: { width: 14, carries: always },
  collectedBy: {},
} as const satisfies Record<string, Planned>
