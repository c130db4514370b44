import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { screen } from '@/lib/monitoring/catalogue'
import { startClue } from '@/lib/monitoring/commands/start-clue'
import { getScreeningStart } from '@/lib/monitoring/queries/facts'
import { findOpenCase, findOpenClue } from '@/lib/monitoring/queries/open'
import type { Finding, ScreeningResult, VisitFacts } from '@/lib/monitoring/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'

type Place = Pick<ScreeningResult, 'outcome' | 'clueId' | 'caseId'>

/**
 * Screens a visit in the transaction that logs it, after the visit and its shocks are written. Lines hold as of the visit's day;
 * a clue opens on the day the visit arrives. What crossed opens a clue or joins the open one; a household that is monitored
 * already gets no second clue, its findings belong to the open case. Screening a visit again gives the first answer. Errors: NotFoundError.
 */
export async function screenVisit(ctx: Ctx, facts: VisitFacts): Promise<ScreeningResult> {
  const { countyCode, id: householdId, regionCode } = facts.household
  const { facts: known, parameters, before } = await getScreeningStart(ctx, facts)
  if (before) return before
  const findings = screen(known, parameters)
  const crossed = findings.filter((finding) => finding.outcome === 'CROSSED')
  const place = crossed.length > 0 ? await placeOf(ctx, facts) : nowhere
  if (place.clueId) await addSignals(ctx, facts, place.clueId, crossed)
  await ctx.db.$executeRaw`
    INSERT INTO visit_screening (county_code, visit_id, region_code, household_id, outcome, clue_id, case_id, findings, screened_on)
    VALUES (${countyCode}, ${facts.visitId}::uuid, ${regionCode}, ${householdId}::uuid, ${place.outcome}::"ScreeningOutcome",
      ${place.clueId}::uuid, ${place.caseId}::uuid, ${JSON.stringify(findings)}::jsonb, ${ctx.today}::date)`
  return { visitId: facts.visitId, ...place, findings }
}

const nowhere: Place = { outcome: 'NOTHING', clueId: null, caseId: null }

async function placeOf(ctx: Ctx, { household }: VisitFacts): Promise<Place> {
  if (!(await lockHousehold(ctx, household.countyCode, household.id))) throw new NotFoundError()
  const open = await findOpenClue(ctx, household)
  if (open) {
    await ctx.db.clue.updateMany({
      where: { countyCode: household.countyCode, id: open.id },
      data: { version: { increment: 1 } },
    })
    return { outcome: 'JOINED', clueId: open.id, caseId: null }
  }
  const monitored = await findOpenCase(ctx, household)
  if (monitored) return { outcome: 'IN_CASE', clueId: null, caseId: monitored.id }
  const clue = await startClue(ctx, { household, source: 'VISIT', summary: '' })
  return { outcome: 'OPENED', clueId: clue.id, caseId: null }
}

async function addSignals(ctx: Ctx, facts: VisitFacts, clueId: string, crossed: readonly Finding[]): Promise<void> {
  await ctx.db.clueSignal.createMany({
    data: crossed.map((finding) => ({
      countyCode: facts.household.countyCode,
      id: newId(ctx.now),
      regionCode: facts.household.regionCode,
      clueId,
      householdId: facts.household.id,
      visitId: facts.visitId,
      ruleId: finding.ruleId,
      figures: finding.figures,
      firedOn: dateOf(facts.visitedOn),
    })),
    skipDuplicates: true,
  })
}
