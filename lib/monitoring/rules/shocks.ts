import type { ShockKind } from '@/lib/monitoring/rules/choices'
import type { ScreeningRule } from '@/lib/monitoring/rules/screening'

const WITHOUT_A_LINE: readonly ShockKind[] = ['DISABILITY_ILLNESS', 'OTHER']

/** The main earner's income is gone: a job lost, the earner dead, or most of the income gone. There is no amount to compare. */
export const earnerLost: ScreeningRule = {
  id: 'earnerLost',
  parameters: [],
  screen(facts) {
    const kinds = new Set<ShockKind | 'LOST_MOST'>()
    for (const { kind } of facts.shocks) if (kind === 'JOB_LOST' || kind === 'DEATH_OF_EARNER') kinds.add(kind)
    if (facts.incomeChange === 'LOST_MOST') kinds.add('LOST_MOST')
    if (kinds.size === 0) return null
    return { outcome: 'CROSSED', figures: { say: 'earnerLost', kinds: [...kinds], lines: [] } }
  },
}

/** A shock that no line is set for: told, so that a person looks at it. */
export const otherShock: ScreeningRule = {
  id: 'otherShock',
  parameters: [],
  screen(facts) {
    const kinds = [...new Set(facts.shocks.map((shock) => shock.kind))].filter((kind) => WITHOUT_A_LINE.includes(kind))
    if (kinds.length === 0) return null
    return { outcome: 'HINT', figures: { say: 'otherShock', kinds, lines: [] } }
  },
}
