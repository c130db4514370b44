import type { Planned } from '@/lib/exports/rules/planned'

/** 复工复产台账. The last figures of each enterprise with their day; nobody in person but its chief service officer. */
export const ENTERPRISE_COLUMNS = {
  enterpriseName: { width: 28, carries: () => true },
  enterpriseType: { width: 16 },
  regionName: { width: 18, carries: () => true },
  creditCode: { width: 22 },
  parentEnterprise: { width: 24, carries: () => true },
  serviceOfficer: { width: 12 },
  status: {},
  lastStepOn: { kind: 'DAY' },
  figuresOn: { kind: 'DAY' },
  staffTotal: { kind: 'NUMBER' },
  staffReturned: { kind: 'NUMBER' },
  poorReturned: { kind: 'NUMBER' },
  mayReturn: { kind: 'NUMBER' },
  heldBack: { kind: 'NUMBER' },
  householdsDriven: { kind: 'NUMBER' },
  registeredOn: { kind: 'DAY' },
  activeUntil: { kind: 'DAY' },
} as const satisfies Record<string, Planned>
