import { ageOn } from '@/lib/platform/days'
import { type Policy, settingOf } from '@/lib/relief/rules/amounts'

export const PARENT_AGE = 60

/** The half-year of a day: January to June is the first. */
export function halfOf(day: string): { year: number; half: 1 | 2 } {
  return { year: Number(day.slice(0, 4)), half: Number(day.slice(5, 7)) <= 6 ? 1 : 2 }
}

/** Parents of 60 and more can be paid for. */
export const isParentAge = (birthDate: string, day: string) => ageOn(birthDate, day) >= PARENT_AGE

const PARTS = 10_000

/** The bonus on one contribution: the region's rate of it (10 %), in whole fen, half up. It is given once and does not compound. */
export function bonusOf(fen: number, policy: Policy): number {
  const rate = Math.round(settingOf(policy, 'filialFund.bonusRate') * PARTS)
  return Math.floor((2 * fen * rate + PARTS) / (2 * PARTS))
}

export type Shares = { county: number; township: number; village: number; donation: number }

/** Who carries a bonus: 50 % county, 15 % township, 10 % village, 25 % donations. What rounding leaves goes to the largest remainders, so nothing is lost. */
export function splitBonus(fen: number, policy: Policy): Shares {
  const percents = [
    ['county', settingOf(policy, 'filialFund.districtPercent')],
    ['township', settingOf(policy, 'filialFund.townshipPercent')],
    ['village', settingOf(policy, 'filialFund.villagePercent')],
    ['donation', settingOf(policy, 'filialFund.donationsPercent')],
  ] as const
  const whole = percents.reduce((sum, [, percent]) => sum + percent, 0)
  const parts = percents.map(([who, percent]) => {
    const exact = fen * percent
    return { who, fen: Math.floor(exact / whole), rest: exact % whole }
  })
  let left = fen - parts.reduce((sum, part) => sum + part.fen, 0)
  for (const part of [...parts].sort((a, b) => b.rest - a.rest)) {
    if (left === 0) break
    part.fen++
    left--
  }
  return Object.fromEntries(parts.map((part) => [part.who, part.fen])) as Shares
}
