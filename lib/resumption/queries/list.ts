import 'server-only'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { AT_WORK } from '@/lib/resumption/lifecycle'
import type { EnterpriseFilter } from '@/lib/resumption/rules/list-address'
import { ENTERPRISE_TABS, type EnterpriseTab, type EnterpriseType } from '@/lib/resumption/schema'

const PAGE = 50
const NEWEST: Prisma.EnterpriseOrderByWithRelationInput[] = [{ lastStepOn: 'desc' }, { id: 'desc' }]

export type EnterpriseQuery = EnterpriseFilter & { region?: string; after?: string }
export type EnterpriseList = Awaited<ReturnType<typeof listEnterprises>>

function within(ctx: Ctx, tab: EnterpriseTab): Prisma.EnterpriseWhereInput {
  switch (tab) {
    case 'ended':
      return { activeUntil: { not: null } }
    case 'unreported':
      return { activeUntil: null, figures: { none: { day: dateOf(ctx.today) } } }
    case 'notResumed':
      return { activeUntil: null, status: { notIn: [...AT_WORK] } }
    default:
      return { activeUntil: null }
  }
}

function narrowed(ctx: Ctx, place: Place, { type, status }: Partial<EnterpriseFilter>): Prisma.EnterpriseWhereInput {
  return {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    ...(type ? { type } : {}),
    ...(status ? { status } : {}),
  }
}

/** The ids of all enterprises that a list shows over all its pages, in its order; at most `most`. Errors: NotFoundError. */
export async function listEnterpriseIds(ctx: Ctx, query: EnterpriseQuery, most: number): Promise<string[]> {
  const here = narrowed(ctx, await getPlace(ctx, query.region), query)
  const rows = await ctx.db.enterprise.findMany({
    where: { AND: [here, within(ctx, query.tab)] },
    orderBy: NEWEST,
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

const BESIDE = {
  region: { select: { name: true } },
  parent: { select: { name: true } },
  officers: { where: { validTo: null }, select: { name: true } },
  figures: { orderBy: [{ day: 'desc' }, { edition: 'desc' }], take: 1 },
} as const satisfies Prisma.EnterpriseInclude

/** Enterprises by their ids, each with its place, firm, officer and last figures; in no order. */
export async function getEnterprises(ctx: Ctx, countyCode: string, ids: readonly string[]) {
  const rows = await ctx.db.enterprise.findMany({ where: { countyCode, id: { in: [...ids] } }, include: BESIDE })
  return rows.map(lineFrom)
}

type Row = Prisma.EnterpriseGetPayload<{ include: typeof BESIDE }>

const lineFrom = (row: Row) => {
  const figure = row.figures[0]
  return {
    id: row.id,
    name: row.name,
    type: row.type as EnterpriseType,
    creditCode: row.creditCode,
    parent: row.parent?.name ?? null,
    region: row.region.name,
    regionCode: row.regionCode,
    status: row.status,
    lastStepOn: dayFrom(row.lastStepOn),
    activeFrom: dayFrom(row.activeFrom),
    activeUntil: row.activeUntil && dayFrom(row.activeUntil),
    officer: row.officers[0]?.name ?? null,
    figures: figure ? { ...figure, day: dayFrom(figure.day) } : null,
  }
}
export type EnterpriseLine = ReturnType<typeof lineFrom>

/** Enterprises of a region, fifty at a time by their last step, and how many stand under each tab. Errors: NotFoundError. */
export async function listEnterprises(ctx: Ctx, query: EnterpriseQuery) {
  const place = await getPlace(ctx, query.region)
  const here = narrowed(ctx, place, query)
  const counts = {} as Record<EnterpriseTab, number>
  for (const tab of ENTERPRISE_TABS)
    counts[tab] = await ctx.db.enterprise.count({ where: { AND: [here, within(ctx, tab)] } })
  const cursor = cursorFrom(query.after)
  const beyond: Prisma.EnterpriseWhereInput = cursor
    ? { OR: [{ lastStepOn: { lt: dateOf(cursor.day) } }, { lastStepOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const rows = await ctx.db.enterprise.findMany({
    where: { AND: [here, within(ctx, query.tab), beyond] },
    orderBy: NEWEST,
    take: PAGE + 1,
    include: BESIDE,
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    counts,
    enterprises: shown.map(lineFrom),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.lastStepOn), id: last.id }) : null,
    today: ctx.today,
  }
}
