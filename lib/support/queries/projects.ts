import 'server-only'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { nextOf } from '@/lib/support/lifecycle'
import type { ProjectFilter } from '@/lib/support/rules/list-address'
import { type ProjectLine, summaryOf } from '@/lib/support/rules/projects'
import type { FundSource } from '@/lib/support/schema'
import { PROJECT_STATUSES, type ProjectKind } from '@/lib/support/schema/project'
import { countBenefit } from '@/lib/support/sql/benefit'

const PAGE = 50
const NOBODY = { households: 0, persons: 0, amountFen: 0 }

export type ProjectQuery = ProjectFilter & { region?: string; after?: string }
export type ProjectList = Awaited<ReturnType<typeof listProjects>>

const NEWEST: Prisma.SupportProjectOrderByWithRelationInput[] = [{ lastStepOn: 'desc' }, { id: 'desc' }]

function narrowed(ctx: Ctx, place: Place, { kind }: ProjectFilter): Prisma.SupportProjectWhereInput {
  return { ...countyOfScope(ctx.actor.scope), regionCode: place.range, ...(kind ? { kind } : {}) }
}

/** The ids of all projects that a list shows over all its pages, in its order; at most `most`. */
export async function listProjectIds(
  ctx: Ctx,
  { region, kind, status }: ProjectQuery,
  most: number,
): Promise<string[]> {
  const here = narrowed(ctx, await getPlace(ctx, region), { kind })
  const rows = await ctx.db.supportProject.findMany({
    where: { ...here, ...(status ? { status } : {}) },
    orderBy: NEWEST,
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Projects by their ids, each with its place, its money by source and whom its measures reached; in no order. */
export async function getProjects(ctx: Ctx, countyCode: string, ids: readonly string[]) {
  const rows = await ctx.db.supportProject.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { region: { select: { name: true } }, funds: { select: { source: true, plannedFen: true } } },
  })
  const benefit = await countBenefit(ctx, ids)
  return rows.map((row) => ({ ...row, reached: benefit.get(row.id) ?? NOBODY }))
}

/** Projects of a region, fifty at a time by their last step, and a summary of all of them. */
export async function listProjects(ctx: Ctx, { region, kind, status, after }: ProjectQuery) {
  const place = await getPlace(ctx, region)
  const here = narrowed(ctx, place, { kind })
  const groups = await ctx.db.supportProject.groupBy({
    by: ['status'],
    where: here,
    _count: { id: true },
    _sum: { plannedFen: true, arrivedFen: true, disbursedFen: true },
  })
  const lines = groups.map(
    ({ status: each, _count, _sum }): ProjectLine => ({
      status: each,
      count: _count.id,
      plannedFen: Number(_sum.plannedFen ?? 0),
      arrivedFen: Number(_sum.arrivedFen ?? 0),
      disbursedFen: Number(_sum.disbursedFen ?? 0),
    }),
  )
  const cursor = cursorFrom(after)
  const beyond: Prisma.SupportProjectWhereInput = cursor
    ? { OR: [{ lastStepOn: { lt: dateOf(cursor.day) } }, { lastStepOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const rows = await ctx.db.supportProject.findMany({
    where: { AND: [here, status ? { status } : {}, beyond] },
    orderBy: NEWEST,
    take: PAGE + 1,
    include: { region: { select: { name: true } } },
  })
  const shown = rows.slice(0, PAGE)
  const benefit = await countBenefit(
    ctx,
    shown.map(({ id }) => id),
  )
  const last = shown.at(-1)
  return {
    place,
    summary: summaryOf(lines),
    projects: shown.map((row) => ({
      id: row.id,
      projectNo: row.projectNo,
      name: row.name,
      batch: row.batch,
      kind: row.kind as ProjectKind,
      status: row.status,
      progress: row.progress,
      plannedFen: Number(row.plannedFen),
      disbursedFen: Number(row.disbursedFen),
      region: row.region.name,
      lastStepOn: dayFrom(row.lastStepOn),
      households: benefit.get(row.id)?.households ?? 0,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.lastStepOn), id: last.id }) : null,
  }
}

export type ProjectView = Awaited<ReturnType<typeof getProject>>

/** A project with its money by source, its record, the way ahead, and how many households its measures reached. Errors: NotFoundError. */
export async function getProject(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.supportProject.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          region: { select: { code: true, name: true } },
          funds: { orderBy: { plannedFen: 'desc' } },
          steps: { orderBy: { stepNo: 'asc' } },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const benefit = (await countBenefit(ctx, [id])).get(id) ?? NOBODY
  const at = PROJECT_STATUSES.indexOf(row.status)
  return {
    id,
    projectNo: row.projectNo,
    name: row.name,
    batch: row.batch,
    kind: row.kind as ProjectKind,
    unit: row.unit,
    responsible: row.responsible,
    link: row.link,
    status: row.status,
    progress: row.progress,
    plannedFen: Number(row.plannedFen),
    arrivedFen: Number(row.arrivedFen),
    disbursedFen: Number(row.disbursedFen),
    wantedHouseholds: row.wantedHouseholds,
    wantedPersons: row.wantedPersons,
    enteredOn: dayFrom(row.enteredOn),
    lastStepOn: dayFrom(row.lastStepOn),
    region: row.region,
    version: row.version,
    funds: row.funds.map((fund) => ({
      source: fund.source as FundSource,
      plannedFen: Number(fund.plannedFen),
      arrivedFen: Number(fund.arrivedFen),
      disbursedFen: Number(fund.disbursedFen),
    })),
    record: row.steps.map((step) => ({
      no: step.stepNo,
      to: step.toStatus,
      on: dayFrom(step.stepOn),
      by: step.actorName,
      progress: step.progress,
      document: step.document,
      note: step.note,
    })),
    ahead: PROJECT_STATUSES.slice(at + 1),
    next: nextOf(row.status),
    benefit,
    mayKeep: may(ctx.actor.role, 'project:keep'),
    today: ctx.today,
  }
}
