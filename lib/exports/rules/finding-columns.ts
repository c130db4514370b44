import type { Planned } from '@/lib/exports/rules/planned'

const text = (width: number): Planned => ({ width, carries: () => true })
/** What is written of a household may tell of somebody's health: such columns go only where health does. */
const ofHealth = (width: number): Planned => ({ width, carries: () => true, needs: (view) => view.health })

/** 问题整改台账, in the order of the paper. */
export const FINDING_COLUMNS = {
  findingNo: { width: 16 },
  findingSource: {},
  sourceYear: { kind: 'NUMBER' },
  document: { width: 16 },
  finding: text(28),
  findingContent: ofHealth(36),
  findingReach: {},
  findingLevel: {},
  findingCategory: {},
  townshipName: {},
  villageName: { width: 14 },
  headName: { width: 12, carries: (view) => view.name !== 'FULL' },
  foundOn: { kind: 'DAY' },
  findingGoal: text(20),
  findingMeasures: ofHealth(36),
  responsibleUnit: text(18),
  responsibleLeader: {},
  responsiblePerson: {},
  otherUnits: text(18),
  dueOn: { kind: 'DAY' },
  extensions: { kind: 'NUMBER' },
  lastProgress: ofHealth(28),
  lastStepOn: { kind: 'DAY' },
  status: {},
  daysOver: { kind: 'NUMBER' },
  findingResult: ofHealth(28),
  proofs: text(28),
  similarFound: { kind: 'NUMBER' },
  similarFixed: { kind: 'NUMBER' },
  verifiedOn: { kind: 'DAY' },
  verifiedBy: text(18),
  closedOn: { kind: 'DAY' },
  closedBy: text(18),
  reopened: { kind: 'NUMBER' },
} as const satisfies Record<string, Planned>
