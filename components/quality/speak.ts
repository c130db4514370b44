import type { StateKey } from '@/components/ui/glyph'
import { figureTexts } from '@/lib/households/rules/consistency-words'
import type { Severity } from '@/lib/households/schema'
import { getTranslations } from '@/lib/i18n/server'
import type { ShownIssue } from '@/lib/quality/queries/names'

export const SEVERITY_STATES: Record<Severity, StateKey> = { E: 'crossed', W: 'behind', A: 'due' }

/** How issues are told: by the name of their rule and a sentence with its figures. */
export async function issueSpeaker() {
  const t = await getTranslations('quality')
  return {
    t,
    name: (ruleId: string) => t(`rules.${ruleId}.name` as never),
    says: (issue: Pick<ShownIssue, 'ruleId' | 'figures' | 'isWithheld'>) =>
      issue.isWithheld ? t('withheld') : t(`rules.${issue.ruleId}.says` as never, figureTexts(issue.figures) as never),
  }
}
