import { deadSince } from '@/lib/platform/heartbeat'

/** More faults than these are counted but not kept. */
export const KEPT_FAULTS = 20_000
/** The longest that a check, an import or its undoing may take. */
export const LONGEST_MS = 15 * 60_000
/** An import may be taken back for so long after it was done. */
export const UNDONE_WITHIN_MS = 24 * 3_600_000
/** What the journals of imports are filed under. */
export const IMPORT_COMMAND = 'ledger.import'

/** The stir of a batch that was told to run and waits to be taken. */
export const untaken = (now: Date) => new Date(deadSince(now).getTime() - 1)
/** More differences than these are counted but not kept. */
export const KEPT_DIFFERENCES = 100_000
export const KEPT_MISSING = 5_000
/** More remarks than these are not looked for. */
export const KEPT_REMARKS = 20_000
