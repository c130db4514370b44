import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countHelpers, countUnpaired, type HelperLoad, selectLoads } from '@/lib/support/sql/loads'

/** More households than a helper can care for (P-清洗17). */
export const HELPER_MOST = 15
const PAGE = 50

const judged = (row: HelperLoad) => ({ ...row, isTooMany: row.households > HELPER_MOST })

/** Helpers of a region with what they carry, fifty at a time, the most loaded first, and how many households have none. */
export async function listHelperLoads(ctx: Ctx, region: string | undefined, after?: string) {
  const place = await getPlace(ctx, region)
  const rows = await selectLoads(ctx, place.range, { after, most: PAGE + 1 })
  const helpers = rows.slice(0, PAGE).map(judged)
  return {
    place,
    total: await countHelpers(ctx, place.range),
    without: await countUnpaired(ctx, place.range),
    helpers,
    next: rows.length > PAGE ? (helpers.at(-1)?.key ?? null) : null,
    mayHandOver: may(ctx.actor.role, 'handover:forOthers'),
  }
}

/** The keys of all helpers that the list of a region shows over all its pages, in its order; at most `most`. */
export async function listHelperKeys(ctx: Ctx, region: string, most: number): Promise<string[]> {
  const { range } = await getPlace(ctx, region)
  return (await selectLoads(ctx, range, { most })).map(({ key }) => key)
}

/** Helpers of a region by their keys, in the order of their list. */
export async function getHelperLoads(ctx: Ctx, region: string, keys: readonly string[]) {
  const { range } = await getPlace(ctx, region)
  return (await selectLoads(ctx, range, { keys })).map(judged)
}
