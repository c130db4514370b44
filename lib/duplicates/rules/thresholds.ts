import type { Thresholds } from '@/lib/households/rules/same-person'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

export const THRESHOLD_PARAMETERS = [
  'duplicate.sureScore',
  'duplicate.possibleScore',
] as const satisfies readonly ParameterCode[]

const NEVER = 101

/** The two thresholds in force; one that nobody set is never reached. */
export function thresholdsOn(rows: readonly ParameterRow[], regionCode: string, day: string): Thresholds {
  const value = (code: ParameterCode) => resolveParameter(rows, code, regionCode, day)?.value ?? NEVER
  return { sure: value('duplicate.sureScore'), possible: value('duplicate.possibleScore') }
}
