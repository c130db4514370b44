import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { LATEST_SENDING_DAYS } from '@/lib/visits/rules/choices'
import { addDays } from '@/lib/visits/rules/days'
import { LogVisitInput } from '@/lib/visits/schema'
import { holdHousehold, writeVisit } from '@/lib/visits/sql'

/**
 * Logs a household visit (入户走访): the visit, its shocks and promises, promises kept, the six guarantees as of their newest day,
 * then screening, all in one transaction. The visit's id comes from the phone: sending twice equals sending once.
 */
export const logVisit = defineCommand({
  name: 'visit.log',
  permission: 'visit:log',
  input: LogVisitInput,
  async run(ctx, visit) {
    if (visit.visitedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'visitedOn')
    if (visit.visitedOn < addDays(ctx.today, -LATEST_SENDING_DAYS)) {
      throw new DomainError('visits.tooLongAgo', { days: LATEST_SENDING_DAYS }, 'visitedOn')
    }
    const household = await holdHousehold(ctx, visit.householdId)
    if (!household) throw new NotFoundError()
    const recordedAt = visit.recordedAt ? new Date(visit.recordedAt) : ctx.now
    const shocks = visit.shocks.map((shock) => ({
      id: newId(ctx.now),
      kind: shock.kind,
      total: shock.totalFen,
      self: shock.selfPaidFen,
      note: shock.note,
    }))
    const promises = visit.promises.map(({ content, dueOn }) => ({ id: newId(ctx.now), content, due: dueOn }))
    const written = await writeVisit(ctx, { household, visit, recordedAt, shocks, promises })
    if (written.known < visit.keptPromises.length) throw new NotFoundError()
    if (written.visits === 0) {
      const own = await ctx.db.visit.findFirst({
        where: { id: visit.id, countyCode: household.countyCode, householdId: visit.householdId, visitorId: ctx.actor.userId },
        select: { id: true },
      })
      if (!own) throw new NotFoundError()
      return { visitId: visit.id }
    }
    return { visitId: visit.id }
  },
})
