import 'server-only'
import type { EventTab } from '@/lib/events/schema'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dayOf } from '@/lib/platform/clock'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50

export type EventList = Awaited<ReturnType<typeof listEvents>>

/**
 * Events of the actor's region: what waits to be checked, what the village is asked to take, what he proposed himself, and all. Fifty at
 * a time; hand-overs by their deadline, overdue ones first, the others newest first.
 */
export async function listEvents(ctx: Ctx, { tab, after }: { tab: EventTab; after?: string }) {
  const here = countyOfScope(ctx.actor.scope)
  const asked: Prisma.EventPartyWhereInput = { ...here, answers: true, status: 'OFFERED' }
  const counts = {
    waiting: await ctx.db.householdEvent.count({ where: { ...here, status: 'PROPOSED' } }),
    answer: await ctx.db.eventParty.count({ where: asked }),
    mine: await ctx.db.householdEvent.count({ where: { ...here, proposedBy: ctx.actor.userId, status: 'RETURNED' } }),
  }
  return { counts, ...(tab === 'answer' ? await offers(ctx, asked) : await events(ctx, here, tab, after)) }
}

async function offers(ctx: Ctx, where: Prisma.EventPartyWhereInput) {
  const rows = await ctx.db.eventParty.findMany({
    where,
    orderBy: [{ acceptBy: 'asc' }, { eventId: 'asc' }],
    take: PAGE,
  })
  const regions = await ctx.db.region.findMany({
    where: { code: { in: rows.map(({ otherRegionCode }) => otherRegionCode) } },
    select: { code: true, name: true },
  })
  return {
    rows: rows.map((row) => ({
      id: row.eventId,
      kind: row.kind,
      status: row.status,
      name: row.subjectName,
      village: regions.find(({ code }) => code === row.otherRegionCode)?.name ?? '',
      effectiveOn: dayFrom(row.effectiveOn),
      by: row.offeredByName,
      offeredOn: dayOf(row.offeredAt),
      acceptBy: dayFrom(row.acceptBy) as string | null,
    })),
    next: null as string | null,
  }
}

async function events(ctx: Ctx, here: Prisma.HouseholdEventWhereInput, tab: EventTab, after?: string) {
  const cursor = cursorFrom(after)
  const narrowed: Prisma.HouseholdEventWhereInput =
    tab === 'waiting' ? { status: 'PROPOSED' } : tab === 'mine' ? { proposedBy: ctx.actor.userId } : {}
  const start = cursor && { day: dateOf(cursor.day), id: cursor.id }
  const beyond: Prisma.HouseholdEventWhereInput = start
    ? { OR: [{ effectiveOn: { lt: start.day } }, { effectiveOn: start.day, id: { lt: start.id } }] }
    : {}
  const rows = await ctx.db.householdEvent.findMany({
    where: { AND: [here, narrowed, beyond] },
    orderBy: [{ effectiveOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: { household: { select: { headName: true, region: { select: { name: true } } } } },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      status: row.status,
      name: row.household.headName,
      village: row.household.region.name,
      effectiveOn: dayFrom(row.effectiveOn),
      by: row.proposedByName,
      offeredOn: dayOf(row.proposedAt),
      acceptBy: row.status === 'OFFERED' && row.acceptBy ? dayFrom(row.acceptBy) : null,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.effectiveOn), id: last.id }) : null,
  }
}
