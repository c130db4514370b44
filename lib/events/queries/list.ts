import 'server-only'
import type { EventTab } from '@/lib/events/schema'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dayOf } from '@/lib/platform/clock'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50

export type EventQuery = { tab: EventTab; region?: string; after?: string }
type Here = { countyCode?: string; regionCode: { gte: string; lt: string } }
const NEWEST = [{ effectiveOn: 'desc' }, { id: 'desc' }] satisfies Prisma.HouseholdEventOrderByWithRelationInput[]
const SOONEST = [{ acceptBy: 'asc' }, { eventId: 'asc' }] satisfies Prisma.EventPartyOrderByWithRelationInput[]

const askedOf = (here: Here): Prisma.EventPartyWhereInput => ({ ...here, answers: true, status: 'OFFERED' })

const narrowedTo = (ctx: Ctx, tab: EventTab): Prisma.HouseholdEventWhereInput =>
  tab === 'waiting' ? { status: 'PROPOSED' } : tab === 'mine' ? { proposedBy: ctx.actor.userId } : {}

export type EventList = Awaited<ReturnType<typeof listEvents>>

/**
 * Events of a region: what waits to be checked, what the village is asked to take, what he proposed himself, and all. Fifty at
 * a time; hand-overs by their deadline, overdue ones first, the others newest first. Errors: NotFoundError.
 */
export async function listEvents(ctx: Ctx, { tab, region, after }: EventQuery) {
  const place = await getPlace(ctx, region)
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: place.range }
  const asked = askedOf(here)
  const counts = {
    waiting: await ctx.db.householdEvent.count({ where: { ...here, status: 'PROPOSED' } }),
    answer: await ctx.db.eventParty.count({ where: asked }),
    mine: await ctx.db.householdEvent.count({ where: { ...here, proposedBy: ctx.actor.userId, status: 'RETURNED' } }),
  }
  return { place, counts, ...(tab === 'answer' ? await offers(ctx, asked) : await events(ctx, here, tab, after)) }
}

async function offers(ctx: Ctx, where: Prisma.EventPartyWhereInput) {
  const rows = await ctx.db.eventParty.findMany({
    where,
    orderBy: SOONEST,
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
  const start = cursor && { day: dateOf(cursor.day), id: cursor.id }
  const beyond: Prisma.HouseholdEventWhereInput = start
    ? { OR: [{ effectiveOn: { lt: start.day } }, { effectiveOn: start.day, id: { lt: start.id } }] }
    : {}
  const rows = await ctx.db.householdEvent.findMany({
    where: { AND: [here, narrowedTo(ctx, tab), beyond] },
    orderBy: NEWEST,
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

/** The ids of all events that a list shows over all its pages, in its order; at most `most`. Errors: NotFoundError. */
export async function listEventIds(ctx: Ctx, { tab, region }: EventQuery, most: number): Promise<string[]> {
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: (await getPlace(ctx, region)).range }
  if (tab === 'answer') {
    const rows = await ctx.db.eventParty.findMany({ where: askedOf(here), orderBy: SOONEST, take: most })
    return rows.map(({ eventId }) => eventId)
  }
  const where = { AND: [here, narrowedTo(ctx, tab)] }
  const rows = await ctx.db.householdEvent.findMany({ where, orderBy: NEWEST, take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}
