import 'server-only'
import * as z from 'zod'
import type { Role } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { addDays, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { requireStepUp } from '@/lib/platform/step-up'
import { DEPUTY_DAYS, grantableBy, ROLE_LEVELS } from '@/lib/users/rules/grants'
import { PostingInput } from '@/lib/users/schema'

const Day = z.string().refine(isDay, { error: 'input.notADay' })

/**
 * Posts somebody. `proposedBy` is set where an office only proposes. Errors: DomainError `users.notYourself`, `users.roleNotYours`,
 * `users.roleNotThere`; NotFoundError for a region beyond the scope.
 */
export async function addPosting(
  ctx: Ctx,
  userId: string,
  posting: PostingInput,
  proposedBy: string | null,
): Promise<void> {
  const { role, regionCode, validFrom, validTo, ...rest } = posting
  if (userId === ctx.actor.userId) throw new DomainError('users.notYourself')
  if (!regionCode.startsWith(ctx.actor.scope)) throw new NotFoundError()
  const region = await ctx.db.region.findUnique({ where: { code: regionCode }, select: { level: true } })
  if (!region) throw new NotFoundError()
  if (!grantableBy(ctx.actor.role).includes(role)) throw new DomainError('users.roleNotYours', {}, 'posting.role')
  if (!ROLE_LEVELS[role].includes(region.level)) throw new DomainError('users.roleNotThere', {}, 'posting.regionCode')
  await ctx.db.posting.create({
    data: {
      ...rest,
      countyCode: regionCode.slice(0, 6),
      userId,
      role,
      regionCode,
      validFrom: new Date(validFrom),
      validTo: validTo && new Date(validTo),
      proposedBy,
    },
    select: { id: true },
  })
}

/** A posting that exists for the actor. Errors: NotFoundError. */
export async function findVisiblePosting(ctx: Ctx, id: string) {
  const posting = await ctx.db.posting.findFirst({ where: { id, regionCode: { startsWith: ctx.actor.scope } } })
  if (!posting) throw new NotFoundError()
  return posting
}

/** That the account has a posting the actor may see. Errors: NotFoundError; DomainError `users.notYourself`. */
export async function requireAnother(ctx: Ctx, userId: string): Promise<void> {
  const posting = await ctx.db.posting.findFirst({
    where: { userId, regionCode: { startsWith: ctx.actor.scope } },
    select: { id: true },
  })
  if (!posting) throw new NotFoundError()
  if (userId === ctx.actor.userId) throw new DomainError('users.notYourself')
}

/** One more posting of somebody who has an account. Errors as of `addPosting`. */
export const grantPosting = defineCommand({
  name: 'posting.grant',
  permission: 'account:manage',
  input: z.object({ userId: z.uuid(), posting: PostingInput }),
  async run(ctx, { userId, posting }) {
    await requireAnother(ctx, userId)
    requireStepUp(ctx)
    await addPosting(ctx, userId, posting, null)
    return { userId }
  },
})

/** Ends a posting on a day, which may be past, or lets it go on. It counts from the next request on. Errors: DomainError, NotFoundError. */
export const setPostingEnd = defineCommand({
  name: 'posting.setEnd',
  permission: 'account:manage',
  input: z.object({ postingId: z.uuid(), validTo: Day.nullable().default(null) }),
  async run(ctx, { postingId, validTo }) {
    const posting = await findVisiblePosting(ctx, postingId)
    if (posting.userId === ctx.actor.userId) throw new DomainError('users.notYourself')
    requireStepUp(ctx)
    const from = posting.validFrom.toISOString().slice(0, 10)
    if (validTo !== null && validTo < addDays(from, -1)) throw new DomainError('users.endBeforeStart', {}, 'validTo')
    if (posting.actingFor && (validTo === null || validTo > addDays(from, DEPUTY_DAYS - 1))) {
      throw new DomainError('users.deputyTooLong', { n: DEPUTY_DAYS }, 'validTo')
    }
    await ctx.db.posting.update({
      where: { countyCode_id: { countyCode: posting.countyCode, id: postingId } },
      data: { validTo: validTo && new Date(validTo) },
      select: { id: true },
    })
    return { userId: posting.userId }
  },
})

/**
 * Names a deputy for the posting one works in, for at most thirty days. He signs in with his own account and has exactly this role and
 * region; every entry of what he does names for whom. Errors: DomainError `users.deputyOfDeputy`, `users.nobodyOfThatName`,
 * `users.deputyTooLong`, `users.notYourself`.
 */
export const appointDeputy = defineCommand({
  name: 'deputy.appoint',
  permission: 'deputy:appoint',
  input: z.object({
    id: z.uuid(),
    username: z.string().trim().toLowerCase().min(1).max(64),
    validFrom: Day,
    validTo: Day,
  }),
  async run(ctx, { id, username, validFrom, validTo }) {
    requireStepUp(ctx)
    const { actor } = ctx
    if (actor.actingFor) throw new DomainError('users.deputyOfDeputy')
    if (validTo < validFrom) throw new DomainError('users.endBeforeStart', {}, 'validTo')
    if (validFrom < ctx.today) throw new DomainError('users.startsInThePast', {}, 'validFrom')
    if (validTo > addDays(validFrom, DEPUTY_DAYS - 1)) {
      throw new DomainError('users.deputyTooLong', { n: DEPUTY_DAYS }, 'validTo')
    }
    const deputy = await ctx.db.appUser.findFirst({ where: { username, isActive: true }, select: { id: true } })
    if (!deputy) throw new DomainError('users.nobodyOfThatName', {}, 'username')
    if (deputy.id === actor.userId) throw new DomainError('users.notYourself', {}, 'username')
    const own = await ctx.db.posting.findFirst({ where: { id: actor.postingId, userId: actor.userId } })
    if (!own) throw new NotFoundError()
    if (own.validTo && validTo > own.validTo.toISOString().slice(0, 10)) {
      throw new DomainError('users.deputyOutlasts', {}, 'validTo')
    }
    await ctx.db.posting.create({
      data: {
        id,
        countyCode: own.countyCode,
        userId: deputy.id,
        role: own.role as Role,
        regionCode: own.regionCode,
        title: own.title,
        validFrom: new Date(validFrom),
        validTo: new Date(validTo),
        actingFor: actor.userId,
        actingPostingId: own.id,
      },
      select: { id: true },
    })
    return {}
  },
})

/** Ends a deputy one named; from the next request on he may nothing of it. Errors: NotFoundError. */
export const endDeputy = defineCommand({
  name: 'deputy.end',
  permission: 'deputy:appoint',
  input: z.object({ postingId: z.uuid() }),
  async run(ctx, { postingId }) {
    const mine = await ctx.db.posting.findFirst({ where: { id: postingId, actingFor: ctx.actor.userId } })
    if (!mine) throw new NotFoundError()
    const from = mine.validFrom.toISOString().slice(0, 10)
    // The day before: also one that began today, or has not begun, is over at once.
    const validTo = new Date(addDays(from < ctx.today ? ctx.today : from, -1))
    await ctx.db.posting.update({
      where: { countyCode_id: { countyCode: mine.countyCode, id: postingId } },
      data: { validTo },
      select: { id: true },
    })
    await ctx.db.session.updateMany({
      where: { postingId, endedAt: null },
      data: { endedAt: ctx.now, endReason: 'endedByKeeper' },
    })
    return {}
  },
})
