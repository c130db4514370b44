import 'server-only'
import { holdOpenClue } from '@/lib/monitoring/commands/decide-clue'
import { findOpenCase } from '@/lib/monitoring/queries/open'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'

/**
 * An open clue as it was seen, with its household locked, and the removed case that it would roll back, if there is one.
 * Errors: NotFoundError; DomainError when it is decided, changed, or the household is monitored already.
 */
export async function clueToTakeUp(ctx: Ctx, clueId: string, version: number) {
  const clue = await holdOpenClue(ctx, clueId)
  const { countyCode, householdId } = clue
  if (clue.version !== version) throw new DomainError('monitoring.clueChanged')
  const open = await findOpenCase(ctx, { countyCode, id: householdId })
  if (open) throw new DomainError('monitoring.caseOpen', { caseNo: open.caseNo })
  const earlier = await ctx.db.monitoringCase.findFirst({
    where: { countyCode, householdId, status: 'RISK_REMOVED' },
    orderBy: { episode: 'desc' },
    select: { id: true },
  })
  return {
    countyCode,
    clueId,
    householdId,
    regionCode: clue.regionCode,
    povertyStatus: clue.household.povertyStatus,
    openedOn: dayFrom(clue.openedOn),
    openedBy: clue.openedBy,
    identifyBy: dayFrom(clue.identifyBy),
    earlierCaseId: earlier?.id ?? null,
  }
}
