import 'server-only'
import { dayOf } from '@/lib/platform/clock'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { countyOf, countyOfScope } from '@/lib/regions/rules'
import { listWorkKinds, nameWorkKinds } from '@/lib/worklogs/queries/kinds'
import type { Presence } from '@/lib/worklogs/schema'

export type LogView = Awaited<ReturnType<typeof getLog>>

/** A day's log with every version of it, the newest first. Errors: NotFoundError. */
export async function getLog(ctx: Ctx, id: string) {
  const asked = isUuid(id)
    ? await ctx.db.workLog.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id }, include: { region: true } })
    : null
  if (!asked) throw new NotFoundError()
  const { countyCode, userId, regionCode, day } = asked
  const rows = await ctx.db.workLog.findMany({
    where: { countyCode, userId, regionCode, day },
    orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
    include: { later: { select: { id: true } } },
  })
  const kinds = await nameWorkKinds(ctx)
  const versions = rows
    .sort((a, b) => Number(a.later !== null) - Number(b.later !== null))
    .map((row) => ({
      id: row.id,
      presence: row.presence as Presence,
      place: row.place,
      content: row.content,
      kinds: row.kinds.flatMap((code) => kinds.get(code) ?? []),
      writtenAt: row.writtenAt,
      writtenOn: dayOf(row.writtenAt),
      reason: row.reason,
    }))
  return {
    userId,
    name: asked.userName,
    village: asked.region.name,
    day: dayFrom(day),
    now: versions[0] as (typeof versions)[number],
    earlier: versions.slice(1),
    isOwn: userId === ctx.actor.userId,
    today: ctx.today,
  }
}

export type LogForm = Awaited<ReturnType<typeof getLogForm>>

/** What the form of a log needs to know: the kinds that can be ticked, and for a correction the version that holds. Errors: NotFoundError. */
export async function getLogForm(ctx: Ctx, { log, day }: { log?: string; day?: string }) {
  const { userId, regionCode, regionName } = ctx.actor
  const found =
    log && isUuid(log)
      ? await ctx.db.workLog.findFirst({
          where: { countyCode: countyOf(regionCode), id: log, userId, later: null },
          select: { id: true, day: true, presence: true, place: true, kinds: true, content: true },
        })
      : null
  if (log && !found) throw new NotFoundError()
  const on = found ? dayFrom(found.day) : day && day <= ctx.today ? day : ctx.today
  const visited = await ctx.db.visit.findMany({
    where: { countyCode: countyOf(regionCode), regionCode, visitorId: userId, visitedOn: dateOf(on) },
    distinct: ['householdId'],
    select: { householdId: true },
  })
  return {
    day: on,
    log: found && { ...found, day: on, presence: found.presence as Presence },
    kinds: await listWorkKinds(ctx),
    visited: visited.length,
    village: regionName,
    userId,
    newId: newId(ctx.now),
    today: ctx.today,
  }
}
