import type { ProcedureKind, StepName } from '@/lib/identification/schema'

type Say = (key: string) => string

const OWN_NAMES: Partial<Record<ProcedureKind, Partial<Record<StepName, string>>>> = {
  MONITORING: { start: 'start', verify: 'verify', approve: 'approve' },
  RISK_REMOVAL: { start: 'startRemoval', verify: 'verifyRemoval', approve: 'approveRemoval' },
}

/** What a step is called in a procedure of this kind. */
export function stepName(t: Say, kind: ProcedureKind, step: StepName): string {
  const own = OWN_NAMES[kind]?.[step]
  return own ? t(`monitoringSteps.${own}`) : t(`steps.${step}`)
}
