import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { listWorkKinds } from '@/lib/worklogs/queries/kinds'
import { CorrectLogInput, type Presence, WriteLogInput } from '@/lib/worklogs/schema'

type About = { presence: Presence; place: string; kinds: string[]; content: string }

/**
 * Writes one's own log of a day in one's own village (工作日志), once a day; late is allowed and shows. Errors: DomainError beside the field.
 */
export const writeLog = defineCommand({
  name: 'workLog.write',
  permission: 'workLog:write',
  input: WriteLogInput,
  async run(ctx, { id, day, recordedAt: _, ...about }): Promise<{ logId: string }> {
    const { regionCode, userId } = ctx.actor
    const countyCode = countyOf(regionCode)
    if (day > ctx.today) throw new DomainError('input.inTheFuture', {}, 'day')
    const there = await ctx.db.workLog.findFirst({
      where: { countyCode, userId, regionCode, day: dateOf(day) },
      select: { id: true },
    })
    if (there) throw new DomainError('worklogs.logThere', { day }, 'day')
    await keep(ctx, { countyCode, regionCode, id, day: dateOf(day) }, about)
    return { logId: id }
  },
})

/** Puts a log of one's own right by a later version, with a reason; the earlier one stays. Errors: NotFoundError, DomainError. */
export const correctLog = defineCommand({
  name: 'workLog.correct',
  permission: 'workLog:write',
  input: CorrectLogInput,
  async run(ctx, { id, logId, reason, recordedAt: _, ...about }): Promise<{ logId: string }> {
    const { regionCode, userId } = ctx.actor
    const earlier = await ctx.db.workLog.findFirst({
      where: { countyCode: countyOf(regionCode), id: logId, userId },
      include: { later: { select: { id: true } } },
    })
    if (!earlier) throw new NotFoundError()
    if (earlier.later) throw new DomainError('worklogs.correctedAlready')
    const { countyCode, day } = earlier
    await keep(ctx, { countyCode, regionCode: earlier.regionCode, id, day }, about, { supersedes: logId, reason })
    return { logId: id }
  },
})

async function keep(
  ctx: Ctx,
  place: { countyCode: string; regionCode: string; id: string; day: Date },
  about: About,
  version: { supersedes: string; reason: string } | null = null,
): Promise<void> {
  const known = new Set((await listWorkKinds(ctx)).map(({ code }) => code))
  if (about.kinds.some((kind) => !known.has(kind))) throw new DomainError('worklogs.kindUnknown', {}, 'kinds')
  const { userId, name } = ctx.actor
  await ctx.db.workLog.create({
    data: {
      ...place,
      ...about,
      place: about.presence === 'ELSEWHERE' ? about.place : '',
      userId,
      userName: name,
      ...version,
      writtenAt: ctx.now,
    },
    select: { id: true },
  })
}
