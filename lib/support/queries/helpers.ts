import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countUnpaired, selectLoads } from '@/lib/support/sql/loads'

/** More households than a helper can care for (P-清洗17). */
export const HELPER_MOST = 15

/** Helpers of a region with what they carry, the most loaded first, and how many households have none. */
export async function listHelperLoads(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const rows = await selectLoads(ctx, place.range)
  return {
    place,
    without: await countUnpaired(ctx, place.range),
    helpers: rows.map((row) => ({ ...row, isTooMany: row.households > HELPER_MOST })),
    mayHandOver: may(ctx.actor.role, 'handover:forOthers'),
  }
}
