import type { Role } from '@/lib/platform/actor'
import { may } from '@/lib/platform/permissions'

export const UNMASK_FIELDS = ['idNumber', 'disabilityCard', 'phone', 'bankAccount', 'contactPhone'] as const
export type UnmaskField = (typeof UNMASK_FIELDS)[number]

/** Fields of a person; the others are the household's, `contactPhone` of whoever was named last to watch on. */
export const PERSON_FIELDS: readonly UnmaskField[] = ['idNumber', 'disabilityCard']

export const UNMASK_PURPOSES = [
  'CALL',
  'CHECK_IDENTITY',
  'PAY_SUBSIDY',
  'FILL_FORM',
  'COMPARE_DATA',
  'INSPECTION',
  'OBJECTION',
  'OTHER',
] as const

/** How long an unmasked value stays on the screen, and how many one person may see within an hour. */
export const SHOWN_SECONDS = 60
export const UNMASK_PER_HOUR = 30

/** Which whole values a role may ask for (domain.md 6, full ID, bank, phone): a paired helper only the phone. */
export function mayUnmask(role: Role, field: UnmaskField): boolean {
  if (!may(role, 'value:unmask')) return false
  return role !== 'PAIRED_HELPER' || field === 'phone'
}
