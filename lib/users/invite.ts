import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { blindIndex } from '@/lib/platform/fields'
import { hashInvitation } from '@/lib/users/queries/door'
import { INVITATION_HOURS } from '@/lib/users/rules/grants'

const HOUR_MS = 3_600_000

/**
 * The token of an invitation: keyed, so that it need not be kept to be shown again while it is fresh, and bound to the account, its maker
 * and its very end.
 */
export function invitationToken(userId: string, madeBy: string, expiresAt: Date): string {
  return blindIndex('invitation', `${userId}:${madeBy}:${expiresAt.getTime()}`).toString('base64url')
}

/** Makes a one-time invitation of 72 hours; earlier ones of the account end. */
export async function invite(ctx: Ctx, userId: string): Promise<void> {
  await ctx.db.invitation.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: ctx.now } },
    data: { expiresAt: ctx.now },
  })
  const expiresAt = new Date(ctx.now.getTime() + INVITATION_HOURS * HOUR_MS)
  const madeBy = ctx.actor.userId
  const tokenHash = hashInvitation(invitationToken(userId, madeBy, expiresAt))
  await ctx.db.invitation.create({ data: { tokenHash, userId, madeBy, expiresAt }, select: { userId: true } })
}
