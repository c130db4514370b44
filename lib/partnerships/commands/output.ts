import 'server-only'
import { findPair } from '@/lib/partnerships/commands/pair'
import { CorrectOutputInput, ReportOutputInput } from '@/lib/partnerships/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

type Told = { fromOn: string; toOn: string | null; amount: number; qualifier: string; note: string }
type Pair = Awaited<ReturnType<typeof findPair>>

/** Records what a pair did on a day or between two: a count with its qualifier (余、近…). Errors: NotFoundError, DomainError. */
export const reportOutput = defineCommand({
  name: 'pair.report',
  permission: 'partnership:report',
  input: ReportOutputInput,
  async run(ctx, { id, pairId, kind, recordedAt: _, ...told }): Promise<{ pairId: string; outputId: string }> {
    const pair = await findPair(ctx, pairId)
    await write(ctx, pair, { id, kind, ...told })
    return { pairId, outputId: id }
  },
})

/** Puts a recorded output right by a later row with a reason; the earlier one stays. Errors: NotFoundError, DomainError. */
export const correctOutput = defineCommand({
  name: 'pair.correct',
  permission: 'partnership:report',
  input: CorrectOutputInput,
  async run(ctx, { id, outputId, reason, ...told }): Promise<{ pairId: string; outputId: string }> {
    const earlier = await ctx.db.pairOutput.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: outputId },
      include: { later: { select: { id: true } } },
    })
    if (!earlier) throw new NotFoundError()
    if (earlier.later) throw new DomainError('partnerships.correctedAlready')
    const pair = await findPair(ctx, earlier.pairId)
    await write(ctx, pair, { id, kind: earlier.kind, ...told, supersedes: outputId, reason })
    return { pairId: pair.id, outputId: id }
  },
})

async function write(
  ctx: Ctx,
  { countyCode, regionCode, id: pairId, fromOn, toOn }: Pair,
  { fromOn: first, toOn: until, ...row }: Told & { id: string; kind: string; supersedes?: string; reason?: string },
): Promise<void> {
  const last = until ?? first
  const [from, to] = [dayFrom(fromOn), toOn && dayFrom(toOn)]
  if (last > ctx.today) throw new DomainError('input.inTheFuture', {}, until ? 'toOn' : 'fromOn')
  if (first < from) throw new DomainError('partnerships.beforeStart', { day: from }, 'fromOn')
  if (to && last > to) throw new DomainError('partnerships.afterEnd', { day: to }, until ? 'toOn' : 'fromOn')
  await ctx.db.pairOutput.create({
    data: {
      countyCode,
      regionCode,
      pairId,
      ...row,
      fromOn: dateOf(first),
      toOn: dateOf(last),
      recordedBy: ctx.actor.userId,
      recordedByName: ctx.actor.name,
      recordedAt: ctx.now,
    },
    select: { id: true },
  })
}
