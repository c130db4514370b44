import 'server-only'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { dayOf } from '@/lib/platform/clock'
import { addDays, dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import type { TargetType } from '@/lib/supervision/schema'

const PAGE = 50

/** Derivation runs, the latest first, with how many places each matched and listed. */
export async function listRuns(ctx: Ctx, after: string | undefined) {
  const cursor = cursorFrom(after)
  const from = cursor && dateOf(addDays(cursor.day, 1))
  const rows = await ctx.db.derivationRun.findMany({
    where: {
      ...countyOfScope(ctx.actor.scope),
      ...(cursor && from
        ? {
            OR: [{ snapshotOn: { lt: dateOf(cursor.day) } }, { snapshotOn: dateOf(cursor.day), id: { lt: cursor.id } }],
          }
        : {}),
    },
    orderBy: [{ snapshotOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    include: {
      _count: {
        select: { lines: { where: { isMatched: true } }, places: true, changes: { where: { decision: null } } },
      },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    runs: shown.map((run) => ({
      id: run.id,
      on: dayFrom(run.snapshotOn),
      madeOn: dayOf(run.madeAt),
      by: run.madeByName,
      county: run.countyThreshold,
      village: run.villageThreshold,
      matched: run._count.lines,
      listed: run._count.places,
      undecided: run._count.changes,
    })),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.snapshotOn), id: last.id }) : null,
    mayDerive: may(ctx.actor.role, 'supervision:propose'),
    today: ctx.today,
  }
}

export type RunView = Awaited<ReturnType<typeof getRun>>

/** A run: every place with its count beside the threshold, what was added and removed and by whom, and what is listed from it. Errors: NotFoundError. */
export async function getRun(ctx: Ctx, id: string) {
  const run = isUuid(id)
    ? await ctx.db.derivationRun.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          lines: {
            orderBy: [{ persons: 'desc' }, { regionCode: 'asc' }],
            include: { region: { select: { name: true, level: true } } },
          },
          changes: { orderBy: [{ proposedOn: 'asc' }, { id: 'asc' }], include: { region: { select: { name: true } } } },
          places: { select: { id: true, regionCode: true, areaName: true } },
        },
      })
    : null
  if (!run) throw new NotFoundError()
  const mayDecide = may(ctx.actor.role, 'supervision:decide')
  const mayPropose = may(ctx.actor.role, 'supervision:propose')
  const villages = mayPropose
    ? await ctx.db.region.findMany({
        where: { code: { gte: run.countyCode, lt: `${run.countyCode}:` }, level: { in: ['COUNTY', 'VILLAGE'] } },
        orderBy: { code: 'asc' },
        select: { code: true, name: true, level: true, parent: { select: { name: true } } },
      })
    : []
  return {
    id,
    on: dayFrom(run.snapshotOn),
    madeOn: dayOf(run.madeAt),
    by: run.madeByName,
    note: run.note,
    county: run.countyThreshold,
    village: run.villageThreshold,
    lines: run.lines.map((line) => ({
      region: line.regionCode,
      name: line.region.name,
      isCounty: line.region.level === 'COUNTY',
      households: line.households,
      persons: line.persons,
      threshold: line.threshold,
      isMatched: line.isMatched,
      placeId: run.places.find((place) => place.regionCode === line.regionCode && place.areaName === '')?.id ?? null,
    })),
    changes: run.changes.map((change) => ({
      id: change.id,
      kind: change.kind as 'ADD',
      type: change.targetType as TargetType,
      name: change.areaName ? `${change.region.name} ${change.areaName}` : change.region.name,
      reason: change.reason,
      by: change.proposedByName,
      on: dayFrom(change.proposedOn),
      decision: change.decision as 'APPROVED' | 'REFUSED' | null,
      decidedBy: change.decidedByName,
      decidedOn: change.decidedOn && dayFrom(change.decidedOn),
      decisionNote: change.decisionNote ?? '',
      mayDecide:
        mayDecide &&
        change.decision === null &&
        change.proposedBy !== ctx.actor.userId &&
        ctx.actor.scope.length < change.proposedDigits,
    })),
    listed: run.places.length,
    regions: villages.map(({ code, name, level, parent }) => ({
      value: code,
      label: level === 'VILLAGE' ? `${parent?.name ?? ''} ${name}` : name,
    })),
    mayPropose,
    today: ctx.today,
  }
}
