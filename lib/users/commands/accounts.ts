import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { requireStepUp } from '@/lib/platform/step-up'
import { addPosting, findVisiblePosting } from '@/lib/users/commands/postings'
import { invite } from '@/lib/users/invite'
import { AccountInput } from '@/lib/users/schema'

/**
 * Makes an account with its first posting and a one-time invitation. Errors: DomainError `users.stepUpNeeded`, `users.usernameTaken`,
 * `users.roleNotYours`, `users.roleNotThere`; NotFoundError for a region beyond the scope.
 */
export const createAccount = defineCommand({
  name: 'account.create',
  permission: 'account:manage',
  input: AccountInput,
  async run(ctx, input) {
    requireStepUp(ctx)
    await addUser(ctx, input)
    await addPosting(ctx, input.id, input.posting, null)
    await invite(ctx, input.id)
    return { userId: input.id }
  },
})

/** The same by an office: the account opens nothing until an administrator has confirmed its posting. */
export const proposeAccount = defineCommand({
  name: 'account.propose',
  permission: 'account:propose',
  input: AccountInput,
  async run(ctx, input) {
    requireStepUp(ctx)
    await addUser(ctx, input)
    await addPosting(ctx, input.id, input.posting, ctx.actor.userId)
    return { userId: input.id }
  },
})

/** Confirms or declines what an office proposed; confirming invites. Errors: DomainError `users.decidedAlready`, `users.notYourself`; NotFoundError. */
export const decideProposal = defineCommand({
  name: 'posting.decide',
  permission: 'account:manage',
  input: z.object({ postingId: z.uuid(), decision: z.enum(['CONFIRMED', 'DECLINED']) }),
  async run(ctx, { postingId, decision }) {
    const posting = await findVisiblePosting(ctx, postingId)
    if (!posting.proposedBy) throw new NotFoundError()
    requireStepUp(ctx)
    if (posting.userId === ctx.actor.userId) throw new DomainError('users.notYourself')
    const { count } = await ctx.db.posting.updateMany({
      where: { countyCode: posting.countyCode, id: postingId, decision: null },
      data: { decision, decidedBy: ctx.actor.userId },
    })
    if (count === 0) throw new DomainError('users.decidedAlready')
    const { passwordHash } = await ctx.db.appUser.findUniqueOrThrow({
      where: { id: posting.userId },
      select: { passwordHash: true },
    })
    if (decision === 'CONFIRMED' && passwordHash === null) await invite(ctx, posting.userId)
    return { userId: posting.userId }
  },
})

/** Adds the person of an account. Errors: DomainError `users.usernameTaken`. */
export async function addUser(
  ctx: Ctx,
  { id, username, name, unit }: Pick<AccountInput, 'id' | 'username' | 'name' | 'unit'>,
): Promise<void> {
  const taken = await ctx.db.appUser.findFirst({ where: { OR: [{ id }, { username }] }, select: { id: true } })
  if (taken) throw new DomainError('users.usernameTaken', {}, 'username')
  await ctx.db.appUser.create({ data: { id, username, name, unit, createdAt: ctx.now }, select: { id: true } })
}
