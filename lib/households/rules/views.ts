import type { MaskStyle } from '@/lib/households/rules/masks'
import type { Role } from '@/lib/platform/actor'
import { may } from '@/lib/platform/permissions'

/** How much of a person a role is shown; unmasking is another right and another step. */
export type HouseholdView = {
  name: 'FULL' | 'SURNAME'
  idNumber: MaskStyle
  phone: MaskStyle
  bankAccount: MaskStyle
  /** Address below the village. */
  address: boolean
  /** Health and disability in words; otherwise only whether there is any. */
  health: boolean
}

const DISTANT: readonly Role[] = ['PROVINCE_CITY_VIEWER', 'AUDITOR']

/** Masks by role (domain.md 6): distant readers see a surname and four digits, nearer ones enough to tell two people apart. */
export function viewOf(role: Role): HouseholdView {
  const isDistant = DISTANT.includes(role)
  const isNear = may(role, 'household:readFull')
  return {
    name: isDistant ? 'SURNAME' : 'FULL',
    idNumber: isNear ? 'FIRST6_LAST4' : 'LAST4',
    phone: isNear || role === 'PAIRED_HELPER' ? 'FIRST3_LAST4' : 'LAST4',
    bankAccount: isNear ? 'LAST4' : 'HIDDEN',
    address: isNear || role === 'PAIRED_HELPER',
    health: may(role, 'health:read'),
  }
}
