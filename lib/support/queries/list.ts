import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { yearOf } from '@/lib/support/queries/batch-plan'
import { measuresInField } from '@/lib/support/queries/field'
import { MEASURE_SHOWN, shownMeasure } from '@/lib/support/queries/shown'
import type { MeasureFilter } from '@/lib/support/rules/list-address'
import type { MeasureTab } from '@/lib/support/schema'

const PAGE = 50

export type MeasureQuery = MeasureFilter & { region?: string; after?: string }

async function narrowed(ctx: Ctx, place: Place, { tab, category, status, year, household, project }: MeasureQuery) {
  const tabs: Record<MeasureTab, Prisma.SupportMeasureWhereInput> = {
    all: {},
    open: { status: { in: ['PLANNED', 'IN_PROGRESS'] } },
    late: { status: { in: ['PLANNED', 'IN_PROGRESS'] }, finishBy: { lt: dateOf(ctx.today) } },
    unconfirmed: { status: 'DELIVERED' },
  }
  const here: Prisma.SupportMeasureWhereInput = {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    AND: await measuresInField(ctx),
  }
  const filter: Prisma.SupportMeasureWhereInput = {
    ...(category ? { type: { category } } : {}),
    ...(status ? { status } : {}),
    ...(year ? { countsOn: yearOf(`${year}-01-01`) } : {}),
    ...(household ? { householdId: household } : {}),
    ...(project ? { projectId: project } : {}),
  }
  return { tabs, here, filter, where: { AND: [here, filter, tabs[tab]] } satisfies Prisma.SupportMeasureWhereInput }
}

export type MeasureList = Awaited<ReturnType<typeof listMeasures>>

/** Measures of a region, fifty at a time, by the day they count from, newest first. */
export async function listMeasures(ctx: Ctx, asked: MeasureQuery) {
  const place = await getPlace(ctx, asked.region)
  const { tabs, here, filter, where } = await narrowed(ctx, place, asked)
  const countOf = (tab: MeasureTab) => ctx.db.supportMeasure.count({ where: { AND: [here, filter, tabs[tab]] } })
  const counts = { open: await countOf('open'), late: await countOf('late'), unconfirmed: await countOf('unconfirmed') }
  const cursor = cursorFrom(asked.after)
  const beyond: Prisma.SupportMeasureWhereInput = cursor
    ? { OR: [{ countsOn: { lt: dateOf(cursor.day) } }, { countsOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const rows = await ctx.db.supportMeasure.findMany({
    where: { AND: [where, beyond] },
    orderBy: [{ countsOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: {
      ...MEASURE_SHOWN,
      householdId: true,
      household: { select: { headName: true, region: { select: { name: true } } } },
    },
  })
  const measures = rows.slice(0, PAGE).map(({ household, householdId, ...row }) => ({
    ...shownMeasure(ctx, row),
    householdId,
    headName: shownName(ctx, household.headName),
    village: household.region.name,
  }))
  const last = measures.at(-1)
  return {
    place,
    counts,
    measures,
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: last.countsOn, id: last.id }) : null,
  }
}

/** The ids of all measures that a list shows over all its pages, in its order; at most `most`. */
export async function listMeasureIds(ctx: Ctx, asked: MeasureQuery, most: number): Promise<string[]> {
  const place = await getPlace(ctx, asked.region)
  const { where } = await narrowed(ctx, place, asked)
  const rows = await ctx.db.supportMeasure.findMany({
    where,
    orderBy: [{ countsOn: 'desc' }, { id: 'desc' }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
