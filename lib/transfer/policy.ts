import type { DifferenceKind } from './rules/compare'

/** What of a ledger is written where the register says something else. */
export interface Policy {
  wants(kind: DifferenceKind, difference: { field: string; cell: string; ours: string } | null): boolean
}

/** Nothing is written: the differences are only looked at. */
export const LOOK_ONLY: Policy = { wants: () => false }

/**
 * Columns overwrite, except those of `fillOnly`, which fill only what is empty. A cell that was changed on both sides is written only when it was
 * chosen, and when the register still says what it said then.
 */
export function policyOf(fillOnly: readonly string[], taken: ReadonlyMap<string, string>): Policy {
  const fills = new Set(fillOnly)
  return {
    wants(kind, difference) {
      if (kind === 'HELD') return false
      if (!difference) return true
      if (kind === 'CONFLICT') return taken.get(difference.cell) === difference.ours
      return kind === 'FILLED' || !fills.has(difference.field)
    },
  }
}
