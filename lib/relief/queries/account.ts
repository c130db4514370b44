import 'server-only'
import { open } from '@/lib/platform/fields'

/** The last four digits of a household's sealed account number, the only ones that relief shows and keeps. */
export const lastFourOf = (householdId: string, sealed: Uint8Array | null) =>
  sealed && open('household', 'bank_account', householdId, sealed).slice(-4)
