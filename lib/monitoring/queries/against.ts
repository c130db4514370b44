import 'server-only'
import { speaksAgainstDismissal } from '@/lib/monitoring/rules/decisions'
import type { RuleId } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'

/** Whether something speaks against dismissing a clue: income below the line, or a guarantee not met. */
export async function speaksAgainst(
  ctx: Ctx,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<boolean> {
  const clue = await ctx.db.clue.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id } },
    select: {
      signals: { select: { ruleId: true } },
      household: { select: { guaranteeStates: { where: { result: 'FAIL' }, select: { item: true } } } },
    },
  })
  return (
    clue.household.guaranteeStates.length > 0 ||
    clue.signals.some(({ ruleId }) => speaksAgainstDismissal(ruleId as RuleId))
  )
}
