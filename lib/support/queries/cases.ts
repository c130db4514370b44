import 'server-only'
import { type CaseList, type CaseQuery, listCases } from '@/lib/monitoring/queries/cases'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import type { CaseNarrow } from '@/lib/support/rules/case-parts'
import { type CaseCount, selectCaseFigures } from '@/lib/support/sql/case-figures'
import { selectCaseIds } from '@/lib/support/sql/cases'

/** The list of open monitoring cases narrowed to those whose help stands somehow; in its order and pages. */
export const listCasesByHelp = (ctx: Ctx, query: Omit<CaseQuery, 'tab'>, narrow: CaseNarrow): Promise<CaseList> =>
  listCases(ctx, { ...query, tab: 'open' }, ({ range, after, take }) =>
    selectCaseIds(ctx, { range, narrow, after, take }),
  )

/** The ids of the cases that the narrowed list shows over all its pages, in its order; at most `most`. */
export async function listCaseIdsByHelp(ctx: Ctx, region: string, narrow: CaseNarrow, most: number): Promise<string[]> {
  const { range } = await getPlace(ctx, region)
  return selectCaseIds(ctx, { range, narrow, after: null, take: most })
}

/**
 * Open cases of a region counted by the region below and by risk, each number by the condition of its list; a case of two risks counts in both.
 * With `since` also the median days of the steps that ended since that day, and of how many, by step.
 */
export async function countCasesByHelp(
  ctx: Ctx,
  { range }: Pick<Place, 'range'>,
  childDigits: number,
  since: string | null = null,
) {
  const { children, risks, days } = await selectCaseFigures(ctx, { range, childDigits, since })
  return {
    byChild: new Map(children.map((row) => [row.child, row])),
    byRisk: new Map(risks.map((row) => [row.risk, row])),
    days: new Map(days.map(({ step, ...row }) => [step, row])),
    sum: (key: CaseCount) => children.reduce((all, row) => all + row[key], 0),
  }
}
