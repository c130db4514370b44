import 'server-only'
import { cancelDeadlines, openDeadline } from '@/lib/deadlines/commands/keep'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import type { MonitoredType } from '@/lib/households/schema'
import { findOpenCase } from '@/lib/monitoring/queries/open'
import { planDeadline } from '@/lib/monitoring/rules/deadlines'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { setEffective } from '@/lib/platform/journal'
import { nextNumber } from '@/lib/platform/numbers'

type Place = { countyCode: string; regionCode: string; householdId: string }
type Found = Place & {
  clueId: string
  monitoredType: MonitoredType | null
  risks: string[]
  noLabour: boolean | null
  greenReason: string | null
  earlierCaseId: string | null
}

/**
 * Opens the case of an identified household: a new episode that began on the day of the county's decision; the plan falls due. What the removal
 * that it rolls back still waited for is waited for no longer.
 */
export async function openCase(ctx: Ctx, found: Found, on: string): Promise<string> {
  const { countyCode, regionCode, householdId, clueId, monitoredType } = found
  if (!monitoredType) throw new DomainError('identification.notNow')
  const open = await findOpenCase(ctx, { countyCode, id: householdId })
  if (open) throw new DomainError('monitoring.caseOpen', { caseNo: open.caseNo })
  const clue = await ctx.db.clue.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: clueId } },
    select: { source: true },
  })
  const earlier = await ctx.db.monitoringCase.count({ where: { countyCode, householdId } })
  const rules = await getTermRules(ctx, on)
  const { id } = await ctx.db.monitoringCase.create({
    data: {
      countyCode,
      id: newId(ctx.now),
      regionCode,
      householdId,
      caseNo: await nextNumber(ctx, countyCode, 'JC'),
      monitoredType,
      risks: found.risks,
      channel: clue.source,
      episode: earlier + 1,
      identifiedOn: dateOf(on),
      planBy: dateOf(planDeadline(rules, regionCode, on)),
      noLabour: found.noLabour ?? false,
      greenReason: found.greenReason,
      earlierCaseId: found.earlierCaseId,
    },
    select: { id: true },
  })
  if (found.earlierCaseId) await cancelDeadlines(ctx, { countyCode, subjectId: found.earlierCaseId })
  const place = { countyCode, regionCode, householdId }
  await openDeadline(ctx, { place, kind: 'REASSESSMENT', subject: { kind: 'CASE', id }, from: on, rules })
  return id
}

/** From a day on a household is monitored as this type, or no longer. */
export async function setMonitored(
  ctx: Ctx,
  { countyCode, householdId }: Pick<Place, 'countyCode' | 'householdId'>,
  monitoredType: MonitoredType | null,
  on: string,
): Promise<void> {
  await setEffective(ctx, on)
  await ctx.db.household.updateMany({
    where: { countyCode, id: householdId },
    data: { monitoredType, version: { increment: 1 }, updatedAt: ctx.now },
  })
}
