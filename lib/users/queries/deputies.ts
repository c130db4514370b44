import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { isSteppedUp } from '@/lib/platform/step-up'

export type Deputy = { id: string; name: string; username: string; validFrom: string; validTo: string; isOver: boolean }

/** The deputies one named, and whether one may name more. */
export async function listDeputies(
  ctx: Ctx,
): Promise<{ deputies: Deputy[]; actingFor: string | null; today: string; isFresh: boolean }> {
  const rows = await ctx.db.posting.findMany({
    where: { actingFor: ctx.actor.userId },
    select: { id: true, validFrom: true, validTo: true, user: { select: { name: true, username: true } } },
    orderBy: { validFrom: 'desc' },
    take: 20,
  })
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''
  return {
    deputies: rows.map(({ id, validFrom, validTo, user }) => ({
      id,
      ...user,
      validFrom: day(validFrom),
      validTo: day(validTo),
      isOver: day(validTo) < ctx.today,
    })),
    actingFor: ctx.actor.actingFor?.name ?? null,
    today: ctx.today,
    isFresh: isSteppedUp(ctx.actor, ctx.now),
  }
}
