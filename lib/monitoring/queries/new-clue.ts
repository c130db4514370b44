import 'server-only'
import { withCalendar } from '@/lib/deadlines/queries/calendar'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { clueDeadlines, DEADLINE_PARAMETERS } from '@/lib/monitoring/rules/deadlines'
import { listParameterRows } from '@/lib/parameters/queries'
import { daysBetween } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** The household that a clue is to be opened on, and how many days its check would have. */
export async function getNewClue(ctx: Ctx, householdId: string) {
  const row = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId },
    select: { ...householdShown, regionCode: true },
  })
  if (!row) throw new NotFoundError()
  const rules = await withCalendar(ctx, await listParameterRows(ctx, DEADLINE_PARAMETERS), ctx.today)
  const { verifyBy } = clueDeadlines(rules, row.regionCode, ctx.today)
  return { household: householdFrom(ctx, row), verifyDays: daysBetween(ctx.today, verifyBy), today: ctx.today }
}
