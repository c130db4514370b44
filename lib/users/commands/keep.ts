import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { SessionEnd } from '@/lib/platform/session-store'
import { requireStepUp } from '@/lib/platform/step-up'
import { requireAnother } from '@/lib/users/commands/postings'
import { invite } from '@/lib/users/invite'

const OfAccount = z.object({ userId: z.uuid() })

async function endAll(ctx: Ctx, userId: string, endReason: SessionEnd): Promise<void> {
  await ctx.db.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: ctx.now, endReason } })
}

/** A new one-time invitation: to set a first password, or a new one when it was forgotten. Errors: DomainError, NotFoundError. */
export const inviteAgain = defineCommand({
  name: 'account.invite',
  permission: 'account:manage',
  input: OfAccount,
  async run(ctx, { userId }) {
    await requireAnother(ctx, userId)
    requireStepUp(ctx)
    await invite(ctx, userId)
    return { userId }
  },
})

/** Closes an account or opens it again. Closing ends its sessions and invitations at the next request. Errors: DomainError, NotFoundError. */
export const setActive = defineCommand({
  name: 'account.setActive',
  permission: 'account:manage',
  input: OfAccount.extend({ isActive: z.stringbool().or(z.boolean()) }),
  async run(ctx, { userId, isActive }) {
    await requireAnother(ctx, userId)
    requireStepUp(ctx)
    await ctx.db.appUser.update({ where: { id: userId }, data: { isActive }, select: { id: true } })
    if (!isActive) {
      await endAll(ctx, userId, 'deactivated')
      await ctx.db.invitation.updateMany({
        where: { userId, usedAt: null, expiresAt: { gt: ctx.now } },
        data: { expiresAt: ctx.now },
      })
    }
    return { userId }
  },
})

/** Signs somebody out everywhere, as after a lost phone. Errors: DomainError `users.notYourself`; NotFoundError. */
export const endSessionsOf = defineCommand({
  name: 'session.endAll',
  permission: 'account:endSession',
  input: OfAccount,
  async run(ctx, { userId }) {
    await requireAnother(ctx, userId)
    await endAll(ctx, userId, 'endedByKeeper')
    return { userId }
  },
})

/** Asks for the reset of a second factor whose phone and recovery codes are lost; another person confirms. Errors: DomainError, NotFoundError. */
export const requestReset = defineCommand({
  name: 'factor.requestReset',
  permission: 'account:manage',
  input: OfAccount.extend({ id: z.uuid(), reason: z.string().trim().min(1).max(300) }),
  async run(ctx, { id, userId, reason }) {
    await requireAnother(ctx, userId)
    requireStepUp(ctx)
    const held = await ctx.db.secondFactor.findUnique({ where: { id: userId }, select: { confirmedAt: true } })
    if (!held?.confirmedAt) throw new DomainError('users.noFactor')
    const waiting = await ctx.db.factorReset.findFirst({ where: { userId, confirmedBy: null }, select: { id: true } })
    if (waiting) throw new DomainError('users.resetWaiting')
    await ctx.db.factorReset.create({
      data: { id, userId, reason, requestedBy: ctx.actor.userId, requestedAt: ctx.now },
      select: { id: true },
    })
    return { userId }
  },
})

/** Confirms a reset: the second factor is gone, every session ends. Errors: DomainError `users.fourEyes`; NotFoundError. */
export const confirmReset = defineCommand({
  name: 'factor.confirmReset',
  permission: 'account:confirmReset',
  input: z.object({ resetId: z.uuid() }),
  async run(ctx, { resetId }) {
    const reset = await ctx.db.factorReset.findFirst({ where: { id: resetId, confirmedBy: null } })
    if (!reset) throw new NotFoundError()
    await requireAnother(ctx, reset.userId)
    if (reset.requestedBy === ctx.actor.userId) throw new DomainError('users.fourEyes')
    requireStepUp(ctx)
    const { count } = await ctx.db.factorReset.updateMany({
      where: { id: resetId, confirmedBy: null },
      data: { confirmedBy: ctx.actor.userId, confirmedAt: ctx.now },
    })
    if (count === 0) throw new NotFoundError()
    await ctx.db.secondFactor.deleteMany({ where: { id: reset.userId } })
    await ctx.db.recoveryCode.updateMany({ where: { userId: reset.userId, usedAt: null }, data: { usedAt: ctx.now } })
    await endAll(ctx, reset.userId, 'factorReset')
    return { userId: reset.userId }
  },
})
