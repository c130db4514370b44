import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { invitationToken } from '@/lib/users/invite'
import { INVITATION_HOURS } from '@/lib/users/rules/grants'

const SLIP_MINUTES = 10

export type Slip = { userId: string; username: string; name: string; path: string; expiresAt: Date }

/** The invitations one made within the last ten minutes, to hand over or to print; nobody sees them later. */
export async function listFreshSlips(ctx: Ctx, userId: string | null): Promise<Slip[]> {
  const { userId: madeBy } = ctx.actor
  const freshFrom = new Date(ctx.now.getTime() + INVITATION_HOURS * 3_600_000 - SLIP_MINUTES * 60_000)
  const rows = await ctx.db.invitation.findMany({
    where: { madeBy, usedAt: null, expiresAt: { gt: freshFrom }, ...(userId && isUuid(userId) ? { userId } : {}) },
    select: { userId: true, expiresAt: true, user: { select: { username: true, name: true } } },
    orderBy: { user: { username: 'asc' } },
  })
  return rows.map(({ user, ...row }) => ({
    ...row,
    ...user,
    path: `/invitation/${invitationToken(row.userId, madeBy, row.expiresAt)}`,
  }))
}
