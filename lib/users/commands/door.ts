import 'server-only'
import * as z from 'zod'
import { now } from '@/lib/platform/clock'
import { defineCommand } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { BusyError, hashPassword } from '@/lib/platform/password'
import { findOpenPosting } from '@/lib/platform/session-store'
import { findInvitation, hashInvitation } from '@/lib/users/queries/door'
import { judgePassword } from '@/lib/users/rules/door'
import type { PasswordFault } from '@/lib/users/schema'

export type Accepted =
  | { status: 'accepted'; userId: string; postingId: string | null }
  | { status: PasswordFault | 'gone' | 'busy' }

/**
 * Sets the password of an invitation, once: of two at the same time one finds it gone. Earlier sessions of the account end. The change is
 * audited under the invited person, for nobody is signed in yet.
 */
export async function acceptInvitation(token: string, password: string): Promise<Accepted> {
  const invitation = await findInvitation(token)
  if (!invitation) return { status: 'gone' }
  const fault = judgePassword(password, invitation)
  if (fault) return { status: fault }
  const { userId } = invitation
  const passwordHash = await hashPassword(password).catch((error) => {
    if (error instanceof BusyError) return null
    throw error
  })
  if (!passwordHash) return { status: 'busy' }
  const at = now()
  const isOurs = await unscoped().$transaction(async (db) => {
    await db.$queryRaw`SELECT set_config('app.actor', ${userId}, true), set_config('app.command', 'invitation.accept', true)`
    const { count } = await db.invitation.updateMany({
      where: { tokenHash: hashInvitation(token), usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    })
    if (count !== 1) return false
    await db.appUser.update({ where: { id: userId }, data: { passwordHash } })
    await db.session.updateMany({
      where: { userId, endedAt: null },
      data: { endedAt: at, endReason: 'passwordChanged' },
    })
    return true
  })
  if (!isOurs) return { status: 'gone' }
  return { status: 'accepted', userId, postingId: await findOpenPosting(userId, at) }
}

/** Ends another session of one's own at its next request. Errors: NotFoundError, also for somebody else's. */
export const endSession = defineCommand({
  name: 'session.end',
  permission: 'account:self',
  input: z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) }),
  async run(ctx, { session }) {
    const { count } = await ctx.db.session.updateMany({
      where: { sidHash: session, userId: ctx.actor.userId, endedAt: null },
      data: { endedAt: ctx.now, endReason: 'endedByOwner' },
    })
    if (count === 0) throw new NotFoundError()
    return {}
  },
})
