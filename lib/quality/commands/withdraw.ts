import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { mayClear } from '@/lib/quality/rules/clearing'
import { WithdrawInput } from '@/lib/quality/schema'
import { lockExplained } from '@/lib/quality/sql/issue'

/** Takes an explanation back: what it was about is open again. Errors: `quality.notYours`, `quality.withdrawnAlready`. */
export const withdrawExplanation = defineCommand({
  name: 'quality.withdraw',
  permission: 'quality:explain',
  input: WithdrawInput,
  async run(ctx, { explanationId }) {
    const issue = await lockExplained(ctx, explanationId)
    if (!issue) throw new NotFoundError()
    if (!mayClear(ctx.actor.role, issue.ruleId)) throw new DomainError('quality.notYours')
    const { count } = await ctx.db.qualityExplanation.updateMany({
      where: { countyCode: issue.countyCode, id: explanationId, withdrawnOn: null },
      data: { withdrawnOn: dateOf(ctx.today), withdrawnBy: ctx.actor.userId },
    })
    if (count === 0) throw new DomainError('quality.withdrawnAlready')
    return { regionCode: issue.regionCode, householdId: issue.householdId }
  },
})
