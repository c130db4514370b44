import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays } from '@/lib/platform/days'

export const DEADLINE_PARAMETERS = [
  'deadline.verifyDays',
  'deadline.compareDays',
  'deadline.publicityDays',
  'deadline.identifyDays',
  'deadline.measureDays',
] as const satisfies readonly ParameterCode[]

/** Used only where no row is entered: home check 3, comparison 5, publicity 5, all within 15, first measure 10 calendar days. */
const WHERE_NONE_IS_SET: Record<(typeof DEADLINE_PARAMETERS)[number], number> = {
  'deadline.verifyDays': 3,
  'deadline.compareDays': 5,
  'deadline.publicityDays': 5,
  'deadline.identifyDays': 15,
  'deadline.measureDays': 10,
}

const daysOf = (rows: readonly ParameterRow[], code: keyof typeof WHERE_NONE_IS_SET, region: string, day: string) =>
  resolveParameter(rows, code, region, day)?.value ?? WHERE_NONE_IS_SET[code]

/** The last day of each step of a clue opened on a day, none later than the last day for the county's decision. */
export function clueDeadlines(rows: readonly ParameterRow[], region: string, openedOn: string) {
  const of = (code: keyof typeof WHERE_NONE_IS_SET) => daysOf(rows, code, region, openedOn)
  const identifyBy = addDays(openedOn, of('deadline.identifyDays'))
  const within = (day: string) => (day < identifyBy ? day : identifyBy)
  const verifyBy = within(addDays(openedOn, of('deadline.verifyDays')))
  const compareBy = within(addDays(verifyBy, of('deadline.compareDays')))
  const publicityBy = within(addDays(compareBy, of('deadline.publicityDays')))
  return { verifyBy, compareBy, publicityBy, identifyBy }
}

/** The last day for the plan and the first measure of a case identified on a day. */
export function planDeadline(rows: readonly ParameterRow[], region: string, identifiedOn: string): string {
  return addDays(identifiedOn, daysOf(rows, 'deadline.measureDays', region, identifiedOn))
}
