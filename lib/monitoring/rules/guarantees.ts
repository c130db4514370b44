import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import type { ScreeningRule } from '@/lib/monitoring/rules/screening'

/** The five guarantees and safe water: each item that was found not met. An item that does not apply says nothing. */
export const guaranteeRules: readonly ScreeningRule[] = GUARANTEE_ITEMS.map((item) => ({
  id: `guarantee.${item}` as const,
  parameters: [],
  screen(facts) {
    const { result, reason } = facts.guarantees[item]
    if (result === 'NOT_APPLICABLE') return null
    return result === 'FAIL'
      ? { outcome: 'CROSSED', figures: { say: 'guaranteeFail', reason, lines: [] } }
      : { outcome: 'CLEAR', figures: { say: 'guaranteePass', lines: [] } }
  },
}))
