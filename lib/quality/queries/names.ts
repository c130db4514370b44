import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { mayBeExplained, mayClear, tellsHealth } from '../rules/clearing'
import type { IssueRow } from '../schema'

/** An issue as the actor may read it: whoever may not read about health sees by which rule, not what of whom. */
export type ShownIssue = IssueRow & { isWithheld: boolean; mayExplain: boolean }

export function shownIssues(ctx: Ctx, issues: readonly IssueRow[], view = viewOf(ctx.actor.role)): ShownIssue[] {
  const { role } = ctx.actor
  return issues.map((issue) => {
    const isWithheld = !view.health && tellsHealth(issue.ruleId)
    return {
      ...issue,
      isWithheld,
      figures: isWithheld ? {} : issue.figures,
      personName: issue.personName === null || isWithheld ? null : maskName(issue.personName, view.name),
      explanation: issue.explanation && (view.health ? issue.explanation : { ...issue.explanation, reason: '' }),
      mayExplain: may(role, 'quality:explain') && mayBeExplained(issue.severity) && mayClear(role, issue.ruleId),
    }
  })
}
