import type { Planned } from '@/lib/exports/rules/planned'

/** 办理期限. Days over are counted to the day of the file, or of a late completion. */
export const DEADLINE_COLUMNS = {
  townshipName: {},
  villageName: { width: 14 },
  householdNo: { width: 20 },
  headName: { width: 12, carries: (view) => view.name !== 'FULL' },
  deadlineKind: { width: 18 },
  status: {},
  clockFrom: { kind: 'DAY' },
  clock: { width: 14 },
  dueOn: { kind: 'DAY' },
  daysOver: { kind: 'NUMBER' },
  deadlineLevel: {},
  raisedTo: {},
  answers: { width: 20, carries: () => true },
  metOn: { kind: 'DAY' },
  metBy: {},
  lateReason: { width: 30, carries: () => true },
} as const satisfies Record<string, Planned>
