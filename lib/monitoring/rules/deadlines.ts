import { DEADLINES } from '@/lib/deadlines/catalogue'
import { dueDay } from '@/lib/deadlines/rules/days'
import { periodOf, type TermRules, termOf } from '@/lib/deadlines/rules/terms'

type Step = 'CLUE_ASSIGN' | 'HOME_CHECK' | 'COMPARISON' | 'PUBLICITY' | 'IDENTIFY'

/** The last day of each step of a clue opened on a day, by the policy of that day, none later than the last day for the county's decision. */
export function clueDeadlines({ rows, calendar }: TermRules, regionCode: string, openedOn: string) {
  const by = (kind: Step, from = openedOn) => {
    const { parameter, otherwise } = DEADLINES[kind]
    const { days, count } = periodOf(rows, parameter, { regionCode, day: openedOn }, otherwise)
    return dueDay(from, days, count, calendar)
  }
  const identifyBy = by('IDENTIFY')
  const within = (day: string) => (day < identifyBy ? day : identifyBy)
  const verifyBy = within(by('HOME_CHECK'))
  const compareBy = within(by('COMPARISON', verifyBy))
  const publicityBy = within(by('PUBLICITY', compareBy))
  return { assignBy: within(by('CLUE_ASSIGN')), verifyBy, compareBy, publicityBy, identifyBy }
}

/** The last day for the plan and the first measure of a case identified on a day. */
export function planDeadline(rules: TermRules, regionCode: string, identifiedOn: string): string {
  return termOf(rules, { kind: 'PLAN', regionCode, from: identifiedOn }).dueOn
}
