import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isWithin } from '@/lib/regions/rules'

/** Whether a region is there and within the actor's. A region outside is the same as none. Errors: NotFoundError. */
export async function assertRegion(ctx: Ctx, regionCode: string): Promise<void> {
  const isHis = isWithin(regionCode, ctx.actor.scope)
  const found = isHis && (await ctx.db.region.findUnique({ where: { code: regionCode }, select: { code: true } }))
  if (!found) throw new NotFoundError()
}
