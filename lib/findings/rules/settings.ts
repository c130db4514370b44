import type { Ladder } from '@/lib/findings/rules/press'
import { LADDER } from '@/lib/findings/rules/press'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'

/** Used only where no row is entered. */
const WHERE_NONE_IS_SET = {
  'finding.rectifyDays': 30,
  'finding.maxExtensions': 2,
  'finding.recheckShare': 0.1,
  'finding.recheckDays': 30,
  'finding.remindDays': LADDER.remind,
  'finding.circulateDays': LADDER.circulate,
  'finding.summonDays': LADDER.summon,
  'finding.bulkLines': 10,
  'finding.bulkMinutes': 10,
} as const

export const LADDER_CODES = ['finding.remindDays', 'finding.circulateDays', 'finding.summonDays'] as const

/** The policy value of a region and day. */
export function settingOf(
  rows: readonly ParameterRow[],
  code: keyof typeof WHERE_NONE_IS_SET,
  region: string,
  day: string,
): number {
  return resolveParameter(rows, code, region, day)?.value ?? WHERE_NONE_IS_SET[code]
}

/** The ladder of pressing, by the policy values of a region and day. */
export function ladderOf(rows: readonly ParameterRow[], region: string, day: string): Ladder {
  const of = (code: (typeof LADDER_CODES)[number]) => settingOf(rows, code, region, day)
  return { remind: of('finding.remindDays'), circulate: of('finding.circulateDays'), summon: of('finding.summonDays') }
}
