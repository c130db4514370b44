import type { Role } from '@/lib/platform/actor'
import { addDays } from '@/lib/platform/days'

/** At which level of the country a role is posted. */
export const ROLE_LEVELS: Record<Role, readonly ('PROVINCE' | 'CITY' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE')[]> = {
  PROVINCE_CITY_VIEWER: ['PROVINCE', 'CITY'],
  COUNTY_OFFICE: ['COUNTY'],
  COUNTY_LEADER: ['COUNTY'],
  LINE_DEPARTMENT: ['COUNTY'],
  TOWNSHIP: ['TOWNSHIP'],
  FIRST_SECRETARY: ['VILLAGE'],
  VILLAGE_CADRE: ['VILLAGE'],
  PAIRED_HELPER: ['VILLAGE', 'TOWNSHIP', 'COUNTY'],
  SUPERVISOR: ['CITY', 'COUNTY', 'TOWNSHIP'],
  AUDITOR: ['COUNTY'],
  ADMINISTRATOR: ['COUNTY'],
}

const VILLAGE_ROLES = ['FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'] as const satisfies readonly Role[]
const EVERY = Object.keys(ROLE_LEVELS) as Role[]

/** Which roles somebody may post others in (domain.md 6, users and roles): the administrator all, offices propose what stands below them. */
export function grantableBy(role: Role): readonly Role[] {
  if (role === 'ADMINISTRATOR') return EVERY
  if (role === 'COUNTY_OFFICE') return ['COUNTY_OFFICE', 'LINE_DEPARTMENT', 'TOWNSHIP', ...VILLAGE_ROLES]
  return role === 'TOWNSHIP' ? ['TOWNSHIP', ...VILLAGE_ROLES] : []
}

export const DEPUTY_DAYS = 30
export const INVITATION_HOURS = 72

export type PostingState = 'PROPOSED' | 'DECLINED' | 'COMING' | 'EXPIRING' | 'OPEN' | 'ENDED'

/** A posting is said to expire so many days ahead. */
export const EXPIRING_DAYS = 14

type Dated = { validFrom: string; validTo: string | null; proposed: boolean; decision: string | null }

/** How a posting stands on a day. */
export function postingState({ validFrom, validTo, proposed, decision }: Dated, today: string): PostingState {
  if (decision === 'DECLINED') return 'DECLINED'
  if (proposed && decision === null) return 'PROPOSED'
  if (validTo !== null && (validTo < today || validTo < validFrom)) return 'ENDED'
  if (validFrom > today) return 'COMING'
  return validTo !== null && validTo <= addDays(today, EXPIRING_DAYS) ? 'EXPIRING' : 'OPEN'
}
