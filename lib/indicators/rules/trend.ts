import type { Direction, IndicatorCode } from '../catalogue'
import type { Counts, Target } from '../schema'
import type { Months } from '../sql/months'
import { monthEnd } from './past'
import { assess, nearestTarget, type Thresholds } from './schedule'
import { shownOf } from './shown'

/** One month of a figure: what was frozen, what the records say of its last day now, and where it should have been. */
export type MonthLine = {
  month: string
  frozen: (Counts & { frozenAt: Date; version: number; counties: number }) | null
  /** Not every county of the region has frozen the month. */
  isPart: boolean
  /** Counted by another definition than today's: never one line with the others. */
  isOther: boolean
  now: Counts | null
  /** In the unit of the figure: per cent, days or households. */
  value: number | null
  expected: number | null
  target: number | null
}

const NO_MATTER: Thresholds = { behindPoints: 0, farBehindPoints: 0, behindShare: 0, farBehindShare: 0 }
const TENTHS = 10

function scheduleOf(direction: Direction, counts: Counts, target: (Target & { isOwn: boolean }) | null, on: string) {
  const it = assess(direction, counts, 0, target, NO_MATTER, on)
  const expected = it.kind === 'rate' ? it.expectedTenths / TENTHS : it.kind === 'count' ? it.expected : null
  return { expected, target: expected === null ? null : (target?.value ?? null) }
}

/** The months of one figure in their order, from what was frozen of a region. */
export function monthLines(
  { lines, targets, counties }: Months,
  { code, version, direction, prefix }: { code: IndicatorCode; version: number; direction: Direction; prefix: string },
): MonthLine[] {
  return lines
    .filter(({ indicator }) => indicator === code)
    .map(({ month, frozen, now }) => {
      const on = monthEnd(month)
      const isPart = frozen !== null && frozen.counties < counties
      const value = frozen && !isPart ? shownOf(code, frozen, on) : null
      const schedule =
        frozen && value !== null && scheduleOf(direction, frozen, nearestTarget(targets, code, prefix, on), on)
      return {
        month,
        frozen: frozen && { ...frozen, version: frozen.newest },
        isPart,
        isOther: frozen !== null && (frozen.oldest !== version || frozen.newest !== version),
        now,
        value,
        expected: schedule ? schedule.expected : null,
        target: schedule ? schedule.target : null,
      }
    })
}

/** Runs of months that one line may join: whole, of one definition, with nothing missing in between. Indexes of months. */
export function segmentsOf(months: readonly Pick<MonthLine, 'value' | 'isOther'>[]): number[][] {
  const runs: number[][] = []
  for (const [index, { value, isOther }] of months.entries()) {
    if (value === null) continue
    const run = runs.at(-1)
    const before = months[index - 1]
    if (run && before && run.at(-1) === index - 1 && !isOther && !before.isOther) run.push(index)
    else runs.push([index])
  }
  return runs
}

const STEPS = [1, 2, 5]

/** The upper end of a scale of counts from nought: the smallest round number that holds the greatest. */
export function topOf(values: readonly number[]): number {
  const greatest = Math.max(2, ...values)
  for (let ten = 1; ; ten *= 10) {
    for (const step of STEPS) if (2 * step * ten >= greatest) return 2 * step * ten
  }
}
