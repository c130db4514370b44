import { PROJECT_STATUSES, type ProjectStatus } from '@/lib/support/schema/project'

export type ProjectLine = {
  status: ProjectStatus
  count: number
  plannedFen: number
  arrivedFen: number
  disbursedFen: number
}
/** A rate is always told with its two parts. */
export type Rate = { part: number; whole: number }

export type ProjectSummary = {
  count: number
  plannedFen: number
  arrivedFen: number
  disbursedFen: number
  started: Rate
  completed: Rate
  disbursed: Rate
}

/** Start rate and completion rate over all approved projects (开工率, 完工率), disbursement rate over the money that arrived (支出率). */
export function summaryOf(lines: readonly ProjectLine[]): ProjectSummary {
  const from = (status: ProjectStatus) =>
    lines
      .filter((line) => PROJECT_STATUSES.indexOf(line.status) >= PROJECT_STATUSES.indexOf(status))
      .reduce((sum, { count }) => sum + count, 0)
  const sum = (key: 'plannedFen' | 'arrivedFen' | 'disbursedFen') => lines.reduce((total, line) => total + line[key], 0)
  const approved = from('APPROVED')
  return {
    count: from('POOL'),
    plannedFen: sum('plannedFen'),
    arrivedFen: sum('arrivedFen'),
    disbursedFen: sum('disbursedFen'),
    started: { part: from('STARTED'), whole: approved },
    completed: { part: from('COMPLETED'), whole: approved },
    disbursed: { part: sum('disbursedFen'), whole: sum('arrivedFen') },
  }
}
