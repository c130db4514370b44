import type { Measure } from '@/lib/relief/schema/figures'
import type { Line } from '@/lib/relief/schema/lines'

/** What is known of a line in a period: reported or counted measures, and its policies. Money in fen. */
export type LineFacts = Partial<Record<Measure | 'PREMIUM' | 'INSURED', number>>

export const RATIOS = [
  'POLICY_SHARE',
  'REIMBURSEMENT',
  'PREMIUM_EACH',
  'LOSS',
  'AVERAGE_TIME',
  'AVERAGE_HOUSEHOLD',
  'BONUS_SHARE',
] as const
/** A figure that follows from two others. `SHARE` is a percentage, `EACH` an amount in fen per head. */
export type Ratio = { code: (typeof RATIOS)[number]; as: 'SHARE' | 'EACH'; numerator: number; denominator: number }

type Plan = readonly [code: Ratio['code'], as: Ratio['as'], numerator: keyof LineFacts, denominator: keyof LineFacts]

/** The reimbursement rate is of the cost within policy scope, not of the whole cost (报销比例按政策范围内费用计算). */
const PLANS: Readonly<Record<Line, readonly Plan[]>> = {
  1: [
    ['POLICY_SHARE', 'SHARE', 'POLICY', 'TOTAL'],
    ['REIMBURSEMENT', 'SHARE', 'REIMBURSED', 'POLICY'],
  ],
  2: [
    ['PREMIUM_EACH', 'EACH', 'PREMIUM', 'INSURED'],
    ['LOSS', 'SHARE', 'PAID', 'PREMIUM'],
  ],
  3: [['AVERAGE_TIME', 'EACH', 'PAID', 'TIMES']],
  4: [
    ['AVERAGE_HOUSEHOLD', 'EACH', 'PAID', 'HOUSEHOLDS'],
    ['LOSS', 'SHARE', 'PAID', 'PREMIUM'],
  ],
  5: [['BONUS_SHARE', 'SHARE', 'BONUS', 'CONTRIBUTED']],
  6: [['AVERAGE_TIME', 'EACH', 'PAID', 'TIMES']],
}

/** The figures of a line that follow from others; none where a part is not known or there is nothing to divide by. */
export function ratiosOf(line: Line, facts: LineFacts): Ratio[] {
  return PLANS[line].flatMap(([code, as, over, under]) => {
    const [numerator, denominator] = [facts[over], facts[under]]
    return numerator === undefined || !denominator ? [] : [{ code, as, numerator, denominator }]
  })
}

/** An amount per head in whole fen, half up. */
export function eachFen({ numerator, denominator }: Pick<Ratio, 'numerator' | 'denominator'>): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}
