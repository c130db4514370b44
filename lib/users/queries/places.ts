import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** The regions one may post people in, townships with their villages, in the order of the county's list. */
export async function listPlaces(ctx: Ctx): Promise<{ code: string; name: string; level: string }[]> {
  return ctx.db.region.findMany({
    where: { code: { startsWith: ctx.actor.scope } },
    select: { code: true, name: true, level: true },
    orderBy: { code: 'asc' },
  })
}
