import 'server-only'
import { ASIDE, ENDED, STEPS } from '@/lib/identification/lifecycle'
import { PROCEDURE_KINDS, PROCEDURE_STATUSES, type ProcedureKind, type ProcedureTab } from '@/lib/identification/schema'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import type { Role } from '@/lib/platform/actor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50

/** What waits for a step of this role: kinds with the statuses from which it may lead on. */
function waitingFor(role: Role): Prisma.StatusProcedureWhereInput[] {
  return PROCEDURE_KINDS.flatMap((kind) => {
    const statuses = PROCEDURE_STATUSES.filter((status) =>
      STEPS[kind].some(({ step, from, needs }) => !ASIDE.includes(step) && from.includes(status) && may(role, needs)),
    )
    return statuses.length > 0 ? [{ kind, status: { in: statuses } }] : []
  })
}

export type ProcedureQuery = { region?: string; tab: ProcedureTab; kind?: ProcedureKind; after?: string }
export type ProcedureList = Awaited<ReturnType<typeof listProcedures>>

/** Procedures of a region, fifty at a time: open ones by their last step, the longest waiting first; ended ones newest first. */
export async function listProcedures(ctx: Ctx, { region, tab, kind, after }: ProcedureQuery) {
  const place = await getPlace(ctx, region)
  const here = proceduresOf(ctx, place, kind)
  const { open, mine } = narrowedTo(ctx)
  const counts = {
    open: await ctx.db.statusProcedure.count({ where: { AND: [here, open] } }),
    mine: await ctx.db.statusProcedure.count({ where: { AND: [here, mine] } }),
  }
  const isEnded = tab === 'ended'
  const narrowed = narrowedTo(ctx)[tab]
  const cursor = cursorFrom(after)
  const way = isEnded ? 'lt' : 'gt'
  const beyond: Prisma.StatusProcedureWhereInput = cursor
    ? {
        OR: [
          { lastStepOn: { [way]: dateOf(cursor.day) } },
          { lastStepOn: dateOf(cursor.day), id: { [way]: cursor.id } },
        ],
      }
    : {}
  const rows = await ctx.db.statusProcedure.findMany({
    where: { AND: [here, narrowed, beyond] },
    orderBy: orderOf(tab),
    take: PAGE + 1,
    select: {
      id: true,
      procedureNo: true,
      kind: true,
      status: true,
      planYear: true,
      lastStepOn: true,
      mayGoOnFrom: true,
      household: { select: { headName: true, memberCount: true, region: { select: { name: true } } } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    counts,
    procedures: shown.map(({ household, ...row }) => ({
      ...row,
      lastStepOn: dayFrom(row.lastStepOn),
      mayGoOnFrom: row.mayGoOnFrom && dayFrom(row.mayGoOnFrom),
      headName: shownName(ctx, household.headName),
      members: household.memberCount,
      village: household.region.name,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.lastStepOn), id: last.id }) : null,
  }
}

const proceduresOf = (ctx: Ctx, place: Place, kind?: ProcedureKind): Prisma.StatusProcedureWhereInput => ({
  ...countyOfScope(ctx.actor.scope),
  regionCode: place.range,
  ...(kind ? { kind } : {}),
})

function narrowedTo(ctx: Ctx): Record<ProcedureTab, Prisma.StatusProcedureWhereInput> {
  const open: Prisma.StatusProcedureWhereInput = { status: { notIn: ENDED } }
  const mayGoOn = { OR: [{ mayGoOnFrom: null }, { mayGoOnFrom: { lte: dateOf(ctx.today) } }] }
  return { open, mine: { AND: [open, { OR: waitingFor(ctx.actor.role) }, mayGoOn] }, ended: { status: { in: ENDED } } }
}

function orderOf(tab: ProcedureTab): Prisma.StatusProcedureOrderByWithRelationInput[] {
  const order = tab === 'ended' ? 'desc' : 'asc'
  return [{ lastStepOn: order }, { id: order }]
}

/** The ids of all procedures that a list shows over all its pages, in its order; at most `most`. Errors: NotFoundError. */
export async function listProcedureIds(ctx: Ctx, { region, tab, kind }: ProcedureQuery, most: number) {
  const where = { AND: [proceduresOf(ctx, await getPlace(ctx, region), kind), narrowedTo(ctx)[tab]] }
  const rows = await ctx.db.statusProcedure.findMany({
    where,
    orderBy: orderOf(tab),
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
