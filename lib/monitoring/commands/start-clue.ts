import 'server-only'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
import type { ClueSource, VisitFacts } from '@/lib/monitoring/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { nextNumber } from '@/lib/platform/numbers'

type NewClue = {
  household: VisitFacts['household']
  source: ClueSource
  summary: string
  id?: string
}

/** Opens a clue today, with its number and its deadlines; the household is locked and has no open one. */
export async function startClue(ctx: Ctx, clue: NewClue): Promise<{ id: string; clueNo: string }> {
  const { countyCode, id: householdId, regionCode } = clue.household
  const { assignBy, verifyBy, identifyBy } = clueDeadlines(await getTermRules(ctx, ctx.today), regionCode, ctx.today)
  return ctx.db.clue.create({
    data: {
      countyCode,
      id: clue.id ?? newId(ctx.now),
      regionCode,
      householdId,
      clueNo: await nextNumber(ctx, countyCode, 'XS'),
      source: clue.source,
      openedOn: dateOf(ctx.today),
      openedAt: ctx.now,
      openedBy: ctx.actor.userId,
      assignBy: dateOf(assignBy),
      verifyBy: dateOf(verifyBy),
      identifyBy: dateOf(identifyBy),
      summary: clue.summary,
    },
    select: { id: true, clueNo: true },
  })
}
