import 'server-only'
import type { Ctx } from '@/lib/platform/db'

type Key = { countyCode: string; id: string }

/** The household's one open clue, if it has one. */
export function findOpenClue(ctx: Ctx, household: Key): Promise<{ id: string; clueNo: string } | null> {
  return ctx.db.clue.findFirst({
    where: { countyCode: household.countyCode, householdId: household.id, status: 'OPEN' },
    select: { id: true, clueNo: true },
  })
}

/** The household's one open monitoring case, if it has one. */
export function findOpenCase(ctx: Ctx, household: Key): Promise<{ id: string; caseNo: string } | null> {
  return ctx.db.monitoringCase.findFirst({
    where: { countyCode: household.countyCode, householdId: household.id, status: { not: 'RISK_REMOVED' } },
    select: { id: true, caseNo: true },
  })
}

/** The procedure that a clue is in, while it is under way. */
export function findClueProcedure(
  ctx: Ctx,
  clue: { countyCode: string; id: string },
): Promise<{ id: string; procedureNo: string } | null> {
  return ctx.db.statusProcedure.findFirst({
    where: { countyCode: clue.countyCode, clueId: clue.id, status: { notIn: ['DONE', 'REJECTED'] } },
    select: { id: true, procedureNo: true },
  })
}
