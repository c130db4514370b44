import type { FundSource } from '@/lib/relief/schema/funds'

/** One side of an entry: an amount that goes to an account (debit) or leaves it (credit), in fen. */
export type Side = { accountId: string; debitFen: number; creditFen: number }

const NEVER_BELOW_ZERO: readonly FundSource[] = ['BUDGET', 'DONATION', 'DEPOSIT', 'PAID']

/** Whether an account may stand below zero: only the outside, from which money comes, may. */
export const mayOwe = (source: FundSource) => !NEVER_BELOW_ZERO.includes(source)

/** An amount that goes from one account to another. */
export function movement(from: string, to: string, fen: number): Side[] {
  return [
    { accountId: to, debitFen: fen, creditFen: 0 },
    { accountId: from, debitFen: 0, creditFen: fen },
  ]
}

/** Several amounts that go to one account; those of nothing are left out. */
export function collected(from: readonly (readonly [accountId: string, fen: number])[], to: string): Side[] {
  const given = from.filter(([, fen]) => fen > 0)
  const sum = given.reduce((all, [, fen]) => all + fen, 0)
  return [
    { accountId: to, debitFen: sum, creditFen: 0 },
    ...given.map(([accountId, creditFen]) => ({ accountId, debitFen: 0, creditFen })),
  ]
}

/** The contrary of an entry: what reverses it. */
export function contrary(sides: readonly Side[]): Side[] {
  return sides.map(({ accountId, debitFen, creditFen }) => ({ accountId, debitFen: creditFen, creditFen: debitFen }))
}

/** Whether an entry is whole: two sides or more, each with one amount above zero, debit equal to credit. */
export function isWhole(sides: readonly Side[]): boolean {
  const amounts = sides.every(
    ({ debitFen, creditFen }) =>
      Number.isSafeInteger(debitFen) &&
      Number.isSafeInteger(creditFen) &&
      Math.min(debitFen, creditFen) === 0 &&
      Math.max(debitFen, creditFen) > 0,
  )
  return amounts && sides.length >= 2 && sides.reduce((sum, side) => sum + side.debitFen - side.creditFen, 0) === 0
}

/** How much an entry moves each account. */
export function changesOf(sides: readonly Side[]): Map<string, number> {
  const changes = new Map<string, number>()
  for (const { accountId, debitFen, creditFen } of sides)
    changes.set(accountId, (changes.get(accountId) ?? 0) + debitFen - creditFen)
  return changes
}
