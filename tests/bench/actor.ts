import type { Actor, Role } from '@/lib/platform/actor'
import type { RegionLevel } from '@/lib/regions/schema'

/** Somebody of a role who reads a region in a bench; `known` is what a bench wants otherwise. */
export const benchActor = (scope: string, level: RegionLevel, role: Role, known: Partial<Actor> = {}): Actor => ({
  userId: '00000000-0000-4000-8000-000000000001',
  username: 'bench',
  name: 'bench',
  unit: '',
  title: '',
  role,
  postingId: '00000000-0000-4000-8000-000000000002',
  regionCode: scope.padEnd(12, '0'),
  regionName: 'bench',
  level,
  scope,
  sessionHash: '0'.repeat(64),
  isPhone: false,
  steppedUpAt: null,
  locale: null,
  actingFor: null,
  ...known,
})
