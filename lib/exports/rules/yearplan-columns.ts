import type { Planned } from '@/lib/exports/rules/planned'

const NUMBER: Planned = { kind: 'NUMBER' }
const DAY: Planned = { kind: 'DAY' }
const text = (width: number): Planned => ({ width, carries: () => true })
const VILLAGE = {
  regionCode: { width: 15 },
  townshipName: {},
  villageName: text(14),
  planYear: NUMBER,
} as const

/** 第一书记年度工作: a row per village, without a plan too. */
export const VILLAGE_PLAN_COLUMNS = {
  ...VILLAGE,
  secretary: {},
  planStanding: { width: 16 },
  tasksTotal: NUMBER,
  tasksDone: NUMBER,
  tasksCrossed: NUMBER,
  tasksBehind: NUMBER,
  lastProgressOn: DAY,
} as const satisfies Record<string, Planned>

/** 年度任务: a row per task of a village. */
export const YEAR_TASK_COLUMNS = {
  ...VILLAGE,
  secretary: {},
  taskNo: NUMBER,
  taskName: { width: 20 },
  responsiblePerson: {},
  taskTarget: text(30),
  startsOn: DAY,
  finishBy: DAY,
  progress: NUMBER,
  planStanding: { width: 16 },
  lastProgressOn: DAY,
} as const satisfies Record<string, Planned>

/** 劳务输出: a row per village, as reported last and as the register counts. */
export const LABOUR_COLUMNS = {
  ...VILLAGE,
  labourOn: DAY,
  labourTotal: NUMBER,
  labourOutside: NUMBER,
  labourProvince: NUMBER,
  labourCounty: NUMBER,
  labourCombined: NUMBER,
  source: text(24),
  reportedBy: {},
  countedOn: DAY,
  countedTotal: NUMBER,
  countedOutside: NUMBER,
  countedProvince: NUMBER,
  countedCounty: NUMBER,
  countedElsewhere: NUMBER,
  labourApart: { kind: 'NUMBER', width: 18 },
  labourApartOutside: { kind: 'NUMBER', width: 18 },
  labourApartWithin: { kind: 'NUMBER', width: 18 },
} as const satisfies Record<string, Planned>

/** 春耕农资: a row per supply of a village as last asked. */
export const SUPPLY_COLUMNS = {
  ...VILLAGE,
  supplyItem: {},
  supplyName: text(18),
  workUnit: { width: 8 },
  supplyNeed: NUMBER,
  supplyStock: NUMBER,
  supplyGap: NUMBER,
  supplier: text(24),
  supplyOn: DAY,
  reportedBy: {},
} as const satisfies Record<string, Planned>
