import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

/** What a clue or a case shows of its household. */
export const householdShown = {
  id: true,
  householdNo: true,
  headName: true,
  memberCount: true,
  povertyStatus: true,
  exitYear: true,
  monitoredType: true,
  lastVisitedOn: true,
  region: { select: { code: true, name: true, parent: { select: { name: true } } } },
  guaranteeStates: { where: { result: 'FAIL' }, select: { item: true } },
} as const satisfies Prisma.HouseholdSelect

type Row = Prisma.HouseholdGetPayload<{ select: typeof householdShown }>

export type ShownHousehold = ReturnType<typeof householdFrom>

export function householdFrom(ctx: Ctx, row: Row) {
  return {
    id: row.id,
    householdNo: row.householdNo,
    headName: shownName(ctx, row.headName),
    memberCount: row.memberCount,
    povertyStatus: row.povertyStatus,
    exitYear: row.exitYear,
    monitoredType: row.monitoredType,
    village: row.region.name,
    villageCode: row.region.code,
    township: row.region.parent?.name ?? '',
    lastVisitedOn: row.lastVisitedOn && dayFrom(row.lastVisitedOn),
    failing: row.guaranteeStates.map((state) => state.item),
  }
}
