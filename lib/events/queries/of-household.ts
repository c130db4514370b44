import 'server-only'
import { toldOfEvent } from '@/lib/households/rules/timeline'
import { viewOf } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

export type HouseholdEventLine = Awaited<ReturnType<typeof listHouseholdEvents>>[number]

type Place = { countyCode: string; id: string }
/** Instants: only what was carried out or taken back after the first and before the second. */
type Span = { after: Date; before: Date }

/** What happened to the people of a household, newest first, with what was taken back again; effects as the reader may know them. */
export async function listHouseholdEvents(ctx: Ctx, { countyCode, id }: Place, span?: Span) {
  const view = viewOf(ctx.actor.role)
  const within = span && { gte: span.after, lt: span.before }
  const where: Prisma.HouseholdEventWhereInput = {
    countyCode,
    householdId: id,
    status: { in: ['APPLIED', 'UNDONE'] },
    ...(within && { OR: [{ appliedAt: within }, { undoneAt: within }] }),
  }
  const rows = await ctx.db.householdEvent.findMany({ where, orderBy: [{ effectiveOn: 'desc' }, { id: 'desc' }] })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    on: dayFrom(row.effectiveOn),
    by: row.proposedByName,
    checkedBy: row.checkedByName ?? '',
    undoneBy: row.undoneByName,
    effects: toldOfEvent(row.effects, { names: view.name === 'FULL', health: view.health }),
  }))
}
