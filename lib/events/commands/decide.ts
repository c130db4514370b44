import 'server-only'
import { eventToDecide, step } from '@/lib/events/commands/event'
import { DecideEventInput, ReturnEventInput, WithdrawEventInput } from '@/lib/events/schema'
import { refreshHouseholds, undoHandover } from '@/lib/events/sql'
import { eyesOf } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { setEffective, undoJournal } from '@/lib/platform/journal'
import { may } from '@/lib/platform/permissions'
import type { HouseholdEvent } from '@/lib/platform/prisma/client'

const key = ({ countyCode, id }: { countyCode: string; id: string }) => ({ countyCode_id: { countyCode, id } })
const forget = { idNumberEnc: null, idNumberBidx: null }

/** Gives a proposal back with a reason; it is proposed again from the record as it then is. */
export const returnEvent = defineCommand({
  name: 'event.return',
  permission: 'event:check',
  input: ReturnEventInput,
  async run(ctx, { eventId, version, reason }): Promise<{ eventId: string }> {
    const event = await eventToDecide(ctx, eventId, version, 'RETURNED')
    if (eyesOf(ctx.actor).includes(event.proposedBy)) throw new DomainError('events.ownEvent')
    await ctx.db.householdEvent.update({
      where: key(event),
      data: { status: 'RETURNED', reason, ...forget, version: { increment: 1 } },
      select: { id: true },
    })
    await step(ctx, event, 'RETURNED', reason)
    return { eventId }
  },
})

/** Takes a proposal or an offer back before it is carried out: whoever proposed it, or who may check. */
export const withdrawEvent = defineCommand({
  name: 'event.withdraw',
  permission: 'event:propose',
  input: WithdrawEventInput,
  async run(ctx, { eventId, version }): Promise<{ eventId: string }> {
    const event = await eventToDecide(ctx, eventId, version, 'WITHDRAWN')
    if (event.proposedBy !== ctx.actor.userId && !may(ctx.actor.role, 'event:check'))
      throw new DomainError('events.notYours')
    await ctx.db.householdEvent.update({
      where: key(event),
      data: { status: 'WITHDRAWN', ...forget, version: { increment: 1 } },
      select: { id: true },
    })
    await step(ctx, event, 'WITHDRAWN')
    return { eventId }
  },
})

/**
 * Takes an applied event back as a whole. Errors: DomainError `journal.dependent` when something was built on it since; a hand-over is
 * taken back only by who stands over both villages.
 */
export const undoEvent = defineCommand({
  name: 'event.undo',
  permission: 'event:check',
  input: DecideEventInput,
  async run(ctx, { eventId, version, note }): Promise<{ eventId: string }> {
    const event = await eventToDecide(ctx, eventId, version, 'UNDONE')
    if (event.acceptBy) await undoHandover(ctx, event.countyCode, event.id)
    else {
      await setEffective(ctx, dayFrom(event.effectiveOn))
      await undoJournal(ctx, event.countyCode, event.journalId ?? '')
      await refreshHouseholds(ctx, event.countyCode, await householdsOf(ctx, event))
    }
    await ctx.db.householdEvent.update({
      where: key(event),
      data: {
        status: 'UNDONE',
        undoneBy: ctx.actor.userId,
        undoneByName: ctx.actor.name,
        undoneAt: ctx.now,
        version: { increment: 1 },
      },
      select: { id: true },
    })
    const { regionCode } = await ctx.db.householdEvent.findUniqueOrThrow({
      where: key(event),
      select: { regionCode: true },
    })
    await step(ctx, { ...event, regionCode }, 'UNDONE', note)
    return { eventId }
  },
})

/** Whose members an event changed: its own households, and the one a person goes back to. */
async function householdsOf(ctx: Ctx, event: HouseholdEvent): Promise<string[]> {
  const { countyCode, personId, householdId, otherHouseholdId } = event
  const back = personId
    ? await ctx.db.membership.findMany({
        where: { countyCode, personId, validTo: null },
        select: { householdId: true },
      })
    : []
  return [householdId, ...(otherHouseholdId ? [otherHouseholdId] : []), ...back.map((each) => each.householdId)]
}
