import 'server-only'
import { CONDITION_PARAMETERS, type Condition, conditionsOf } from '@/lib/identification/rules/conditions'
import type { ProcedureKind } from '@/lib/identification/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'

type About = { countyCode: string; householdId: string; regionCode: string; kind: ProcedureKind }

/** What the register knows today of the conditions of a procedure. */
export async function getConditions(
  ctx: Ctx,
  { countyCode, householdId, regionCode, kind }: About,
): Promise<Condition[]> {
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
  return conditionsOf(kind, facts, await listParameterRows(ctx, CONDITION_PARAMETERS))
}
