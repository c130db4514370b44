import 'server-only'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
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
  const { verifyBy } = clueDeadlines(await getTermRules(ctx, ctx.today), row.regionCode, ctx.today)
  return { household: householdFrom(ctx, row), verifyDays: daysBetween(ctx.today, verifyBy), today: ctx.today }
}
