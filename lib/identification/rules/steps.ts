import type { ProcedureKind, StepName } from '@/lib/identification/schema'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'
import { addDays, daysBetween } from '@/lib/platform/days'

/** Used only where no row is entered: seven full days of publicity, five in monitoring, two thirds present, three reviewers at an exit. */
const WHERE_NONE_IS_SET = {
  'identify.publicityDays': 7,
  'deadline.publicityDays': 5,
  'identify.appraisalQuorum': 0.6667,
  'exit.reviewers': 3,
} as const

function settingOf(
  rows: readonly ParameterRow[],
  code: keyof typeof WHERE_NONE_IS_SET,
  region: string,
  day: string,
): number {
  return resolveParameter(rows, code, region, day)?.value ?? WHERE_NONE_IS_SET[code]
}

export const PUBLICITY_PARAMETERS = ['identify.publicityDays', 'deadline.publicityDays'] as const

export const isAboutMonitoring = (kind: ProcedureKind) => kind === 'MONITORING' || kind === 'RISK_REMOVAL'

/** Full calendar days that a publicity must last, and the first day after it. The day of posting does not count. */
export function publicity(
  rows: readonly ParameterRow[],
  region: string,
  postedOn: string,
  kind: ProcedureKind = 'IDENTIFICATION',
): { days: number; over: string } {
  const code = isAboutMonitoring(kind) ? 'deadline.publicityDays' : 'identify.publicityDays'
  const days = settingOf(rows, code, region, postedOn)
  return { days, over: addDays(postedOn, days + 1) }
}

/** Villagers' representatives that must be present: at least two thirds of those who should (村民代表到会三分之二以上), rounded up. */
export function quorumOf(rows: readonly ParameterRow[], region: string, day: string, should: number): number {
  // The share is kept with four digits: two thirds of 30 are 20.001, which means 20.
  return Math.ceil(Math.round(should * settingOf(rows, 'identify.appraisalQuorum', region, day) * 10) / 10)
}

/** An appraisal carries when more than half of those present are for it. */
export function isCarried(votesFor: number, present: number): boolean {
  return votesFor * 2 > present
}

/** How many must sign the township's review. */
export function reviewersNeeded(
  kind: ProcedureKind,
  rows: readonly ParameterRow[],
  region: string,
  day: string,
): number {
  return kind === 'EXIT' ? settingOf(rows, 'exit.reviewers', region, day) : 1
}

/** Who did what before in a procedure; `openedBy` opened the clue that it rests on. */
export type Seen = {
  startedBy: string
  openedBy: string | null
  verifiedBy: string | null
  reviewedBy: string | null
}

/**
 * Whether a step would be somebody's second look at his own work: who opened the clue, started or checked does not review; who opened, started
 * or reviewed does not decide; who opened the clue does not end it. A deputy has the eyes of whom he stands in for. The database refuses it too.
 */
export function isOwnWork(
  name: StepName,
  { startedBy, openedBy, verifiedBy, reviewedBy }: Seen,
  eyes: readonly string[],
): boolean {
  const before: Partial<Record<StepName, (string | null)[]>> = {
    review: [startedBy, openedBy, verifiedBy],
    approve: [startedBy, openedBy, reviewedBy],
    dismiss: [openedBy],
    reject: [openedBy],
  }
  return eyes.some((each) => before[name]?.includes(each))
}

/** Whether a step waits for the end of a publicity that runs. */
export const waitsForPublicity = (name: StepName) => name === 'review' || name === 'approve'

/** By how many days a household is identified later than the deadline allows. */
export function lateDays(identifyBy: string | null, on: string): number {
  return identifyBy ? Math.max(0, daysBetween(identifyBy, on)) : 0
}
