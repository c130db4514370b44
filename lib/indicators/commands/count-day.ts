import 'server-only'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { pad } from '@/lib/regions/rules'
import { getWall, wallRow } from '../queries/wall'
import { momentOf } from '../rules/periods'
import { countDay, databaseInstant } from '../sql/tally'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The system itself within one county. Nobody signs in as it, it writes nothing that is audited, and what it counts is read under each reader's own scope. */
export const system = (county: string): Actor => ({
  userId: NOBODY,
  username: 'system',
  name: '',
  unit: '',
  title: '',
  role: 'COUNTY_OFFICE',
  postingId: NOBODY,
  regionCode: pad(county),
  regionName: '',
  level: 'COUNTY',
  scope: county,
  sessionHash: '',
  isPhone: false,
  steppedUpAt: null,
  locale: null,
  actingFor: null,
})

/**
 * Counts a whole county as it was on a past day and answers an instant before the count. A reader cannot count: of a household that moved away
 * he does not see the past any more, and a figure must not depend on who asks first. Whoever waits for the same county finds it counted.
 */
export async function countDayOf(county: string, on: string): Promise<string> {
  const actor = system(county)
  // First today: what waits to be counted there makes every past day doubtful.
  while (!(await withScope(actor, (ctx) => getWall(ctx, pad(county)))));
  return withScope(
    actor,
    async (ctx) => {
      const at = await databaseInstant(ctx)
      const { staleCounties, parameters } = await wallRow(ctx, pad(county), { on })
      if (staleCounties.length > 0) await countDay(ctx, momentOf(parameters, county, on))
      return at
    },
    { lock: `tally-day:${county}` },
  )
}
