import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

export const PARTS = ['poor', 'overdue', 'unmet', 'unhelped', 'coverage'] as const
export type Part = (typeof PARTS)[number]
/** Best to worst. */
export const LEVELS = ['steady', 'watch', 'alert'] as const
export type Level = (typeof LEVELS)[number]

/** Counts are of households, of lines for `overdue`; coverage is households visited out of those due. */
export type Numbers = Record<Exclude<Part, 'coverage'>, number> & { coverage: { n: number; of: number } }
export type Limits = Record<Part, { watch: number; alert: number }>
export type JudgedPart = {
  part: Part
  n: number
  /** The base of a rate, null for a count. */
  of: number | null
  watch: number
  alert: number
  /** Null where there is nothing to judge: no household is due a visit. */
  level: Level | null
}
export type ScoreCard = { level: Level | null; parts: JudgedPart[]; worst: Part[] }

/** Used only where no row is entered. */
const WHERE_NONE_IS_SET: Limits = {
  poor: { watch: 1, alert: 5 },
  overdue: { watch: 1, alert: 3 },
  unmet: { watch: 1, alert: 3 },
  unhelped: { watch: 1, alert: 3 },
  coverage: { watch: 80, alert: 50 },
}
const CODES = {
  poor: ['scorecard.poorWatch', 'scorecard.poorAlert'],
  overdue: ['scorecard.overdueWatch', 'scorecard.overdueAlert'],
  unmet: ['scorecard.unmetWatch', 'scorecard.unmetAlert'],
  unhelped: ['scorecard.unhelpedWatch', 'scorecard.unhelpedAlert'],
  coverage: ['scorecard.coverageWatch', 'scorecard.coverageAlert'],
} as const satisfies Record<Part, readonly [ParameterCode, ParameterCode]>
export const SCORE_CARD_CODES: readonly ParameterCode[] = Object.values(CODES).flat()
const PERCENT = 100

/** The limits of a village on a day: counts from which, and the per cent of coverage below which, it is to be watched or alerts. */
export function limitsOf(rows: readonly ParameterRow[], region: string, day: string): Limits {
  const of = (part: Part) => {
    const [watch, alert] = CODES[part].map((code) => resolveParameter(rows, code, region, day)?.value)
    return { watch: watch ?? WHERE_NONE_IS_SET[part].watch, alert: alert ?? WHERE_NONE_IS_SET[part].alert }
  }
  return {
    poor: of('poor'),
    overdue: of('overdue'),
    unmet: of('unmet'),
    unhelped: of('unhelped'),
    coverage: of('coverage'),
  }
}

/** 村级评分 · The level of a village is that of its worst part (domain.md 5.2); `worst` names the parts that set it, none where it is steady. */
export function scoreOf(numbers: Numbers, limits: Limits): ScoreCard {
  const parts = PARTS.map((part): JudgedPart => {
    const { watch, alert } = limits[part]
    if (part !== 'coverage') {
      const n = numbers[part]
      return { part, n, of: null, watch, alert, level: n >= alert ? 'alert' : n >= watch ? 'watch' : 'steady' }
    }
    const { n, of } = numbers.coverage
    const isBelow = (limit: number) => n * PERCENT < limit * of
    const level = of === 0 ? null : isBelow(alert) ? 'alert' : isBelow(watch) ? 'watch' : 'steady'
    return { part, n, of, watch, alert, level }
  })
  const level = LEVELS.findLast((each) => parts.some((part) => part.level === each)) ?? null
  return {
    level,
    parts,
    worst: level === 'steady' ? [] : parts.filter((part) => part.level === level).map(({ part }) => part),
  }
}
