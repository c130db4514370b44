import 'server-only'
import type { HouseholdView } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'
import type { IssueFilter } from '../schema'
import { selectIssueIds, selectIssuesById } from '../sql/list'
import { shownIssues } from './names'

/** Ids of what does not fit in a region of one county, village by village and household by household as their lists have it. */
export function listIssueIds(
  ctx: Ctx,
  prefix: string,
  options: { filter: IssueFilter; rule: string | null; limit: number },
): Promise<string[]> {
  return selectIssueIds(ctx, countyOf(prefix), prefix, options)
}

/** Issues by their ids, in their order, each with its place, as a view may read them. */
export async function readIssues(ctx: Ctx, county: string, ids: readonly string[], view: HouseholdView) {
  const rows = await selectIssuesById(ctx, county, ids)
  return rows.flatMap(({ issue, ...place }) =>
    shownIssues(ctx, [issue], view).map((shown) => ({ issue: shown, place })),
  )
}
