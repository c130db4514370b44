import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { type Finding, HEALTH_RULES } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'

/** A household's head as the actor may read the name: from afar only the surname. */
export function shownName(ctx: Ctx, name: string): string {
  return maskName(name, viewOf(ctx.actor.role).name)
}

/** Findings as the actor may read them: whoever may not read about health sees that a line was crossed, not what happened. */
export function shownFindings(ctx: Ctx, findings: Finding[]): Finding[] {
  if (may(ctx.actor.role, 'health:read')) return findings
  return findings.map((finding) =>
    HEALTH_RULES.includes(finding.ruleId) ? { ...finding, figures: { say: 'withheld' as const, lines: [] } } : finding,
  )
}

/** What somebody reported, as the actor may read it: it often tells about health. */
export function shownSummary(ctx: Ctx, summary: string): string {
  return may(ctx.actor.role, 'health:read') ? summary : ''
}
