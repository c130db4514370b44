import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace, type Place, rowsIn } from '@/lib/monitoring/queries/places'
import { type Cursor, cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { quarterOf, quarterStart } from '@/lib/monitoring/rules/quarters'
import { CASE_STATUSES, type CaseTab } from '@/lib/monitoring/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

const PAGE = 50

export type CaseQuery = { region?: string; tab: CaseTab; after?: string }
export type CaseList = Awaited<ReturnType<typeof listCases>>

/** Picks ids of a page of open cases by what only a higher slice knows, in the order of the list. */
export type CasePicker = (page: { range: Place['range']; after: Cursor | null; take: number }) => Promise<string[]>

/**
 * Monitoring cases of a region, fifty at a time: open ones by progress and the day their plan is due, removed ones newest first. `pick`
 * narrows the open ones further.
 */
export async function listCases(ctx: Ctx, { region, tab, after }: CaseQuery, pick?: CasePicker) {
  const place = await getPlace(ctx, region)
  const here = rowsIn(place)
  const late = narrowedTo(ctx, 'overdue')
  const open = await ctx.db.monitoringCase.count({ where: { ...here, status: { not: 'RISK_REMOVED' } } })
  const overdue = await ctx.db.monitoringCase.count({ where: { ...here, ...late } })
  const assess = await ctx.db.monitoringCase.count({ where: { ...here, ...narrowedTo(ctx, 'assess') } })
  const cursor = cursorFrom(after)
  const start = cursor && { ...cursor, day: dateOf(cursor.day) }
  const isRemoved = tab === 'removed'
  const beyond: Prisma.MonitoringCaseWhereInput = pick
    ? { id: { in: await pick({ range: place.range, after: cursor, take: PAGE + 1 }) } }
    : !start
      ? {}
      : isRemoved
        ? { OR: [{ removedOn: { lt: start.day } }, { removedOn: start.day, id: { lt: start.id } }] }
        : {
            OR: [
              { status: { in: CASE_STATUSES.slice(start.rank + 1) } },
              { status: CASE_STATUSES[start.rank], planBy: { gt: start.day } },
              { status: CASE_STATUSES[start.rank], planBy: start.day, id: { gt: start.id } },
            ],
          }
  const rows = await ctx.db.monitoringCase.findMany({
    where: { AND: [here, narrowedTo(ctx, tab), beyond] },
    orderBy: orderOf(tab),
    take: PAGE + 1,
    select: {
      id: true,
      caseNo: true,
      monitoredType: true,
      risks: true,
      status: true,
      identifiedOn: true,
      planBy: true,
      removedOn: true,
      household: { select: { headName: true, region: { select: { name: true } } } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    counts: { open, overdue, assess },
    cases: shown.map(({ household, ...row }) => ({
      ...row,
      identifiedOn: dayFrom(row.identifiedOn),
      planBy: dayFrom(row.planBy),
      removedOn: row.removedOn && dayFrom(row.removedOn),
      headName: shownName(ctx, household.headName),
      village: household.region.name,
    })),
    next:
      rows.length > PAGE && last
        ? cursorText({
            rank: CASE_STATUSES.indexOf(last.status),
            day: dayFrom((isRemoved ? last.removedOn : last.planBy) ?? last.planBy),
            id: last.id,
          })
        : null,
  }
}

/** How many cases of a region a tab of their list holds, by the condition of the list. */
export const countCasesOf = (ctx: Ctx, place: Place, tab: CaseTab): Promise<number> =>
  ctx.db.monitoringCase.count({ where: { AND: [rowsIn(place), narrowedTo(ctx, tab)] } })

function narrowedTo(ctx: Ctx, tab: CaseTab): Prisma.MonitoringCaseWhereInput {
  const narrowed: Record<CaseTab, Prisma.MonitoringCaseWhereInput> = {
    open: { status: { not: 'RISK_REMOVED' } },
    overdue: { status: 'MONITORED', planBy: { lt: dateOf(ctx.today) } },
    assess: {
      status: { not: 'RISK_REMOVED' },
      identifiedOn: { lt: dateOf(quarterStart(ctx.today)) },
      assessments: { none: { quarter: quarterOf(ctx.today) } },
    },
    removed: { status: 'RISK_REMOVED' },
  }
  return narrowed[tab]
}

function orderOf(tab: CaseTab): Prisma.MonitoringCaseOrderByWithRelationInput[] {
  return tab === 'removed'
    ? [{ removedOn: 'desc' }, { id: 'desc' }]
    : [{ status: 'asc' }, { planBy: 'asc' }, { id: 'asc' }]
}

/** The ids of all cases that a list shows over all its pages, in its order; at most `most`. */
export async function listCaseIds(ctx: Ctx, { region, tab }: CaseQuery, most: number): Promise<string[]> {
  const place = await getPlace(ctx, region)
  const where = { AND: [rowsIn(place), narrowedTo(ctx, tab)] }
  const rows = await ctx.db.monitoringCase.findMany({ where, orderBy: orderOf(tab), take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}
