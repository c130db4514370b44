import type { Planned } from '@/lib/exports/rules/planned'
import zh from '@/lib/i18n/zh-CN/exports'
import support from '@/lib/i18n/zh-CN/support'
import { FUND_SOURCES, type FundSource } from '@/lib/support/schema'

/** The column of what one source is to pay. */
export const plannedFrom = (source: FundSource) => `plannedYuan.${source}`

/** 项目台账. The planned money of each source stands beside the sums. */
export const PROJECT_COLUMNS = {
  projectNo: { width: 16 },
  projectName: { width: 28, carries: () => true },
  regionName: { width: 18, carries: () => true },
  projectBatch: { width: 16 },
  projectKind: {},
  responsibleUnit: { width: 18, carries: () => true },
  responsiblePerson: {},
  projectLink: { width: 28, carries: () => true },
  status: {},
  progress: { kind: 'NUMBER' },
  plannedYuan: { kind: 'AMOUNT', width: 16 },
  ...Object.fromEntries(
    FUND_SOURCES.map((source) => [
      plannedFrom(source),
      { head: `${zh.heads.plannedYuan} ${support.sources[source]}`, kind: 'AMOUNT', width: 16 } satisfies Planned,
    ]),
  ),
  arrivedYuan: { kind: 'AMOUNT', width: 16 },
  disbursedYuan: { kind: 'AMOUNT', width: 16 },
  wantedHouseholds: { kind: 'NUMBER' },
  wantedPersons: { kind: 'NUMBER' },
  reachedHouseholds: { kind: 'NUMBER' },
  reachedPersons: { kind: 'NUMBER' },
  reachedYuan: { kind: 'AMOUNT', width: 16 },
  enteredOn: { kind: 'DAY' },
  startedOn: { kind: 'DAY' },
  completedOn: { kind: 'DAY' },
  lastStepOn: { kind: 'DAY' },
} as const satisfies Record<string, Planned>
