import type { RegionLevel } from '@/lib/regions/schema'

export const ROLES = [
  'PROVINCE_CITY_VIEWER',
  'COUNTY_OFFICE',
  'COUNTY_LEADER',
  'LINE_DEPARTMENT',
  'TOWNSHIP',
  'FIRST_SECRETARY',
  'VILLAGE_CADRE',
  'PAIRED_HELPER',
  'SUPERVISOR',
  'AUDITOR',
  'ADMINISTRATOR',
] as const

export type Role = (typeof ROLES)[number]

/** Who asks: one person in one posting. `scope` is the posting's region code cut by its level. */
export type Actor = {
  userId: string
  username: string
  name: string
  unit: string
  title: string
  role: Role
  postingId: string
  regionCode: string
  regionName: string
  level: RegionLevel
  scope: string
  sessionHash: string
  isPhone: boolean
  steppedUpAt: Date | null
  locale: string | null
  /** As a deputy: for whom he acts. */
  actingFor: { userId: string; name: string } | null
}

/** With whose eyes somebody looks: his own and, as a deputy, those of whom he stands in for. */
export const eyesOf = ({ userId, actingFor }: Pick<Actor, 'userId' | 'actingFor'>): string[] =>
  actingFor ? [userId, actingFor.userId] : [userId]
