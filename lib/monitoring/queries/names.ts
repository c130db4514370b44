import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { type Finding, HEALTH_RULES } from '@/lib/monitoring/schema'
import type { Role } from '@/lib/platform/actor'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'

const DISTANT: readonly Role[] = ['PROVINCE_CITY_VIEWER', 'AUDITOR']

/** A household's head as the actor may read the name: from afar only the surname. */
export function shownName(ctx: Ctx, name: string): string {
  return maskName(name, DISTANT.includes(ctx.actor.role) ? 'SURNAME' : 'FULL')
}

/** Findings as the actor may read them: whoever may not read about health sees that a line was crossed, not what happened. */
export function shownFindings(ctx: Ctx, findings: Finding[]): Finding[] {
  if (may(ctx.actor.role, 'health:read')) return findings
  return findings.map((finding) =>
    HEALTH_RULES.includes(finding.ruleId) ? { ...finding, figures: { say: 'withheld' as const, lines: [] } } : finding,
  )
}
