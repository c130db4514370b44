import type { Role } from './actor'

export const PERMISSIONS = [
  'household:read',
  'household:edit',
  'household:readFull',
  'health:read',
  'visit:read',
  'visit:log',
  'promise:settle',
  'clue:read',
  'clue:open',
  'clue:decide',
  'case:read',
  'dashboard:read',
  'worklist:read',
  'ledger:import',
  'parameter:read',
  'audit:read',
  'account:self',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** Roles × permissions (domain.md 6). The table that hides a button is the table that refuses a request. */
const GRANTS: Record<Role, readonly Permission[]> = {
  PROVINCE_CITY_VIEWER: [
    'household:read',
    'visit:read',
    'clue:read',
    'case:read',
    'dashboard:read',
    'parameter:read',
    'account:self',
  ],
  SUPERVISOR: [
    'household:read',
    'health:read',
    'visit:read',
    'visit:log',
    'clue:read',
    'clue:open',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'parameter:read',
    'audit:read',
    'account:self',
  ],
  COUNTY_OFFICE: [
    'household:read',
    'household:edit',
    'household:readFull',
    'health:read',
    'visit:read',
    'visit:log',
    'promise:settle',
    'clue:read',
    'clue:open',
    'clue:decide',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'ledger:import',
    'parameter:read',
    'audit:read',
    'account:self',
  ],
  COUNTY_LEADER: [
    'household:read',
    'visit:read',
    'clue:read',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'parameter:read',
    'audit:read',
    'account:self',
  ],
  LINE_DEPARTMENT: ['dashboard:read', 'parameter:read', 'account:self'],
  TOWNSHIP: [
    'household:read',
    'household:edit',
    'household:readFull',
    'health:read',
    'visit:read',
    'visit:log',
    'promise:settle',
    'clue:read',
    'clue:open',
    'clue:decide',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'parameter:read',
    'account:self',
  ],
  FIRST_SECRETARY: [
    'household:read',
    'household:edit',
    'household:readFull',
    'health:read',
    'visit:read',
    'visit:log',
    'promise:settle',
    'clue:read',
    'clue:open',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'parameter:read',
    'account:self',
  ],
  VILLAGE_CADRE: [
    'household:read',
    'household:edit',
    'household:readFull',
    'health:read',
    'visit:read',
    'visit:log',
    'promise:settle',
    'clue:read',
    'clue:open',
    'case:read',
    'dashboard:read',
    'worklist:read',
    'parameter:read',
    'account:self',
  ],
  PAIRED_HELPER: [
    'household:read',
    'health:read',
    'visit:read',
    'visit:log',
    'promise:settle',
    'clue:read',
    'clue:open',
    'case:read',
    'worklist:read',
    'parameter:read',
    'account:self',
  ],
  AUDITOR: [
    'household:read',
    'visit:read',
    'clue:read',
    'case:read',
    'dashboard:read',
    'parameter:read',
    'audit:read',
    'account:self',
  ],
  ADMINISTRATOR: ['parameter:read', 'audit:read', 'account:self'],
}

/** Whether a role may do a thing at all; where it may do it, the database decides by region. */
export function may(role: Role, permission: Permission): boolean {
  return GRANTS[role].includes(permission)
}

/** A paired helper sees only the households paired with him. */
export function seesOwnOnly(role: Role): boolean {
  return role === 'PAIRED_HELPER'
}

/** An administrator sees no personal data, so his transactions carry no region. */
export function seesNoRegion(role: Role): boolean {
  return role === 'ADMINISTRATOR'
}
