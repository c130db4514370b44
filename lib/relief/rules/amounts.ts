import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addMonths } from '@/lib/platform/days'
import type { Decider } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

/** Used only where no row is entered; the source is the city's text on the six lines. */
const WHERE_NONE_IS_SET = {
  'relief.townshipLimitYuan': 3000,
  'preventionFund.smallGrantYuan': 500,
  'preventionFund.mediumGrantYuan': 1000,
  'preventionFund.largeGrantYuan': 2000,
  'preventionFund.reviewMonths': 6,
  'deadline.publicityDays': 5,
  'filialFund.bonusRate': 0.1,
  'filialFund.districtPercent': 50,
  'filialFund.townshipPercent': 15,
  'filialFund.villagePercent': 10,
  'filialFund.donationsPercent': 25,
} as const satisfies Partial<Record<ParameterCode, number>>

export const RELIEF_PARAMETERS = [
  ...(Object.keys(WHERE_NONE_IS_SET) as (keyof typeof WHERE_NONE_IS_SET)[]),
  'povertyLine.exit',
  'warningLine.factor',
  'monitoringLine',
] as const satisfies readonly ParameterCode[]

export type Policy = { rows: readonly ParameterRow[]; regionCode: string; day: string }

export function settingOf({ rows, regionCode, day }: Policy, code: keyof typeof WHERE_NONE_IS_SET): number {
  return resolveParameter(rows, code, regionCode, day)?.value ?? WHERE_NONE_IS_SET[code]
}

const fenOf = (yuan: number) => Math.round(yuan * 100)

/** Temporary relief up to this amount, itself included, is decided by the township (乡镇审批限额), above it by the county. */
export const townshipLimitFen = (policy: Policy) => fenOf(settingOf(policy, 'relief.townshipLimitYuan'))

/** Who decides an amount of a line. Lines 2 and 4 are the county's with the insurer, line 6 is the township's own fund. */
export function deciderOf(line: AppliedLine, fen: number, policy: Policy): Decider {
  if (line === 6) return 'TOWNSHIP'
  if (line !== 3) return 'COUNTY'
  return fen <= townshipLimitFen(policy) ? 'TOWNSHIP' : 'COUNTY'
}

/** The one-off grants of line 6 (防贫基金), the only amounts there are. */
export function grantsOf(policy: Policy): number[] {
  return (
    ['preventionFund.smallGrantYuan', 'preventionFund.mediumGrantYuan', 'preventionFund.largeGrantYuan'] as const
  ).map((code) => fenOf(settingOf(policy, code)))
}

export const isGrant = (fen: number, policy: Policy) => grantsOf(policy).includes(fen)

/** When a welfare post is appraised next (边缘户公益岗位半年考评). */
export const postReviewOn = (policy: Policy) => addMonths(policy.day, settingOf(policy, 'preventionFund.reviewMonths'))
