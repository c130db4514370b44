import type { Role } from '@/lib/platform/actor'
import { daysBetween } from '@/lib/platform/days'

export type Desk = 'FIELD' | 'OFFICE' | 'WALL' | 'ADMIN'

const FIELD: readonly Role[] = ['FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER']
const OFFICE: readonly Role[] = ['TOWNSHIP', 'COUNTY_OFFICE', 'COUNTY_LEADER', 'SUPERVISOR']

/** What a person's day begins with: households to go to, clues and villages to chase, the wall, or the administration. */
export function deskOf(role: Role): Desk {
  if (FIELD.includes(role)) return 'FIELD'
  if (OFFICE.includes(role)) return 'OFFICE'
  return role === 'ADMINISTRATOR' ? 'ADMIN' : 'WALL'
}

const SOON_DAYS = 7

/** How a day stands: days left, days over, and whether it is near enough to speak of it as due. */
export function urgency(dueOn: string, today: string): { state: 'crossed' | 'due' | 'open'; days: number } {
  const days = daysBetween(today, dueOn)
  if (days < 0) return { state: 'crossed', days: -days }
  return { state: days <= SOON_DAYS ? 'due' : 'open', days }
}

/** Rows of one household together, in the order in which the first of each came. */
export function byHousehold<R extends { id: string; householdId: string | null }>(rows: readonly R[]): [R, ...R[]][] {
  const groups = new Map<string, [R, ...R[]]>()
  for (const row of rows) {
    const key = row.householdId ?? row.id
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}
