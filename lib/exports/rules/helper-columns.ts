import type { Planned } from '@/lib/exports/rules/planned'

/** 帮扶责任人: what each carries. Officials stand in it by name as in their list, no household does. */
export const HELPER_COLUMNS = {
  helperName: { width: 12 },
  helperUnit: { width: 24, carries: () => true },
  helperVillages: { width: 30, carries: () => true },
  pairedHouseholds: { kind: 'NUMBER' },
  helperStanding: { width: 14 },
  monitored: { kind: 'NUMBER' },
  openMeasures: { kind: 'NUMBER' },
  unvisited: { kind: 'NUMBER', width: 18 },
} as const satisfies Record<string, Planned>
