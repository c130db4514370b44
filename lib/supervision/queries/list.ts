import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { isArea, seesRuns } from '@/lib/supervision/rules/places'
import { isReached, type Points, standingOf, worstOf } from '@/lib/supervision/rules/standing'
import type { Direction, PlaceTab, TargetType } from '@/lib/supervision/schema'
import { countByPlace } from '@/lib/supervision/sql'

const PAGE = 50
/** Sorts a place without a deadline behind all others. */
const NO_DEADLINE = '9999-12-31'
const POINTS = ['wall.behindPoints', 'wall.farBehindPoints'] as const

const OF_TAB: Record<PlaceTab, Prisma.ListedPlaceWhereInput> = {
  open: { status: { in: ['LISTED', 'IN_BATTLE', 'DELIST_PROPOSED'] } },
  toDecide: { status: 'DELIST_PROPOSED' },
  delisted: { status: 'DELISTED' },
}

type Values = { direction: string; base: unknown; current: unknown; target: unknown }
/** The figures of a key work as numbers. */
export const figures = ({ direction, base, current, target }: Values) => ({
  direction: direction as Direction,
  base: Number(base),
  current: Number(current),
  target: Number(target),
})

/** From how many percentage points behind the schedule a work is behind, and far behind, in the actor's region today. */
export async function pointsOf(ctx: Ctx): Promise<Points> {
  const rows = await listParameterRows(ctx, POINTS)
  const [behind = 0, farBehind = behind] = POINTS.map(
    (code) => resolveParameter(rows, code, ctx.actor.regionCode, ctx.today)?.value ?? undefined,
  )
  return { behind, farBehind }
}

export type PlaceQuery = { region?: string; tab: PlaceTab; type?: TargetType; after?: string }
export type PlaceList = Awaited<ReturnType<typeof listListed>>

/** Listed places of a region, fifty at a time by their deadlines, with what is behind by the time that is over. */
export async function listListed(ctx: Ctx, { region, tab, type, after }: PlaceQuery) {
  const place = await getPlace(ctx, region)
  const here: Prisma.ListedPlaceWhereInput = {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    ...(type ? { targetType: type } : {}),
  }
  const groups = await ctx.db.listedPlace.groupBy({ by: ['status'], where: here, _count: { id: true } })
  const inStatus = (...statuses: string[]) =>
    groups.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count.id, 0)
  const rows = await ctx.db.listedPlace.findMany({
    where: { AND: [here, OF_TAB[tab], beyond(after)] },
    orderBy: [{ deadlineOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: PAGE + 1,
    include: { region: { select: { name: true } }, works: true },
  })
  const shown = rows.slice(0, PAGE)
  const points = await pointsOf(ctx)
  const by = await countByPlace(
    ctx,
    shown.map(({ id }) => id),
  )
  const last = shown.at(-1)
  return {
    place,
    counts: {
      open: inStatus('LISTED', 'IN_BATTLE', 'DELIST_PROPOSED'),
      toDecide: inStatus('DELIST_PROPOSED'),
      delisted: inStatus('DELISTED'),
    },
    places: shown.map((row) => {
      const deadlineOn = row.deadlineOn && dayFrom(row.deadlineOn)
      const span = { listedOn: dayFrom(row.listedOn), deadlineOn, today: ctx.today }
      const works = row.works.map(figures)
      const counted = by.get(row.id)
      const isUnjudged = isArea(row) && !counted?.members
      return {
        id: row.id,
        name: row.areaName || row.region.name,
        region: row.areaName ? row.region.name : '',
        type: row.targetType as TargetType,
        status: row.status,
        persons: counted?.persons ?? row.poorPersons,
        isUnjudged,
        leader: row.leader,
        deadlineOn,
        delistedOn: row.delistedOn && dayFrom(row.delistedOn),
        works: works.length,
        reached: works.filter(isReached).length,
        standing: isUnjudged ? ('open' as const) : worstOf(works.map((work) => standingOf(work, span, points))),
        findings: counted?.findings ?? 0,
        sessions: counted?.sessions ?? 0,
        lastSessionOn: counted?.last ?? null,
      }
    }),
    next:
      rows.length > PAGE && last
        ? cursorText({ rank: 0, day: last.deadlineOn ? dayFrom(last.deadlineOn) : NO_DEADLINE, id: last.id })
        : null,
    may: {
      propose: may(ctx.actor.role, 'supervision:propose'),
      decide: may(ctx.actor.role, 'supervision:decide'),
      hold: may(ctx.actor.role, 'supervision:hold'),
    },
    seesRuns: seesRuns(ctx.actor.scope),
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    today: ctx.today,
  }
}

function beyond(after: string | undefined): Prisma.ListedPlaceWhereInput {
  const cursor = cursorFrom(after)
  if (!cursor) return {}
  const { day, id } = cursor
  if (day === NO_DEADLINE) return { deadlineOn: null, id: { gt: id } }
  const on = dateOf(day)
  return { OR: [{ deadlineOn: { gt: on } }, { deadlineOn: on, id: { gt: id } }, { deadlineOn: null }] }
}
