import 'server-only'
import { pieceOf, TILE } from '@/lib/evidence/queries/list'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { pointsOf } from '@/lib/yearplans/queries/list'
import { standingOf, timeGone } from '@/lib/yearplans/rules/standing'

const NEWEST = 5
const PHOTOS = 4

export type PlanHead = Awaited<ReturnType<typeof getPlanHead>>

/** A plan with its village and what its reader may do. Errors: NotFoundError. */
export async function getPlanHead(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.villagePlan.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: { region: { select: { code: true, name: true, parent: { select: { name: true } } } } },
      })
    : null
  if (!row) throw new NotFoundError()
  return {
    id,
    countyCode: row.countyCode,
    year: row.year,
    secretary: row.secretary,
    aims: row.aims,
    version: row.version,
    region: { code: row.region.code, name: row.region.name, above: row.region.parent?.name ?? '' },
    today: ctx.today,
    userId: ctx.actor.userId,
    newId: newId(ctx.now),
    mayKeep: may(ctx.actor.role, 'villagePlan:keep'),
    mayAddPhotos: may(ctx.actor.role, 'villagePlan:keep') && may(ctx.actor.role, 'evidence:add'),
  }
}

const shown = { withdrawnAt: null }
const photosOf = {
  photos: { where: shown, orderBy: { receivedAt: 'desc' }, take: PHOTOS, select: TILE },
  _count: { select: { photos: { where: shown } } },
} as const

export type TaskView = Awaited<ReturnType<typeof listTasks>>[number]

/** The tasks of a plan in their order, how each stands against the time that is over, and its newest entries. */
export async function listTasks(ctx: Ctx, { id: planId, countyCode, region }: PlanHead) {
  const points = await pointsOf(ctx, region.code)
  const sees = may(ctx.actor.role, 'evidence:read')
  const rows = await ctx.db.villageTask.findMany({
    where: { countyCode, planId },
    orderBy: [{ taskNo: 'asc' }],
    include: {
      kind: true,
      entries: { orderBy: [{ doneOn: 'desc' }, { id: 'desc' }], take: NEWEST, include: photosOf },
    },
  })
  return rows.map((row) => {
    const days = { startsOn: dayFrom(row.startsOn), endsOn: dayFrom(row.endsOn), percent: row.percent }
    return {
      id: row.id,
      no: row.taskNo,
      nameZh: row.kind.nameZh,
      nameEn: row.kind.nameEn,
      owner: row.owner,
      target: row.target,
      ...days,
      gone: timeGone(days, ctx.today),
      standing: standingOf(days, ctx.today, points),
      lastOn: row.lastOn && dayFrom(row.lastOn),
      version: row.version,
      entries: row.entries.map((entry) => ({
        id: entry.id,
        doneOn: dayFrom(entry.doneOn),
        percent: entry.percent,
        content: entry.content,
        document: entry.document,
        by: entry.recordedByName,
        photos: sees ? { pieces: entry.photos.map((row) => pieceOf(ctx, row)), total: entry._count.photos } : null,
      })),
    }
  })
}

/** What the form of a task's progress needs to know. Errors: NotFoundError. */
export async function getTaskForm(ctx: Ctx, planId: string, taskId: string) {
  const row =
    isUuid(planId) && isUuid(taskId)
      ? await ctx.db.villageTask.findFirst({
          where: { ...countyOfScope(ctx.actor.scope), id: taskId, planId },
          include: { kind: true },
        })
      : null
  if (!row) throw new NotFoundError()
  const least = row.lastOn && row.lastOn > row.startsOn ? row.lastOn : row.startsOn
  return {
    id: row.id,
    no: row.taskNo,
    nameZh: row.kind.nameZh,
    nameEn: row.kind.nameEn,
    target: row.target,
    percent: row.percent,
    least: dayFrom(least),
    today: ctx.today,
    userId: ctx.actor.userId,
    newId: newId(ctx.now),
  }
}

/** An entry that photos hang on, with the plan and the task it is of. Errors: NotFoundError. */
export async function getEntry(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.villageTaskEntry.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        select: { content: true, task: { select: { planId: true, kind: true } } },
      })
    : null
  if (!row) throw new NotFoundError()
  const { planId, kind } = row.task
  const plan = await getPlanHead(ctx, planId)
  return { plan, content: row.content, nameZh: kind.nameZh, nameEn: kind.nameEn }
}
