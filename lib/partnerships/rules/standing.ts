import type { OutputKind, OutputQualifier } from '@/lib/partnerships/schema'

/** Whether a pair is active on a day; both its first and its last day belong to it. */
export function isActive({ fromOn, toOn }: { fromOn: string; toOn: string | null }, day: string): boolean {
  return fromOn <= day && (toOn === null || toOn >= day)
}

export type OutputLine = { kind: OutputKind; amount: number; qualifier: OutputQualifier | '' }
export type OutputSum = { kind: OutputKind; amount: number; qualifiers: OutputQualifier[] }

/** What was done in all, by kind: exact counts add up exactly; each qualifier of a part stays with the sum. */
export function sumOutputs(lines: readonly OutputLine[]): OutputSum[] {
  const sums = new Map<OutputKind, OutputSum>()
  for (const { kind, amount, qualifier } of lines) {
    const sum = sums.get(kind) ?? { kind, amount: 0, qualifiers: [] }
    sum.amount += amount
    if (qualifier && amount > 0 && !sum.qualifiers.includes(qualifier)) sum.qualifiers.push(qualifier)
    sums.set(kind, sum)
  }
  return [...sums.values()]
}

export type ReferralParts = { year: number; treated: number; referred: number }

/**
 * The referral rate before and after (转院率): the last year counted before support began, and the newest from then on. Null where either is
 * missing. `points` is the difference in tenths of a percentage point, computed from the parts and not from rounded rates.
 */
export function beforeAndAfter(years: readonly ReferralParts[], sinceYear: number | null) {
  if (sinceYear === null) return null
  const sorted = [...years].sort((a, b) => a.year - b.year)
  const before = sorted.findLast(({ year }) => year < sinceYear)
  const after = sorted.findLast(({ year }) => year >= sinceYear)
  if (!before || !after) return null
  const tenths =
    (1000 * (after.referred * before.treated - before.referred * after.treated)) / (after.treated * before.treated)
  return { before, after, points: Math.sign(tenths) * Math.floor(Math.abs(tenths) + 0.5) }
}
