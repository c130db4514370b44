import 'server-only'
import { mayStep } from '@/lib/events/lifecycle'
import type { EventStatus } from '@/lib/events/schema'
import { lockEvent, lockHouseholds } from '@/lib/events/sql'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { HouseholdEvent } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

/** An event in the actor's region, taken for this transaction with its household, if it may take this step as it was seen. */
export async function eventToDecide(ctx: Ctx, id: string, version: number, to: EventStatus): Promise<HouseholdEvent> {
  const found = await ctx.db.householdEvent.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    select: { countyCode: true, householdId: true, otherHouseholdId: true },
  })
  if (!found) throw new NotFoundError()
  const { countyCode, householdId, otherHouseholdId } = found
  await lockHouseholds(ctx, countyCode, otherHouseholdId ? [householdId, otherHouseholdId] : [householdId])
  await lockEvent(ctx, countyCode, id)
  const event = await ctx.db.householdEvent.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id } } })
  if (!mayStep(event.status, to)) {
    throw new DomainError('events.decided', {
      by: event.answeredByName ?? event.checkedByName ?? event.undoneByName ?? '—',
    })
  }
  if (event.version !== version) throw new DomainError('events.changed')
  return event
}

/** Writes one line of an event's life. */
export async function step(
  ctx: Ctx,
  event: Pick<HouseholdEvent, 'countyCode' | 'id' | 'regionCode'>,
  status: EventStatus,
  note = '',
) {
  await ctx.db.householdEventStep.create({
    data: {
      countyCode: event.countyCode,
      eventId: event.id,
      regionCode: event.regionCode,
      status,
      at: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      note,
    },
    select: { stepNo: true },
  })
}
