import 'server-only'
import { CONDITION_PARAMETERS, type Condition, conditionsOf } from '@/lib/identification/rules/conditions'
import { REMOVAL_PARAMETERS, removalConditions } from '@/lib/identification/rules/removal'
import type { ProcedureKind } from '@/lib/identification/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

type About = {
  countyCode: string
  householdId: string
  regionCode: string
  kind: ProcedureKind
  caseId?: string | null
  removalMode?: string | null
}

/** What the register knows today of the conditions of a procedure; of a removal as of the day of its check. */
export async function getConditions(ctx: Ctx, about: About, on = ctx.today): Promise<Condition[]> {
  const { countyCode, householdId, regionCode, kind } = about
  const { perCapitaIncomeFen, incomeYear, guaranteeStates } = await ctx.db.household.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: householdId } },
    select: { perCapitaIncomeFen: true, incomeYear: true, guaranteeStates: { select: { item: true, result: true } } },
  })
  const facts = {
    regionCode,
    incomeYear,
    perCapitaFen: perCapitaIncomeFen === null ? null : Number(perCapitaIncomeFen),
    guarantees: guaranteeStates,
  }
  if (kind !== 'RISK_REMOVAL') return conditionsOf(kind, facts, await listParameterRows(ctx, CONDITION_PARAMETERS))
  const monitored = await ctx.db.monitoringCase.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: about.caseId ?? '' } },
    select: { identifiedOn: true, noLabour: true },
  })
  return removalConditions(
    {
      ...facts,
      on,
      identifiedOn: dayFrom(monitored.identifiedOn),
      noLabour: monitored.noLabour,
      mode: about.removalMode ?? null,
    },
    await listParameterRows(ctx, REMOVAL_PARAMETERS),
  )
}
