import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { latestUntil, mayBeExplained, mayClear } from '@/lib/quality/rules/clearing'
import { ExplainInput } from '@/lib/quality/schema'
import { lockIssue } from '@/lib/quality/sql/issue'

/**
 * Says why something that does not fit is right all the same, until a day. An error is never explained; a second explanation in force is refused; one
 * that is over, or of other figures, gives way. Errors: `quality.errorStays`, `quality.notYours`, `quality.explainedAlready`, `quality.untilTooFar`.
 */
export const explainIssue = defineCommand({
  name: 'quality.explain',
  permission: 'quality:explain',
  input: ExplainInput,
  async run(ctx, { id, issueId, reason, until }) {
    const issue = await lockIssue(ctx, issueId)
    if (!issue) throw new NotFoundError()
    if (!mayBeExplained(issue.severity)) throw new DomainError('quality.errorStays')
    if (!mayClear(ctx.actor.role, issue.ruleId)) throw new DomainError('quality.notYours')
    if (until < ctx.today) throw new DomainError('quality.untilPast', {}, 'until')
    const rows = await listParameterRows(ctx, ['quality.explainMaxMonths'])
    const months = resolveParameter(rows, 'quality.explainMaxMonths', issue.regionCode, ctx.today)?.value ?? 0
    if (until > latestUntil(ctx.today, months)) throw new DomainError('quality.untilTooFar', { months }, 'until')
    const key = { countyCode: issue.countyCode, issueId, withdrawnOn: null }
    const earlier = await ctx.db.qualityExplanation.findFirst({ where: key })
    if (earlier) {
      const isInForce = issue.explanationId === earlier.id
      if (isInForce) {
        throw new DomainError('quality.explainedAlready', {
          by: earlier.explainedByName,
          until: dayFrom(earlier.until),
        })
      }
      await ctx.db.qualityExplanation.updateMany({
        where: { countyCode: issue.countyCode, id: earlier.id },
        data: { withdrawnOn: dateOf(ctx.today), withdrawnBy: ctx.actor.userId },
      })
    }
    await ctx.db.qualityExplanation.create({
      data: {
        countyCode: issue.countyCode,
        id,
        regionCode: issue.regionCode,
        issueId,
        severity: issue.severity,
        householdId: issue.householdId,
        figures: issue.figures,
        reason,
        until: dateOf(until),
        explainedOn: dateOf(ctx.today),
        explainedBy: ctx.actor.userId,
        explainedByName: ctx.actor.name,
      },
      select: { id: true },
    })
    return { regionCode: issue.regionCode, householdId: issue.householdId }
  },
})
