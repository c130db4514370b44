import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { decidedAlready } from '@/lib/monitoring/commands/decide-clue'
import { isClueOpen } from '@/lib/monitoring/lifecycle'
import { findOpenCase } from '@/lib/monitoring/queries/open'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/**
 * An open clue as it was seen, with its household locked, and the removed case that it would roll back, if there is one.
 * Errors: NotFoundError; DomainError when it is decided, changed, or the household is monitored already.
 */
export async function clueToTakeUp(ctx: Ctx, clueId: string, version: number) {
  const found = await ctx.db.clue.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: clueId },
    select: { countyCode: true, householdId: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  const { countyCode, householdId } = found
  const clue = await ctx.db.clue.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: clueId } },
    include: { household: { select: { povertyStatus: true } } },
  })
  if (!isClueOpen(clue.status)) throw decidedAlready(clue)
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
