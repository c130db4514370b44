import { POVERTY_STATUSES, type PovertyStatus } from '@/lib/households/schema'
import { type ProcedureKind, STATUS_KINDS, type StatusKind } from '@/lib/identification/schema'

/** From which status each procedure may begin. The same stands as a constraint in the database. */
export const STARTS_FROM: Record<ProcedureKind, readonly PovertyStatus[]> = {
  IDENTIFICATION: ['NEVER_POOR'],
  EXIT: ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'],
  RELAPSE: ['EXITED', 'EXITED_STABLE'],
  EXIT_REVOKED: ['EXITED', 'EXITED_STABLE'],
  IDENTIFICATION_REVOKED: ['NOT_EXITED', 'RELAPSED', 'EXIT_PLANNED'],
  MONITORING: POVERTY_STATUSES,
  RISK_REMOVAL: POVERTY_STATUSES,
}

/** The procedures about its status that a household of this status can begin; those about monitoring begin at a clue or a case. */
export function kindsFor(status: PovertyStatus): StatusKind[] {
  return STATUS_KINDS.filter((kind) => STARTS_FROM[kind].includes(status))
}
