import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import type { VisitFacts } from '@/lib/monitoring/schema'

const met = { result: 'PASS', reason: '' } as const

/** A visit in which nothing was wrong; `failed` items were found not met. */
export function facts(
  over: Partial<VisitFacts> & Pick<VisitFacts, 'visitId' | 'household'>,
  failed: Partial<Record<GuaranteeItem, string>> = {},
): VisitFacts {
  const guarantees = { FOOD: met, CLOTHING: met, EDUCATION: met, MEDICAL: met, HOUSING: met, WATER: met }
  const failing = Object.entries(failed).map(([item, reason]) => [item, { result: 'FAIL' as const, reason }])
  return {
    visitedOn: '2026-03-01',
    shocks: [],
    incomeChange: 'NONE',
    expectedPerCapitaFen: null,
    ...over,
    guarantees: { ...guarantees, ...over.guarantees, ...Object.fromEntries(failing) },
  }
}
