import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'

/** How many days ago a line was found: from the first to the last of these, both among them; without a last one any longer time. */
export type Age = { from: number; to: number | null }

/** Policy values: the last day of each age but the oldest. */
export const AGE_CODES = [
  'finding.ageDays1',
  'finding.ageDays2',
  'finding.ageDays3',
  'finding.ageDays4',
] as const satisfies readonly ParameterCode[]
const WHERE_NONE_IS_SET = [15, 30, 60, 90]
const MOST_DAYS = 99_999

/** 问题存续时间 · The ages that open lines are sorted by, youngest first; by the policy values of a region and day. */
export function agesOf(rows: readonly ParameterRow[], region: string, day: string): Age[] {
  const limits = AGE_CODES.map(
    (code, index) => resolveParameter(rows, code, region, day)?.value ?? (WHERE_NONE_IS_SET[index] as number),
  )
  const ends = [...new Set(limits.map(Math.trunc))].filter((each) => each >= 0).sort((a, b) => a - b)
  return [...ends, null].map((to, index) => ({ from: index === 0 ? 0 : (ends[index - 1] as number) + 1, to }))
}

/** An age as an address says it: `31-60`, `91-`. */
export const ageText = ({ from, to }: Age) => `${from}-${to ?? ''}`

/** Reads an age of an address; nothing for anything else. */
export function readAge(text: string | undefined): Age | undefined {
  const [, from, to] = /^(\d{1,5})-(\d{0,5})$/.exec(text ?? '') ?? []
  if (from === undefined) return undefined
  const age = { from: Number(from), to: to ? Number(to) : null }
  return age.from <= MOST_DAYS && (age.to === null || age.to >= age.from) ? age : undefined
}

/** The days on which lines of an age were found; the youngest have no last one. */
export function foundDays({ from, to }: Age, today: string): { first: string | null; last: string | null } {
  return { first: to === null ? null : addDays(today, -to), last: from === 0 ? null : addDays(today, -from) }
}
