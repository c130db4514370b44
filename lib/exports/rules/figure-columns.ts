import type { Planned } from '@/lib/exports/rules/planned'

const text = (width: number): Planned => ({ width, carries: () => true })
const DAY: Planned = { kind: 'DAY' }
/** A figure stays a text, whole to its last decimal: a spreadsheet would round it or take it for a date. */
const FIGURE: Planned = { width: 16 }
const PLACE = { regionCode: { width: 15 }, regionName: text(18) } as const
const MEASURE = { measureName: text(28), measureCode: { width: 28 } } as const
const VERSION = { factVersion: { kind: 'NUMBER' } } as const

/** 上报数 */
export const FACT_COLUMNS = {
  ...PLACE,
  ...MEASURE,
  figure: FIGURE,
  workUnit: { width: 8 },
  qualifiers: { width: 10 },
  factFrom: DAY,
  factOn: DAY,
  source: text(24),
  sourceRef: { width: 16 },
  ...VERSION,
  factState: {},
  reason: text(24),
  reportedBy: {},
  remark: text(30),
} as const satisfies Record<string, Planned>

/** 目标和进度 */
export const TARGET_COLUMNS = {
  ...PLACE,
  ...MEASURE,
  targetKind: {},
  targetFigure: FIGURE,
  workUnit: { width: 8 },
  baseFigure: FIGURE,
  currentFigure: FIGURE,
  expectedFigure: { ...FIGURE, width: 14 },
  targetStanding: { width: 18, carries: () => true },
  periodFrom: DAY,
  periodTo: DAY,
  responsiblePerson: {},
  source: text(24),
  sourceRef: { width: 16 },
  ...VERSION,
} as const satisfies Record<string, Planned>

/** 指标: reported beside counted, as their page shows them. */
export const INDICATOR_COLUMNS = {
  ...PLACE,
  measureTheme: {},
  ...MEASURE,
  reportedFigure: FIGURE,
  workUnit: { width: 8 },
  hedges: { width: 10 },
  partAbove: FIGURE,
  partBelow: FIGURE,
  countedFigure: FIGURE,
  figureDifference: FIGURE,
  factFrom: DAY,
  factOn: DAY,
  countedFrom: DAY,
  countedOn: DAY,
  sources: text(30),
  measureFormula: { width: 40 },
  measureNote: text(40),
  ...VERSION,
} as const satisfies Record<string, Planned>
