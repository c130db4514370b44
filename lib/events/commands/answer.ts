import 'server-only'
import { AnswerEventInput, RefuseEventInput } from '@/lib/events/schema'
import { acceptOffered, refuseOffered } from '@/lib/events/sql'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

async function countyOfOffer(ctx: Ctx, eventId: string): Promise<string> {
  const found = await ctx.db.eventParty.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), eventId, answers: true },
    select: { countyCode: true },
  })
  if (!found) throw new NotFoundError()
  return found.countyCode
}

/**
 * The asked village takes the household, or lets the person go; all of it happens at once. After the deadline only who stands over both
 * villages answers. Errors: DomainError `events.answered`, `events.ownEvent`, `events.tooLate`, `events.headThere`,
 * `events.spouseThere`.
 */
export const acceptEvent = defineCommand({
  name: 'event.accept',
  permission: 'event:propose',
  input: AnswerEventInput,
  async run(ctx, { eventId }): Promise<{ eventId: string }> {
    await acceptOffered(ctx, await countyOfOffer(ctx, eventId), eventId, newId(ctx.now))
    return { eventId }
  },
})

/** The asked village says no, with a reason that both sides read. */
export const refuseEvent = defineCommand({
  name: 'event.refuse',
  permission: 'event:propose',
  input: RefuseEventInput,
  async run(ctx, { eventId, reason }): Promise<{ eventId: string }> {
    await refuseOffered(ctx, await countyOfOffer(ctx, eventId), eventId, reason)
    return { eventId }
  },
})
