import type { PovertyStatus } from '@/lib/households/schema'
import { PROCEDURE_KINDS, type ProcedureKind } from '@/lib/identification/schema'

/** From which status each procedure may begin. The same stands as a constraint in the database. */
export const STARTS_FROM: Record<ProcedureKind, readonly PovertyStatus[]> = {
  IDENTIFICATION: ['NEVER_POOR'],
  EXIT: ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'],
  RELAPSE: ['EXITED', 'EXITED_STABLE'],
  EXIT_REVOKED: ['EXITED', 'EXITED_STABLE'],
  IDENTIFICATION_REVOKED: ['NOT_EXITED', 'RELAPSED', 'EXIT_PLANNED'],
}

/** The procedures that a household of this status can begin. */
export function kindsFor(status: PovertyStatus): ProcedureKind[] {
  return PROCEDURE_KINDS.filter((kind) => STARTS_FROM[kind].includes(status))
}
