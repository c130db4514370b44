import { daysBetween } from '@/lib/platform/days'
import type { TargetKind } from '../schema/facts'
import { add, compare, divide, type Fraction, fractionOf, multiply, subtract } from './fraction'

export const STANDINGS = ['reached', 'held', 'behind', 'crossed', 'before', 'noFact', 'noStart', 'value'] as const
export type TargetStanding = (typeof STANDINGS)[number]

export type Milestone = { on: string; value: string }
export type Course = {
  kind: TargetKind
  value: string
  baseline: string | null
  from: string | null
  to: string | null
  milestones: readonly Milestone[]
}

const number = (text: string | null) => (text === null ? null : fractionOf(text))
const NOUGHT: Fraction = { n: 0n, d: 1n }

/** Days of the period gone by the end of a day, and all of them; null for a value without a period. */
export function elapsedOf({ from, to }: Course, today: string): { gone: number; all: number } | null {
  if (!from || !to) return null
  const all = daysBetween(from, to) + 1
  return { gone: Math.min(all, Math.max(0, daysBetween(from, today) + 1)), all }
}

/** Where a rise begins without a start of its own: at nought. A fall without one has no line. */
function startOf({ kind, baseline }: Course): Fraction | null {
  return number(baseline) ?? (kind === 'AT_LEAST' ? NOUGHT : null)
}

/** What should be reached by the end of a day: on a straight line by days, or the last milestone that is due (domain.md 5.4). Null: no start. */
export function expectedOn(course: Course, day: string): Fraction | null {
  const time = elapsedOf(course, day)
  const [start, goal] = [startOf(course), number(course.value)]
  if (!time || !goal) return null
  if (course.milestones.length > 0) {
    const due = course.milestones.filter(({ on }) => on <= day).sort((a, b) => (a.on < b.on ? 1 : -1))[0]
    return due ? number(due.value) : start
  }
  const share = { n: BigInt(time.gone), d: BigInt(time.all) }
  return start && add(start, multiply(subtract(goal, start), share))
}

/** Where a target stands today: reached, or against what its schedule expects by now; after its end only reached counts. */
export function standingOf(course: Course, current: Fraction | null, today: string): TargetStanding {
  const goal = number(course.value)
  if (course.kind === 'VALUE' || !course.to || !course.from || !goal) return 'value'
  if (!current) return 'noFact'
  const rises = course.kind === 'AT_LEAST'
  const meets = (mark: Fraction) => (rises ? compare(current, mark) >= 0 : compare(current, mark) <= 0)
  if (meets(goal)) return 'reached'
  if (today < course.from) return 'before'
  if (today > course.to) return 'crossed'
  const expected = expectedOn(course, today)
  if (!expected) return 'noStart'
  return meets(expected) ? 'held' : 'behind'
}

/** How much of the way from start to target is done, exact; null without a start or a way. */
export function doneOf(course: Course, current: Fraction | null): Fraction | null {
  const [start, goal] = [startOf(course), number(course.value)]
  return start && goal && current ? divide(subtract(current, start), subtract(goal, start)) : null
}
