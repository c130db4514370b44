import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { countDayOf } from '../commands/count-day'
import { freezeMonthOf } from '../commands/freeze-month'
import type { Unfrozen } from './months'
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
const FREEZING_MS = 3_000

export type Lacking = Partial<Uncounted> & { unfrozen?: Unfrozen | null }

/**
 * Reads until no county is left to count and none to freeze: `read` opens a scoped transaction of the reader and says what it lacks; that is
 * made between two readings. Figures counted since the question hold for it, whatever was written meanwhile. After some seconds it answers
 * what was read last, with counties still uncounted or unfrozen: ask again.
 */
export async function readPast<R extends Lacking>(read: (since?: string) => Promise<R>): Promise<R> {
  const started = performance.now()
  let since: string | undefined
  for (;;) {
    const found = await read(since)
    const { uncounted, unfrozen } = found
    const [counties, patience] = uncounted ? [uncounted.counties, PATIENCE_MS] : [unfrozen?.counties ?? [], FREEZING_MS]
    if (counties.length === 0) return found
    for (const county of counties) {
      if (performance.now() - started > patience) return found
      if (uncounted) {
        const at = await countDayOf(county, uncounted.on)
        since ??= at
      } else if (unfrozen) await freezeMonthOf(county, unfrozen.month)
    }
  }
}

export function isUncounted(found: object): found is Uncounted {
  return 'uncounted' in found && found.uncounted !== undefined
}
