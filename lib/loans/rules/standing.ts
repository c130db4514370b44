import { daysBetween } from '@/lib/platform/days'

export type LoanDays = { dueOn: string; repaidOn: string | null; withdrawnOn: string | null }
/** Days before the due day from which a loan is due soon, and days after it from which it is long overdue. */
export type LoanSpans = { soonDays: number; longDays: number }
export type LoanStanding = 'repaid' | 'withdrawn' | 'longOverdue' | 'overdue' | 'soon' | 'running'

/** How a loan stands on a day; `days` until it is due, below zero once it is overdue. */
export function standingOf(
  { dueOn, repaidOn, withdrawnOn }: LoanDays,
  today: string,
  { soonDays, longDays }: LoanSpans,
): { standing: LoanStanding; days: number } {
  const days = daysBetween(today, dueOn)
  if (withdrawnOn) return { standing: 'withdrawn', days }
  if (repaidOn) return { standing: 'repaid', days }
  if (days < -longDays) return { standing: 'longOverdue', days }
  if (days < 0) return { standing: 'overdue', days }
  return { standing: days <= soonDays ? 'soon' : 'running', days }
}
