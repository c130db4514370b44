import { AGGREGATE_KINDS, type FORMATS, HOUSEHOLD_KINDS, KINDS, type Kind } from '@/lib/exports/schema'
import { type HouseholdView, viewOf } from '@/lib/households/rules/views'
import type { Role } from '@/lib/platform/actor'
import { may, type Permission, seesOwnField } from '@/lib/platform/permissions'

const NEEDS: Record<Kind, Permission> = {
  LEDGER: 'household:read',
  HOUSEHOLDS: 'household:read',
  INCOMES: 'household:read',
  LIVING: 'household:read',
  CLUES: 'clue:read',
  CASES: 'case:read',
  QUALITY: 'quality:read',
  MEASURES: 'support:read',
  PROJECTS: 'project:read',
  ENTERPRISES: 'enterprise:read',
  RELIEF: 'relief:read',
  PAYMENTS: 'relief:pay',
  DEADLINES: 'deadline:read',
  FINDINGS: 'finding:read',
  SUPERVISION: 'supervision:read',
  PAIRS: 'partnership:read',
  HELPERS: 'helper:read',
  SUMMARY: 'export:summary',
  VISITS: 'visit:read',
  PROCEDURES: 'identification:read',
  EVENTS: 'event:read',
  DUPLICATES: 'duplicate:read',
  FILIAL_LISTS: 'fund:read',
  FUND_ENTRIES: 'fund:read',
  PAYOUT_CYCLES: 'relief:pay',
  CONTRIBUTIONS: 'fund:read',
  FACTS: 'dashboard:read',
  TARGETS: 'dashboard:read',
  INDICATORS: 'dashboard:read',
  TABLE: 'export:summary',
  VILLAGE_PLANS: 'villagePlan:read',
  YEAR_TASKS: 'villagePlan:read',
  LABOUR: 'villagePlan:read',
  SUPPLIES: 'villagePlan:read',
  MEDICAL_UNITS: 'partnership:read',
  LISTED_PLACES: 'supervision:read',
  CAMPAIGNS: 'inspection:read',
  LETTERS: 'inspection:read',
  SPECIAL_GROUPS: 'health:read',
  LOANS: 'loan:read',
  ATTENDANCE: 'workLog:read',
  SAMPLES: 'inspection:read',
  DERIVATIONS: 'supervision:read',
  SESSIONS: 'supervision:read',
  DOUBTFUL_CLOSINGS: 'finding:read',
  BULK_CLOSINGS: 'finding:read',
  UNIT_SCORES: 'finding:read',
  DUPLICATES_ACROSS: 'duplicate:decideAcross',
}

/** What a role may take out at all: nothing that it may not read; a line department the measures of its field alone. */
export function kindsOf(role: Role): readonly Kind[] {
  const kinds: readonly Kind[] = seesOwnField(role) ? ['MEASURES'] : KINDS
  return kinds.filter(
    (kind) => may(role, NEEDS[kind]) && may(role, isAggregate(kind) ? 'export:summary' : 'export:request'),
  )
}

/** Whether a kind holds figures of regions alone. */
export function isAggregate(kind: Kind): boolean {
  return (AGGREGATE_KINDS as readonly Kind[]).includes(kind)
}

/** Whether a kind is one of the forms in which a list of households leaves. */
export function isOfHouseholds(kind: Kind): boolean {
  return (HOUSEHOLD_KINDS as readonly Kind[]).includes(kind)
}

/** Whether the list may leave with numbers in full; a second person then approves, whatever its size. */
export function mayUnmask(role: Role, kind: Kind): boolean {
  return (kind === 'LEDGER' || kind === 'HOUSEHOLDS' || kind === 'PAYMENTS') && may(role, 'export:unmasked')
}

const WITH_HEALTH: readonly Kind[] = [
  'LEDGER',
  'CLUES',
  'QUALITY',
  'MEASURES',
  'RELIEF',
  'FINDINGS',
  'VISITS',
  'SPECIAL_GROUPS',
]

/** A department reads what the measures of its own field are called, the only ones it takes out. */
const readsHealth = (role: Role) => viewOf(role).health || seesOwnField(role)

/** Whether health, labour and what was reported may be among the columns; they are only when asked for. */
export function mayHaveHealth(role: Role, kind: Kind): boolean {
  return WITH_HEALTH.includes(kind) && kindsOf(role).includes(kind) && readsHealth(role)
}

/** How much of a person stands in a file for a role: what a page shows, and in full only where that was approved. */
export function exportViewOf(role: Role, asked: { isUnmasked: boolean; withHealth: boolean }): HouseholdView {
  const view = viewOf(role)
  const isFull = asked.isUnmasked && may(role, 'export:unmasked')
  return {
    ...view,
    idNumber: isFull ? 'FULL' : view.idNumber,
    phone: isFull ? 'FULL' : view.phone,
    bankAccount: isFull && view.bankAccount !== 'HIDDEN' ? 'FULL' : view.bankAccount,
    health: readsHealth(role) && asked.withHealth,
  }
}

export const formatOf = (format: (typeof FORMATS)[number]) => (format === 'XLSX' ? 'xlsx' : 'csv')
