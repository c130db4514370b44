/**
 * CHANGED: the file says something else. FILLED: the register had nothing. CONFLICT: changed in the file and meanwhile in the register.
 * HELD: shown, but never written: a figure per head where the register has the items.
 */
export const DIFFERENCE_KINDS = ['CHANGED', 'FILLED', 'CONFLICT', 'HELD'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

export interface CellDifference {
  kind: DifferenceKind
  column: string
  ours: unknown
  /** The value at the export; undefined when the file was not exported from here. */
  base: unknown
  theirs: unknown
}

type Values = Readonly<Record<string, unknown>>

/**
 * Compares what a row of a file says with what the register has. `changedSince` is given for a row that was exported from here: what each
 * column that was changed since then had been. A cell that says what the export said is unchanged and no difference, whatever the register
 * has now.
 */
export function compareRow(said: Values, ours: Values, changedSince: Values | null): CellDifference[] {
  const found: CellDifference[] = []
  for (const [column, theirs] of Object.entries(said)) {
    const now = ours[column]
    if (isSame(theirs, now)) continue
    const isMoved = changedSince !== null && column in changedSince
    const base = changedSince === null ? undefined : isMoved ? changedSince[column] : now
    if (changedSince !== null && isSame(theirs, base)) continue
    const kind = isMoved && !isSame(base, now) ? 'CONFLICT' : isEmpty(now) ? 'FILLED' : 'CHANGED'
    found.push({ kind, column, ours: now, base, theirs })
  }
  return found
}

/** Empty is empty in whatever form; lists are sets; numbers are compared as numbers. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b)
  if (Array.isArray(a) && Array.isArray(b)) {
    const known = new Set(b.map(String))
    return a.length === b.length && a.every((each) => known.has(String(each)))
  }
  if (typeof a === 'number' || typeof b === 'number') return Number(a) === Number(b)
  return String(a) === String(b)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
