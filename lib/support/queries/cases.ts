import 'server-only'
import { type CaseList, type CaseQuery, listCases } from '@/lib/monitoring/queries/cases'
import type { Ctx } from '@/lib/platform/db'
import type { CaseNarrow } from '@/lib/support/rules/case-parts'
import { selectCaseIds } from '@/lib/support/sql/cases'

/** The list of open monitoring cases narrowed to those whose help stands somehow; in its order and pages. */
export const listCasesByHelp = (ctx: Ctx, query: Omit<CaseQuery, 'tab'>, narrow: CaseNarrow): Promise<CaseList> =>
  listCases(ctx, { ...query, tab: 'open' }, ({ range, after, take }) =>
    selectCaseIds(ctx, { range, narrow, after, take }),
  )
