import 'server-only'
import { screenVisit } from '@/lib/monitoring/commands/screen-visit'
import { screeningOf } from '@/lib/monitoring/queries/screening'
import type { ScreeningOutcome } from '@/lib/monitoring/schema'
import { defineCommand } from '@/lib/platform/command'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { alone } from '@/lib/platform/together'
import { LATEST_SENDING_DAYS } from '@/lib/visits/rules/choices'
import { LogVisitInput } from '@/lib/visits/schema'
import { holdHousehold, writeVisit } from '@/lib/visits/sql'

/** What a logged visit led to. */
export type LoggedVisit = { visitId: string; outcome: ScreeningOutcome; clueId: string | null }

/**
 * Logs a household visit: the visit, its shocks and promises, promises kept, the six guarantees as of their newest day,
 * then screening, all in one transaction. The visit's id comes from the phone: sending twice equals sending once.
 */
export const logVisit = defineCommand({
  name: 'visit.log',
  permission: 'visit:log',
  input: LogVisitInput,
  async run(ctx, visit): Promise<LoggedVisit> {
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
    if (written.visits === 0) return loggedBefore(ctx, household.countyCode, visit)
    const { outcome, clueId } = await screenVisit(ctx, {
      visitId: visit.id,
      household: { countyCode: household.countyCode, id: visit.householdId, regionCode: household.regionCode },
      visitedOn: visit.visitedOn,
      guarantees: visit.guarantees,
      shocks: visit.shocks,
      incomeChange: visit.incomeChange,
      expectedPerCapitaFen: visit.expectedPerCapitaFen,
    })
    return { visitId: visit.id, outcome, clueId }
  },
})

// The same visit under another command id, as when a form was sent again after its answer was lost.
async function loggedBefore(ctx: Ctx, countyCode: string, visit: LogVisitInput): Promise<LoggedVisit> {
  const own = await ctx.db.visit.findFirst({
    where: { countyCode, id: visit.id, householdId: visit.householdId, visitorId: ctx.actor.userId },
    select: { id: true },
  })
  if (!own) throw new NotFoundError()
  const screening = await alone(ctx, screeningOf(countyCode, visit.id))
  return { visitId: visit.id, outcome: screening?.outcome ?? 'NOTHING', clueId: screening?.clueId ?? null }
}
