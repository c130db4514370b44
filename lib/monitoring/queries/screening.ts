import 'server-only'
import * as z from 'zod'
import { shownFindings, shownName } from '@/lib/monitoring/queries/names'
import { Finding, ScreeningResult } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { Prisma } from '@/lib/platform/prisma/client'
import { mapped, type Part, rowsOf } from '@/lib/platform/together'
import { countyOfScope } from '@/lib/regions/rules'

const { sql } = Prisma
const Findings = z.array(Finding)

/** What screening a visit led to, to be read with other parts; null when the visit was not screened or is not in the actor's region. */
export function screeningOf(countyCode: string, visitId: string): Part<ScreeningResult | null> {
  const rows = rowsOf(
    sql`
    SELECT x.visit_id AS "visitId", x.outcome::text AS outcome, x.clue_id AS "clueId", x.case_id AS "caseId", x.findings
    FROM visit_screening x WHERE x.county_code = ${countyCode} AND x.visit_id = ${visitId}::uuid`,
    ScreeningResult,
  )
  return mapped(rows, ([row]) => row ?? null)
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
