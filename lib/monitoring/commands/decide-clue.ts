import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { isClueOpen } from '@/lib/monitoring/lifecycle'
import { findClueProcedure } from '@/lib/monitoring/queries/open'
import { eyesOf } from '@/lib/platform/actor'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

/** An open clue with its household locked. Errors: NotFoundError; DomainError with who decided it and when. */
export async function holdOpenClue(ctx: Ctx, clueId: string) {
  const found = await ctx.db.clue.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: clueId },
    select: { countyCode: true, householdId: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  const clue = await ctx.db.clue.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: clueId } },
    include: { household: { select: { povertyStatus: true } } },
  })
  if (!isClueOpen(clue.status)) throw decidedAlready(clue)
  return clue
}

/** An open clue as it was seen, as far as it may be decided by this actor without a home check. */
export async function clueToDecide(ctx: Ctx, clueId: string, version: number) {
  const clue = await holdOpenClue(ctx, clueId)
  if (eyesOf(ctx.actor).some((eyes) => eyes === clue.openedBy)) throw new DomainError('monitoring.ownClue')
  if (clue.version !== version) throw new DomainError('monitoring.clueChanged')
  const under = await findClueProcedure(ctx, clue)
  if (under) throw new DomainError('monitoring.underWay', { no: under.procedureNo })
  return clue
}

type Decision = Pick<Prisma.ClueUncheckedUpdateManyInput, 'status' | 'caseId' | 'dismissReason' | 'decisionNote'>

/** Writes the decision of a day where the clue is still open as it was seen; otherwise somebody else was first. */
export async function decide(
  ctx: Ctx,
  clue: { countyCode: string; id: string; version?: number },
  decision: Decision,
  on = ctx.today,
): Promise<void> {
  const { countyCode, id, version } = clue
  const { count } = await ctx.db.clue.updateMany({
    where: { countyCode, id, version, status: 'OPEN' },
    data: {
      ...decision,
      decidedOn: dateOf(on),
      decidedBy: ctx.actor.userId,
      decidedByName: ctx.actor.name,
      version: { increment: 1 },
    },
  })
  if (count === 1) return
  throw decidedAlready(await ctx.db.clue.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id } } }))
}

/** Says who decided a clue, how and when. */
export function decidedAlready(clue: {
  status: string
  decidedByName: string | null
  decidedOn: Date | null
}): DomainError {
  const told = { by: clue.decidedByName ?? '—', on: clue.decidedOn ? dayFrom(clue.decidedOn) : '—' }
  return new DomainError(
    clue.status === 'CONFIRMED' ? 'monitoring.confirmedAlready' : 'monitoring.dismissedAlready',
    told,
  )
}
