import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterRow } from '@/lib/parameters/schema'
import { daysBetween } from '@/lib/platform/days'
import type { Direction } from '../catalogue'
import type { Counts, Target } from '../schema'

/** Rounds the exact fraction n / d (d > 0) to a whole number, half up. */
export function halfUp(n: bigint, d: bigint): number {
  const doubled = 2n * n + d
  const base = 2n * d
  const floor = doubled / base
  return Number(doubled < 0n && doubled % base !== 0n ? floor - 1n : floor)
}

/** Days of the period gone, today included, and all its days. */
export function elapsed(target: Pick<Target, 'periodStart' | 'periodEnd'>, today: string) {
  const all = daysBetween(target.periodStart, target.periodEnd) + 1
  const gone = daysBetween(target.periodStart, today) + 1
  return { gone: Math.min(all, Math.max(0, gone)), all }
}

const SCALE = 10_000
const scaled = (value: number) => BigInt(Math.round(value * SCALE))

/** Where a straight line from baseline to target stands today, as an exact fraction in the target's unit. */
function onLine(baseline: number, target: Target, today: string): { n: bigint; d: bigint } {
  const { gone, all } = elapsed(target, today)
  const [from, to] = [scaled(baseline), scaled(target.value)]
  return { n: from * BigInt(all - gone) + to * BigInt(gone), d: BigInt(all) * BigInt(SCALE) }
}

export type Thresholds = { behindPoints: number; farBehindPoints: number; behindShare: number; farBehindShare: number }

/** How far behind is behind (domain.md 5.4): policy values in force for the region today. */
export function thresholdsOf(rows: readonly ParameterRow[], regionCode: string, today: string): Thresholds {
  const value = (code: ParameterRow['code']) => resolveParameter(rows, code, regionCode, today)?.value ?? 0
  return {
    behindPoints: value('wall.behindPoints'),
    farBehindPoints: value('wall.farBehindPoints'),
    behindShare: value('wall.behindShare'),
    farBehindShare: value('wall.farBehindShare'),
  }
}

export type Standing = 'held' | 'behind' | 'crossed'

/** A figure against its schedule. `at` and `expectedAt` are per cent of the way from the start to the target, for a gauge. */
export type Assessment =
  | { kind: 'count'; state: Standing; at: number; expectedAt: number; expected: number; gap: number }
  | {
      kind: 'rate'
      state: Standing
      at: number
      expectedAt: number
      expectedTenths: number
      gapTenths: number
      short: number
    }
  | { kind: 'deadline'; state: Standing; at: number; expectedAt: number; expected: number; overdue: number }
  | { kind: 'met'; state: 'held'; at: 100 }
  | { kind: 'none'; state: null; at: number; reason: 'noBase' | 'noTarget' | 'notSplit' | 'informs' }

/**
 * Compares a figure with where it should be today. Counts in households; a target inherited from a region above gives a rate its
 * schedule, but a count only its goal, since a county's starting count says nothing of one village.
 */
export function assess(
  direction: Direction,
  figures: Counts,
  overdue: number,
  target: (Target & { isOwn: boolean }) | null,
  thresholds: Thresholds,
  today: string,
): Assessment {
  const { numerator, denominator } = figures
  const at = denominator > 0 ? (100 * numerator) / denominator : 0
  const none = (reason: 'noBase' | 'noTarget' | 'notSplit' | 'informs') =>
    ({ kind: 'none', state: null, at, reason }) as const
  if (denominator === 0) return none('noBase')
  if (direction === 'INFORM') return none('informs')
  if (direction === 'DEADLINE') {
    const done = denominator - numerator
    return {
      kind: 'deadline',
      state: overdue > 0 ? 'crossed' : 'held',
      at: (100 * done) / denominator,
      expectedAt: (100 * (done + overdue)) / denominator,
      expected: done + overdue,
      overdue,
    }
  }
  if (!target) return none('noTarget')
  if (direction === 'ZERO') {
    const own = assessCount(numerator, target, thresholds, today)
    return own ?? (numerator <= target.value ? { kind: 'met', state: 'held', at: 100 } : none('notSplit'))
  }
  return assessRate(figures, target, thresholds, today)
}

function assessCount(numerator: number, target: Target & { isOwn: boolean }, thresholds: Thresholds, today: string) {
  if (!target.isOwn || target.baseline === null) return null
  const line = onLine(target.baseline, target, today)
  const expected = halfUp(line.n, line.d)
  const gap = numerator - expected
  const over = (share: number) => gap > 0 && gap > expected * share
  const way = target.baseline - target.value
  const { gone, all } = elapsed(target, today)
  return {
    kind: 'count' as const,
    state: standing(over(thresholds.behindShare), over(thresholds.farBehindShare)),
    at: way > 0 ? (100 * (target.baseline - numerator)) / way : numerator <= target.value ? 100 : 0,
    expectedAt: (100 * gone) / all,
    expected,
    gap,
  }
}

function assessRate({ numerator, denominator }: Counts, target: Target, thresholds: Thresholds, today: string) {
  const line = onLine(target.baseline ?? 0, target, today)
  const [n, d] = [BigInt(numerator), BigInt(denominator)]
  const gapTenths = halfUp(10n * (100n * n * line.d - line.n * d), d * line.d)
  const goal = target.value > 0 ? target.value : 100
  const needed = (line.n * d + 100n * line.d - 1n) / (100n * line.d)
  return {
    kind: 'rate' as const,
    state: standing(gapTenths < -10 * thresholds.behindPoints, gapTenths < -10 * thresholds.farBehindPoints),
    at: (100 * ((100 * numerator) / denominator)) / goal,
    expectedAt: (100 * (Number(line.n) / Number(line.d))) / goal,
    expectedTenths: halfUp(10n * line.n, line.d),
    gapTenths,
    short: Math.max(0, Number(needed) - numerator),
  }
}

function standing(isBehind: boolean, isFar: boolean): Standing {
  return isFar ? 'crossed' : isBehind ? 'behind' : 'held'
}

/** The target in force on a day for a region: its own or the nearest above. */
export function nearestTarget(
  targets: readonly Target[],
  indicator: string,
  regionPrefix: string,
  today: string,
): (Target & { isOwn: boolean }) | null {
  let best: Target | null = null
  for (const each of targets) {
    if (each.indicator !== indicator || !regionPrefix.startsWith(each.appliesTo)) continue
    if (each.periodStart > today || each.periodEnd < today) continue
    if (
      !best ||
      each.appliesTo.length > best.appliesTo.length ||
      (each.appliesTo === best.appliesTo && each.periodStart > best.periodStart)
    )
      best = each
  }
  return best && { ...best, isOwn: best.appliesTo === regionPrefix }
}
