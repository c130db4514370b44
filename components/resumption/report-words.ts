import { count, percent } from '@/lib/i18n/format'
import type { ByType, Tally } from '@/lib/resumption/rules/report'

/** The kinds of a report in its order; the sum of leading enterprises and workshops stands behind both. */
export const KINDS = ['LEADING_ENTERPRISE', 'WORKSHOP', 'both', 'INDUSTRIAL_ABOVE_SCALE', 'FARM'] as const
export type ReportKind = (typeof KINDS)[number]

/** Kinds that a place has any of; the sum only where it has both of its parts. */
export function kindsOf(all: ByType): ReportKind[] {
  return KINDS.filter((kind) =>
    kind === 'both' ? all.LEADING_ENTERPRISE.firms > 0 && all.WORKSHOP.firms > 0 : all[kind].firms > 0,
  )
}

/** A tally as it is read: counts, and each rate beside its two parts; a rate of nothing is none. */
export function cellsOf(tally: Tally): string[] {
  const rate = (part: number, whole: number) => (whole > 0 ? percent(part, whole) : '')
  return [
    count(tally.firms),
    count(tally.resumed),
    rate(tally.resumed, tally.firms),
    count(tally.staffTotal),
    count(tally.staffReturned),
    rate(tally.staffReturned, tally.staffTotal),
    count(tally.poorReturned),
  ]
}
