import 'server-only'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { getIncomeBlock } from '@/lib/identification/queries/income'
import { isAboutMonitoring, lateDays } from '@/lib/identification/rules/steps'
import { speaksAgainst } from '@/lib/monitoring/queries/against'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
import { suggestedRisks, typesFor } from '@/lib/monitoring/rules/decisions'
import { Figures, type RuleId } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'

type Row = Prisma.StatusProcedureGetPayload<{
  include: {
    household: { select: { povertyStatus: true } }
    clue: { select: { id: true; clueNo: true; openedOn: true } }
    case: { select: { id: true; caseNo: true; risks: true } }
    earlierCase: { select: { id: true; caseNo: true } }
  }
}>

/** What a procedure about monitoring shows and asks beyond the others: its clue or case, its deadlines, what its forms offer. */
export async function getMonitoringSide(ctx: Ctx, procedure: Row) {
  const { kind, clue, countyCode, regionCode } = procedure
  if (!isAboutMonitoring(kind)) return null
  const key = clue && { countyCode, id: clue.id }
  const signals = key
    ? await ctx.db.clueSignal.findMany({
        where: { countyCode, clueId: key.id },
        select: { ruleId: true, figures: true },
      })
    : []
  const told = signals.flatMap(({ ruleId, figures }) => {
    const read = Figures.safeParse(figures)
    return read.success ? [{ ruleId: ruleId as RuleId, figures: read.data }] : []
  })
  const opened = clue && dayFrom(clue.openedOn)
  const due = opened ? clueDeadlines(await getTermRules(ctx, opened), regionCode, opened) : null
  const identifyBy = procedure.identifyBy && dayFrom(procedure.identifyBy)
  const income = await getIncomeBlock(ctx, procedure, ctx.today)
  const greenReason = procedure.greenReason && (may(ctx.actor.role, 'health:read') ? procedure.greenReason : '')
  return {
    clue: clue && { id: clue.id, no: clue.clueNo },
    case: procedure.case && { id: procedure.case.id, no: procedure.case.caseNo },
    earlierCase: procedure.earlierCase && { id: procedure.earlierCase.id, no: procedure.earlierCase.caseNo },
    assignee: procedure.assigneeName,
    greenReason,
    identifyBy,
    late: lateDays(identifyBy, ctx.today),
    /** The last day of each step, where it has one. */
    due: due && { verify: due.verifyBy, compare: due.compareBy, publish: due.publicityBy, approve: due.identifyBy },
    mode: procedure.removalMode,
    found: procedure.monitoredType && {
      type: procedure.monitoredType,
      risks: procedure.risks,
      noLabour: procedure.noLabour ?? false,
    },
    offers: {
      types: typesFor(procedure.household.povertyStatus),
      suggested: suggestedRisks(told),
      against: key ? await speaksAgainst(ctx, key) : false,
      recorded: procedure.case?.risks ?? [],
      hasIncome: income !== null,
    },
  }
}
