import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { countDayOf } from '../commands/count-day'
import { type Wall, wallFrom, wallRow } from './wall'

/** Counties whose figures of a past day are to be counted first, in transactions of their own. */
export type Uncounted = { uncounted: { on: string; counties: readonly string[] } }

/**
 * The wall of one region as it was on a past day, as known now: households in the village they stood in then, targets, thresholds and visit
 * intervals of that day. `since`: figures counted after that instant hold, too. Outside the scope and for no region: not found.
 */
export async function getWallOn(ctx: Ctx, regionCode: string, on: string, since?: string): Promise<Wall | Uncounted> {
  const row = await wallRow(ctx, regionCode, { on, since })
  return row.staleCounties.length > 0 ? { uncounted: { on, counties: row.staleCounties } } : wallFrom(ctx, row, on)
}

const PATIENCE_MS = 8_000

/**
 * Reads until no county is left to count: `read` opens a scoped transaction of the reader and says which counties it lacks; they are counted
 * between two readings. Figures counted since the question hold for it, whatever was written meanwhile. After some seconds it answers what
 * was read last, with counties still uncounted: ask again.
 */
export async function readPast<R extends Partial<Uncounted>>(read: (since?: string) => Promise<R>): Promise<R> {
  const started = performance.now()
  let since: string | undefined
  for (;;) {
    const found = await read(since)
    if (!found.uncounted) return found
    for (const county of found.uncounted.counties) {
      if (performance.now() - started > PATIENCE_MS) return found
      const at = await countDayOf(county, found.uncounted.on)
      since ??= at
    }
  }
}

export function isUncounted(found: object): found is Uncounted {
  return 'uncounted' in found && found.uncounted !== undefined
}
