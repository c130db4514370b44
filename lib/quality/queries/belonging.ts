import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { membersInYear } from '../rules/beyond'
import { selectMemberships } from '../sql/beyond'

/** How many people belonged to each of some households in a poverty year, as the rules count them. */
export async function readBelonging(
  ctx: Ctx,
  county: string,
  ids: readonly string[],
): Promise<(householdId: string, year: number) => number> {
  const homes = Map.groupBy(await selectMemberships(ctx, county, ids), ({ householdId }) => householdId)
  return (householdId, year) => membersInYear(homes.get(householdId) ?? [], year)
}
