import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'

/** Whether a county checks on site instead of approving level by level on that day; on site where nothing is set. */
export function isOnSite(rows: readonly ParameterRow[], regionCode: string, day: string): boolean {
  return resolveParameter(rows, 'resumption.onSiteCheck', regionCode, day)?.value !== 0
}
