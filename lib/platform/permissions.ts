import { ROLES, type Role } from './actor'

const FIELD = ['FIRST_SECRETARY', 'VILLAGE_CADRE'] as const satisfies readonly Role[]
const REGISTRARS = ['COUNTY_OFFICE', 'TOWNSHIP', ...FIELD] as const satisfies readonly Role[]
const VISITORS = [...REGISTRARS, 'PAIRED_HELPER', 'SUPERVISOR'] as const satisfies readonly Role[]
const INSPECTORS = ['SUPERVISOR', 'COUNTY_OFFICE', 'COUNTY_LEADER'] as const satisfies readonly Role[]
const RECTIFIERS = [...REGISTRARS, 'COUNTY_LEADER', 'LINE_DEPARTMENT'] as const satisfies readonly Role[]
const READERS = [...VISITORS, 'COUNTY_LEADER', 'PROVINCE_CITY_VIEWER', 'AUDITOR'] as const satisfies readonly Role[]

/** Who may do what. The table that hides a button is the table that refuses a request. */
const GRANTS = {
  'household:read': READERS,
  'household:readFull': REGISTRARS,
  'household:edit': REGISTRARS,
  'household:register': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'helper:assign': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY'],
  'health:read': VISITORS,
  'visit:read': READERS,
  'visit:log': VISITORS,
  'clue:read': READERS,
  'clue:open': VISITORS,
  'clue:decide': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'case:read': READERS,
  'case:assess': REGISTRARS,
  'dossier:read': READERS,
  'dossier:compare': READERS.filter((role) => role !== 'PAIRED_HELPER'),
  'evidence:read': READERS,
  'evidence:add': VISITORS,
  'evidence:withdraw': VISITORS,
  'evidence:verify': [...REGISTRARS, 'SUPERVISOR'],
  'event:read': [...REGISTRARS, 'SUPERVISOR', 'COUNTY_LEADER'],
  'event:propose': REGISTRARS,
  'event:check': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'dashboard:read': ROLES.filter((role) => role !== 'PAIRED_HELPER' && role !== 'ADMINISTRATOR'),
  'worklist:read': [...VISITORS, 'COUNTY_LEADER'],
  'deadline:read': READERS,
  'calendar:set': ['COUNTY_OFFICE'],
  'deadline:explain': [...REGISTRARS, 'PAIRED_HELPER'],
  'identification:read': READERS,
  'identification:start': REGISTRARS,
  'identification:plan': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'identification:verify': ['TOWNSHIP', ...FIELD],
  'identification:review': ['TOWNSHIP'],
  'identification:approve': ['COUNTY_OFFICE', 'COUNTY_LEADER'],
  'identification:compare': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'identification:return': ['TOWNSHIP', 'COUNTY_OFFICE', 'COUNTY_LEADER'],
  'support:read': [...READERS, 'LINE_DEPARTMENT'],
  'support:record': [...REGISTRARS, 'PAIRED_HELPER', 'LINE_DEPARTMENT'],
  'support:deliver': [...REGISTRARS, 'LINE_DEPARTMENT'],
  'support:confirm': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'support:plan': REGISTRARS,
  'support:batch': [...REGISTRARS, 'LINE_DEPARTMENT'],
  'match:list': ['LINE_DEPARTMENT'],
  'match:read': ['LINE_DEPARTMENT', 'COUNTY_OFFICE', 'SUPERVISOR', 'AUDITOR'],
  'support:type': ['COUNTY_OFFICE'],
  'project:read': READERS.filter((role) => role !== 'PAIRED_HELPER'),
  'project:keep': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'enterprise:read': [...READERS.filter((role) => role !== 'PAIRED_HELPER'), 'LINE_DEPARTMENT'],
  'enterprise:keep': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'enterprise:check': ['COUNTY_OFFICE', 'COUNTY_LEADER'],
  'enterprise:report': REGISTRARS,
  'enterprise:serve': ['COUNTY_OFFICE', 'COUNTY_LEADER', 'TOWNSHIP'],
  'helper:read': [...REGISTRARS, 'SUPERVISOR', 'COUNTY_LEADER', 'AUDITOR'],
  'relief:read': READERS,
  'relief:apply': [...REGISTRARS, 'PAIRED_HELPER'],
  'relief:review': ['TOWNSHIP', ...FIELD],
  'relief:approve': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief:return': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief:pay': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief:confirm': REGISTRARS,
  'relief:revoke': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief:report': ['COUNTY_OFFICE'],
  'filial:collect': ['TOWNSHIP', ...FIELD],
  'filial:check': ['TOWNSHIP'],
  'filial:pay': ['COUNTY_OFFICE'],
  'fund:read': READERS.filter((role) => role !== 'PAIRED_HELPER'),
  'fund:keep': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'finding:read': [...READERS, 'LINE_DEPARTMENT'],
  'finding:register': [...INSPECTORS, 'LINE_DEPARTMENT', 'TOWNSHIP', 'FIRST_SECRETARY', 'PAIRED_HELPER', 'AUDITOR'],
  'finding:assign': ['SUPERVISOR', 'COUNTY_OFFICE'],
  'finding:rectify': RECTIFIERS,
  'finding:prove': [...RECTIFIERS, 'SUPERVISOR'],
  'finding:review': ['TOWNSHIP', 'LINE_DEPARTMENT', 'COUNTY_OFFICE'],
  'finding:verify': [...INSPECTORS, 'PROVINCE_CITY_VIEWER'],
  'finding:close': [...INSPECTORS, 'PROVINCE_CITY_VIEWER'],
  'finding:return': [...INSPECTORS, 'PROVINCE_CITY_VIEWER', 'TOWNSHIP'],
  'finding:press': INSPECTORS,
  'finding:reopen': INSPECTORS,
  'finding:recheck': ['SUPERVISOR', 'COUNTY_OFFICE'],
  'finding:inspect': ['SUPERVISOR'],
  'supervision:read': ROLES.filter((role) => role !== 'PAIRED_HELPER' && role !== 'ADMINISTRATOR'),
  'supervision:propose': ['COUNTY_OFFICE'],
  'supervision:decide': ['PROVINCE_CITY_VIEWER'],
  'supervision:hold': ['SUPERVISOR'],
  'inspection:read': [...INSPECTORS, 'PROVINCE_CITY_VIEWER', 'AUDITOR', 'TOWNSHIP', ...FIELD],
  'inspection:plan': ['SUPERVISOR', 'COUNTY_OFFICE'],
  'inspection:record': ['SUPERVISOR', 'COUNTY_OFFICE'],
  'inspection:item': ['COUNTY_OFFICE'],
  'aspect:propose': ['COUNTY_OFFICE'],
  'aspect:decide': ['COUNTY_LEADER'],
  'partnership:read': [
    ...INSPECTORS,
    ...(['PROVINCE_CITY_VIEWER', 'LINE_DEPARTMENT', 'TOWNSHIP', 'AUDITOR'] as const satisfies readonly Role[]),
  ],
  'partnership:keep': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE'],
  'partnership:report': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE', 'TOWNSHIP'],
  'villagePlan:read': READERS.filter((role) => role !== 'PAIRED_HELPER'),
  'villagePlan:keep': ['TOWNSHIP', ...FIELD],
  'yearTask:set': ['COUNTY_OFFICE'],
  'workLog:read': READERS.filter((role) => role !== 'PAIRED_HELPER'),
  'workLog:write': FIELD,
  'leave:decide': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'workKind:set': ['COUNTY_OFFICE'],
  'loan:read': READERS,
  'loan:keep': REGISTRARS,
  'loan:decide': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'fact:report': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE', 'TOWNSHIP'],
  'factInput:add': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE'],
  'target:set': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE'],
  'outline:import': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE'],
  'outline:withdraw': ['PROVINCE_CITY_VIEWER', 'COUNTY_OFFICE'],
  'table:read': ROLES.filter((role) => role !== 'PAIRED_HELPER' && role !== 'ADMINISTRATOR'),
  'table:save': ROLES.filter((role) => role !== 'PAIRED_HELPER' && role !== 'ADMINISTRATOR'),
  'quality:read': ROLES.filter(
    (role) => role !== 'PAIRED_HELPER' && role !== 'LINE_DEPARTMENT' && role !== 'ADMINISTRATOR',
  ),
  'quality:explain': REGISTRARS,
  'ledger:import': ['COUNTY_OFFICE'],
  'export:read': ['SUPERVISOR', 'COUNTY_OFFICE', 'COUNTY_LEADER', 'AUDITOR', 'PROVINCE_CITY_VIEWER', 'LINE_DEPARTMENT'],
  'export:request': ['SUPERVISOR', 'COUNTY_OFFICE', 'AUDITOR', 'LINE_DEPARTMENT'],
  'export:summary': ['SUPERVISOR', 'COUNTY_OFFICE', 'COUNTY_LEADER', 'AUDITOR', 'PROVINCE_CITY_VIEWER'],
  'export:unmasked': ['SUPERVISOR', 'COUNTY_OFFICE'],
  'export:approve': ['COUNTY_OFFICE', 'COUNTY_LEADER'],
  'export:oversee': ['COUNTY_OFFICE', 'COUNTY_LEADER', 'AUDITOR', 'SUPERVISOR'],
  'duplicate:read': [...REGISTRARS, 'SUPERVISOR', 'PROVINCE_CITY_VIEWER'],
  'duplicate:check': REGISTRARS,
  'duplicate:decide': REGISTRARS,
  'duplicate:merge': ['COUNTY_OFFICE'],
  'duplicate:decideAcross': ['SUPERVISOR', 'PROVINCE_CITY_VIEWER'],
  'parameter:read': ROLES,
  'account:self': ROLES,
  'account:read': ['ADMINISTRATOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'SUPERVISOR', 'AUDITOR'],
  'account:manage': ['ADMINISTRATOR'],
  'account:propose': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'account:endSession': ['ADMINISTRATOR', 'SUPERVISOR'],
  'account:confirmReset': ['ADMINISTRATOR', 'COUNTY_LEADER'],
  'deputy:appoint': ROLES.filter((role) => role !== 'ADMINISTRATOR' && role !== 'PAIRED_HELPER'),
  'handover:make': REGISTRARS,
  'handover:accept': REGISTRARS,
  'handover:forOthers': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'audit:read': ['AUDITOR', 'ADMINISTRATOR', 'SUPERVISOR', 'COUNTY_OFFICE', 'COUNTY_LEADER'],
  'audit:alerts': ['AUDITOR', 'ADMINISTRATOR', 'SUPERVISOR'],
  'value:unmask': [...REGISTRARS, 'PAIRED_HELPER', 'SUPERVISOR', 'AUDITOR'],
} satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof GRANTS

/** Whether a role may do a thing at all; where it may do it, the database decides by region. */
export function may(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role)
}

/** A paired helper sees only the households paired with him. */
export function seesOwnOnly(role: Role): boolean {
  return role === 'PAIRED_HELPER'
}

/** A line department sees and records only measures of its own field, and of households only those that these concern. */
export function seesOwnField(role: Role): boolean {
  return role === 'LINE_DEPARTMENT'
}

/** Who may know of an unannounced visit before it is published: whoever inspects or looks on from above, never the inspected. */
export function seesUnpublished(role: Role): boolean {
  return role === 'SUPERVISOR' || role === 'PROVINCE_CITY_VIEWER' || role === 'AUDITOR'
}

/** A line department sees the lines of the ledger that are its own to put right, and those it found. */
export function seesOwnUnit(role: Role): boolean {
  return role === 'LINE_DEPARTMENT'
}

/** An administrator sees no personal data, so his transactions carry no region. */
export function seesNoRegion(role: Role): boolean {
  return role === 'ADMINISTRATOR'
}

/** Who keeps accounts without seeing people: his transactions carry the region of the accounts instead. */
export function keepsAccounts(role: Role): boolean {
  return role === 'ADMINISTRATOR'
}
