import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'

export const EVENT_PARAMETERS = ['event.moveAcceptDays'] as const satisfies readonly ParameterCode[]

/** Used only where no row is entered, in calendar days. */
const WHERE_NONE_IS_SET = 10

/** The last day on which the asked village may answer; after it the common superior decides. */
export function acceptDeadline(rows: readonly ParameterRow[], region: string, offeredOn: string): string {
  return addDays(
    offeredOn,
    resolveParameter(rows, 'event.moveAcceptDays', region, offeredOn)?.value ?? WHERE_NONE_IS_SET,
  )
}
