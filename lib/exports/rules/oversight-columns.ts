import type { Planned } from '@/lib/exports/rules/planned'

const NUMBER: Planned = { kind: 'NUMBER' }
const DAY: Planned = { kind: 'DAY' }
const text = (width: number): Planned => ({ width, carries: () => true })

/** 医疗机构 */
export const MEDICAL_UNIT_COLUMNS = {
  unitName: text(24),
  regionName: text(18),
  unitKind: { width: 14 },
  unitGrade: { width: 12 },
  activePairs: NUMBER,
  unitClosedOn: DAY,
} as const satisfies Record<string, Planned>

/** 挂牌督战名单: a row per listed place; its key works one by one stand in the ledger. */
export const LISTED_PLACE_COLUMNS = {
  listedPlace: text(18),
  aboveName: text(14),
  targetType: { width: 18 },
  status: { width: 16 },
  poorPersons: NUMBER,
  keyWorks: NUMBER,
  keyWorksReached: NUMBER,
  workStanding: { width: 14 },
  dueOn: DAY,
  delistedOn: DAY,
  openFindings: NUMBER,
  sessionCount: NUMBER,
  lastSessionOn: DAY,
  battleLeader: { width: 12 },
} as const satisfies Record<string, Planned>

/** 回头看 */
export const CAMPAIGN_COLUMNS = {
  campaignNo: { width: 16 },
  campaignTitle: text(24),
  regionName: text(18),
  periodFrom: DAY,
  periodTo: DAY,
  status: {},
  drawnHouseholds: NUMBER,
  inspectedHouseholds: NUMBER,
  problemsFound: NUMBER,
  openFindings: NUMBER,
} as const satisfies Record<string, Planned>

/** 反馈意见 */
export const LETTER_COLUMNS = {
  letterNo: { width: 20 },
  campaignTitle: text(24),
  regionName: text(18),
  issuedOn: DAY,
  replyBy: DAY,
  inspectedHouseholds: NUMBER,
  problemsFound: NUMBER,
  problemsFixed: NUMBER,
} as const satisfies Record<string, Planned>
