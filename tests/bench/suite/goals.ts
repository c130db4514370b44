import type { Name } from './names'
import type { Estimate } from './statistics'

export type Line = {
  name: Name
  ratio: number | null
  interval: [number, number] | null
  timeRatio: number | null
  timeInterval: [number, number] | null
  cpuMs: number
  p50: number
  p95: number
  perSecond: number | null
  rows: number
  bytes: number
  /** Statements of the page or of the write itself, which the limit runs too, and all messages to the database in a request of ours. */
  statements: number
  trips: number
  pairs: { kept: number; dropped: number }
  /** Requests without an answer, of both arms; more than none only on a machine that others use. */
  failed: number
  limit: { cpuMs: number; p50: number; p95: number; perSecond: number | null; rows: number; bytes: number }
  /** CPU per request to that of the smallest size, where that was measured on this machine. */
  growth: number | null
}
export type Goal = { what: string; goal: string; found: string; isMet: boolean | null }
type Goals = { p50?: number; perSecond?: number; growth?: number; kilobytes?: number; statements?: number }

const RATIO = 1.25
export const MEMORY_MB = 350
/** Goals of the performance plan for the full path of a request, in ms, requests a second at sixteen, times and thousands of bytes. */
const GOALS: Record<Exclude<Name, 'import'>, Goals> = {
  list: { p50: 6.6, perSecond: 205, growth: 1.3 },
  search: { perSecond: 350, growth: 2 },
  open: { p50: 6, perSecond: 200, growth: 1.3, statements: 1 },
  visit: { p50: 5.5, perSecond: 320, growth: 1.1 },
  county: { p50: 7, perSecond: 180, growth: 1.1, kilobytes: 40 },
  city: { p50: 6, growth: 1.1 },
}
/** Lines of CSV in so many seconds. */
const IMPORT = { lines: 100_000, seconds: 6 }

const KILOBYTE = 1000
export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))
export const intervalOf = (each: Estimate): [number, number] | null =>
  each && [rounded(each.low, 3), rounded(each.high, 3)]

const isFound = (value: number | null): value is number => value !== null && Number.isFinite(value)

function atMost(what: string, goal: number | undefined, found: number | null, digits = 1): Goal[] {
  if (goal === undefined) return []
  const at = isFound(found)
  return [{ what, goal: `≤ ${goal}`, found: at ? found.toFixed(digits) : '–', isMet: at ? found <= goal : null }]
}

function atLeast(what: string, goal: number | undefined, found: number | null): Goal[] {
  if (goal === undefined) return []
  const at = isFound(found)
  return [{ what, goal: `≥ ${goal}`, found: at ? found.toFixed(0) : '–', isMet: at ? found >= goal : null }]
}

/** What was hoped for beside what was found; null where nothing was found. */
export function goalsOf(line: Line): Goal[] {
  const times = atMost(`${line.name}: CPU of ours to the limit’s`, RATIO, line.ratio, 2)
  if (line.name === 'import') {
    const scaled = IMPORT.seconds * (line.rows / IMPORT.lines)
    return [...times, ...atMost(`import: seconds for ${line.rows} lines of CSV`, rounded(scaled), line.p50 / 1000)]
  }
  const goals = GOALS[line.name]
  return [
    ...times,
    ...atMost(`${line.name}: p50 ms`, goals.p50, line.p50),
    ...atLeast(`${line.name}: requests/s at 16`, goals.perSecond, line.perSecond),
    ...atMost(
      `${line.name}: growth from 20,000 households`,
      line.growth === null ? undefined : goals.growth,
      line.growth,
      2,
    ),
    ...atMost(`${line.name}: kB of HTML`, goals.kilobytes, line.bytes / KILOBYTE, 0),
    ...atMost(`${line.name}: statements after the session`, goals.statements, line.statements, 0),
  ]
}
