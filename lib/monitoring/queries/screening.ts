import 'server-only'
import * as z from 'zod'
import { shownFindings, shownName } from '@/lib/monitoring/queries/names'
import { Finding, type ScreeningResult } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

const Findings = z.array(Finding)

/** What screening a visit led to; null when the visit was not screened or is not in the actor's region. */
export async function findScreening(ctx: Ctx, visitId: string): Promise<ScreeningResult | null> {
  const row = await ctx.db.visitScreening.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), visitId },
    select: { visitId: true, outcome: true, clueId: true, caseId: true, findings: true },
  })
  return row && { ...row, findings: Findings.parse(row.findings) }
}

export type Screening = Awaited<ReturnType<typeof getScreening>>

/** The result page of a visit: every finding as it was told, the clue or case it led to, and that one's deadlines. */
export async function getScreening(ctx: Ctx, visitId: string) {
  const row = await ctx.db.visitScreening.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), visitId },
    select: {
      visitId: true,
      outcome: true,
      findings: true,
      screenedOn: true,
      clue: { select: { id: true, clueNo: true, status: true, openedOn: true, verifyBy: true, identifyBy: true } },
      case: { select: { id: true, caseNo: true, status: true, planBy: true } },
      household: { select: { id: true, headName: true, regionCode: true, region: { select: { name: true } } } },
    },
  })
  if (!row) throw new NotFoundError()
  const { clue, case: monitored, household } = row
  return {
    visitId: row.visitId,
    outcome: row.outcome,
    screenedOn: dayFrom(row.screenedOn),
    findings: shownFindings(ctx, Findings.parse(row.findings)),
    household: {
      id: household.id,
      headName: shownName(ctx, household.headName),
      regionCode: household.regionCode,
      village: household.region.name,
    },
    clue: clue && {
      ...clue,
      openedOn: dayFrom(clue.openedOn),
      verifyBy: dayFrom(clue.verifyBy),
      identifyBy: dayFrom(clue.identifyBy),
    },
    case: monitored && { ...monitored, planBy: dayFrom(monitored.planBy) },
  }
}
