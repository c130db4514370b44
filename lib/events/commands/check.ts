import 'server-only'
import { withCalendar } from '@/lib/deadlines/queries/calendar'
import { carryOut } from '@/lib/events/commands/apply'
import { eventToDecide, step } from '@/lib/events/commands/event'
import { idNumberOf, type Planned, planFromRecord, problemIn } from '@/lib/events/queries/plan'
import { acceptDeadline, EVENT_PARAMETERS } from '@/lib/events/rules/deadlines'
import { DecideEventInput } from '@/lib/events/schema'
import { lockHouseholds, offerEvent } from '@/lib/events/sql'
import { listParameterRows } from '@/lib/parameters/queries'
import { eyesOf } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { setEffective, startJournal } from '@/lib/platform/journal'
import type { HouseholdEvent, Prisma } from '@/lib/platform/prisma/client'

/**
 * Checks an event and carries it out as a whole in the same transaction; one that concerns another village is offered to it instead.
 * Errors: DomainError `events.ownEvent` for whoever proposed it, `events.*` or `quality.*` when the record has changed so that it cannot be
 * done.
 */
export const checkEvent = defineCommand({
  name: 'event.check',
  permission: 'event:check',
  input: DecideEventInput,
  async run(ctx, { eventId, version, note }): Promise<{ eventId: string }> {
    const event = await eventToDecide(ctx, eventId, version, 'CHECKED')
    if (eyesOf(ctx.actor).includes(event.proposedBy)) throw new DomainError('events.ownEvent')
    const planned = await plannedNow(ctx, event)
    await lockHouseholds(ctx, event.countyCode, planned.plan.touched)
    const key = { countyCode_id: { countyCode: event.countyCode, id: event.id } }
    await ctx.db.householdEvent.update({
      where: key,
      data: {
        status: 'CHECKED',
        checkedBy: ctx.actor.userId,
        checkedByName: ctx.actor.name,
        checkedAt: ctx.now,
        effects: planned.plan.effects as Prisma.InputJsonValue,
        version: { increment: 1 },
      },
      select: { id: true },
    })
    await step(ctx, event, 'CHECKED', note)
    if (planned.asks) {
      const rules = await withCalendar(ctx, await listParameterRows(ctx, EVENT_PARAMETERS), ctx.today)
      await offerEvent(ctx, event.countyCode, event.id, acceptDeadline(rules, event.regionCode, ctx.today))
      await step(ctx, event, 'OFFERED')
      return { eventId }
    }
    await apply(ctx, event, planned)
    return { eventId }
  },
})

/** What cannot be done any more is said of the event: the fields it was typed in are not on the form that checks it. */
async function plannedNow(ctx: Ctx, event: HouseholdEvent): Promise<Planned> {
  try {
    return await planFromRecord(ctx, event)
  } catch (error) {
    const problem = problemIn(error)
    throw problem ? new DomainError(problem.code, problem.params) : error
  }
}

async function apply(ctx: Ctx, event: HouseholdEvent, { plan, details }: Planned): Promise<void> {
  const { countyCode, id, regionCode } = event
  const journalId = newId(ctx.now)
  const idNumber = idNumberOf(event)
  await startJournal(ctx, { countyCode, id: journalId, regionCode, command: 'event.check' })
  await setEffective(ctx, dayFrom(event.effectiveOn))
  await carryOut(ctx, { countyCode, regionCode, details, idNumber }, plan)
  await ctx.db.$executeRaw`SELECT set_config('app.journal', '', true)`
  await ctx.db.householdEvent.update({
    where: { countyCode_id: { countyCode, id } },
    data: {
      status: 'APPLIED',
      journalId,
      appliedAt: ctx.now,
      idNumberEnc: null,
      idNumberBidx: null,
      version: { increment: 1 },
    },
    select: { id: true },
  })
  await step(ctx, event, 'APPLIED')
}
