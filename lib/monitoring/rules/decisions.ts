import { MONITORED_TYPES, type MonitoredType } from '@/lib/households/schema'
import { type Finding, RISKS, type Risk, type RuleId } from '@/lib/monitoring/schema'

const EXITED = ['EXITED', 'EXITED_STABLE', 'RELAPSED']

/**
 * Types that a household may be monitored as: unstable only after it left poverty, marginal only when it was never registered,
 * in sudden hardship any.
 */
export function typesFor(povertyStatus: string): MonitoredType[] {
  return MONITORED_TYPES.filter((type) => {
    if (type === 'UNSTABLE_EXITED') return EXITED.includes(povertyStatus)
    if (type === 'MARGINAL') return povertyStatus === 'NEVER_POOR'
    return true
  })
}

const RISKS_OF: Record<RuleId, readonly Risk[]> = {
  incomeBelowLine: [],
  incomeDrop: ['UNSTABLE_EMPLOYMENT'],
  earnerLost: ['UNSTABLE_EMPLOYMENT'],
  medicalSelfPaid: ['ILLNESS'],
  disasterLoss: ['DISASTER'],
  accidentLoss: ['ACCIDENT'],
  schoolingCost: ['SCHOOLING'],
  otherShock: ['OTHER'],
  'guarantee.FOOD': [],
  'guarantee.CLOTHING': [],
  'guarantee.EDUCATION': ['SCHOOLING'],
  'guarantee.MEDICAL': ['ILLNESS'],
  'guarantee.HOUSING': ['UNSAFE_HOUSING'],
  'guarantee.WATER': ['UNSAFE_WATER'],
}

export const MOST_RISKS = 5

/** Risks that the signals of a clue suggest, at most five, in the order of the form. */
export function suggestedRisks(signals: readonly Pick<Finding, 'ruleId' | 'figures'>[]): Risk[] {
  const found = new Set<Risk>()
  for (const { ruleId, figures } of signals) {
    const died = figures.kinds?.includes('DEATH_OF_EARNER')
    for (const risk of died ? (['LACK_LABOUR'] as const) : RISKS_OF[ruleId]) found.add(risk)
  }
  return RISKS.filter((risk) => found.has(risk)).slice(0, MOST_RISKS)
}

/** Signals against which a dismissal needs to be acknowledged: income below the line, or a guarantee not met. */
export function speaksAgainstDismissal(ruleId: RuleId): boolean {
  return ruleId === 'incomeBelowLine' || ruleId.startsWith('guarantee.')
}
