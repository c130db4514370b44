import { DUPLICATE_COLUMNS } from '@/lib/exports/rules/casework-columns'
import type { Planned } from '@/lib/exports/rules/planned'
import type { HouseholdView } from '@/lib/households/rules/views'

const NUMBER: Planned = { kind: 'NUMBER' }
const DAY: Planned = { kind: 'DAY' }
const text = (width: number): Planned => ({ width, carries: () => true })
const NAME: Planned = { width: 12, carries: (view: HouseholdView) => view.name !== 'FULL' }
const PLACE = { townshipName: {}, villageName: { width: 14 }, householdNo: { width: 20 }, headName: NAME } as const

/** Lists of whoever inspects and supervises, by their kinds. */
export const OVERSIGHT_LISTS = {
  /** 抽中户: a row per household that a campaign drew. */
  SAMPLES: {
    campaignTitle: text(24),
    drawRound: NUMBER,
    drawPlace: NUMBER,
    ...PLACE,
    householdSize: NUMBER,
    sampleStratum: { width: 14 },
    sampleReason: { width: 14 },
    sampleState: { width: 12 },
    missOutcome: { width: 16 },
    missTimes: NUMBER,
    formProblems: NUMBER,
    monthInspections: NUMBER,
  },
  /** 名单测算 */
  DERIVATIONS: {
    snapshotOn: DAY,
    derivedBy: { width: 12 },
    derivedOn: DAY,
    countyThreshold: NUMBER,
    villageThreshold: NUMBER,
    placesMatched: NUMBER,
    placesListed: NUMBER,
    changesWaiting: NUMBER,
  },
  /** 督战记录 of a listed place */
  SESSIONS: {
    listedPlace: text(18),
    sessionNo: { width: 20 },
    heldOn: DAY,
    sessionMode: { width: 16 },
    sessionMethod: { width: 10 },
    sessionState: { width: 16 },
    visitedHouseholds: NUMBER,
    helpLines: NUMBER,
    heldBy: { width: 12 },
  },
  /** 销号后又不达标 */
  DOUBTFUL_CLOSINGS: {
    findingNo: { width: 20 },
    finding: text(30),
    villageName: { width: 14 },
    headName: NAME,
    failingItems: { width: 24 },
    failedOn: DAY,
    closedOn: DAY,
  },
  /** 集中销号 */
  BULK_CLOSINGS: { closedBy: { width: 12 }, closedUnit: text(24), closedOn: DAY, closedLines: NUMBER },
  /** 责任单位 */
  UNIT_SCORES: {
    responsibleUnit: text(26),
    overdueLines: NUMBER,
    openLines: NUMBER,
    everClosedLines: NUMBER,
    reopenedLines: NUMBER,
    reopenedShare: NUMBER,
  },
  /** 跨县重号 */
  DUPLICATES_ACROSS: {
    pairNo: DUPLICATE_COLUMNS.pairNo,
    firstCounty: { width: 14 },
    secondCounty: { width: 14 },
    memberName: NAME,
    status: DUPLICATE_COLUMNS.status,
    foundOn: DAY,
    decidedByName: {},
  },
} as const satisfies Record<string, Record<string, Planned>>
