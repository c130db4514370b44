import type { ProcedureKind } from '@/lib/identification/schema'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'

export const CONDITION_PARAMETERS = [
  'povertyLine.exit',
  'identify.publicityDays',
  'identify.appraisalQuorum',
  'exit.reviewers',
] as const satisfies readonly ParameterCode[]

/** What the register knows of a household on the day of the home check. Money in fen per head. */
export type ConditionFacts = {
  regionCode: string
  /** Year of the income figure, and the figure. */
  incomeYear: number | null
  perCapitaFen: number | null
  guarantees: readonly { item: string; result: string }[]
}

export const CONDITIONS = [
  'INCOME_BELOW',
  'INCOME_ABOVE',
  'GUARANTEE_UNMET',
  'GUARANTEES_MET',
  'MONTHS_PASSED',
  'LINE_PASSED',
  'HAS_LABOUR',
] as const
/** `met` null: what the register knows does not decide it; the officers do, and say so. */
export type Condition = {
  code: (typeof CONDITIONS)[number]
  met: boolean | null
  figures: {
    fen?: number
    year?: number
    lineYuan?: number
    items?: string[]
    unknown?: string[]
    months?: number
    day?: string
  }
}

const isNot = (value: boolean | null) => (value === null ? null : !value)

/** Whether all six guarantees are met; null where one was never looked at and none fails. */
export function guaranteesOf(guarantees: ConditionFacts['guarantees']): Pick<Condition, 'met' | 'figures'> {
  const result = (item: string) => guarantees.find((each) => each.item === item)?.result
  const items = GUARANTEE_ITEMS.filter((item) => result(item) === 'FAIL')
  const unknown = GUARANTEE_ITEMS.filter((item) => result(item) === undefined)
  return { met: items.length > 0 ? false : unknown.length > 0 ? null : true, figures: { items, unknown } }
}

type Income = { fen: number | null; year: number | null; lineYuan: number | null }

/** What is known of an income and its line. */
export function incomeFigures({ fen, year, lineYuan }: Income): Condition['figures'] {
  return {
    ...(fen === null ? {} : { fen }),
    ...(year === null ? {} : { year }),
    ...(lineYuan === null ? {} : { lineYuan }),
  }
}

/**
 * Conditions of a home check. Identification: income below the year's standard or a guarantee not met.
 * Exit: income at or above the standard and all guarantees met. The line is the standard of the income's own year.
 */
export function conditionsOf(kind: ProcedureKind, facts: ConditionFacts, rows: readonly ParameterRow[]): Condition[] {
  const { incomeYear: year, perCapitaFen: fen, regionCode } = facts
  const line = year === null ? null : resolveParameter(rows, 'povertyLine.exit', regionCode, `${year}-12-31`)
  const lineYuan = line?.value ?? null
  const below = fen === null || lineYuan === null ? null : fen < Math.round(lineYuan * 100)
  const income = incomeFigures({ fen, year, lineYuan })
  const guarantees = guaranteesOf(facts.guarantees)
  if (kind === 'IDENTIFICATION') {
    return [
      { code: 'INCOME_BELOW', met: below, figures: income },
      { code: 'GUARANTEE_UNMET', ...guarantees, met: isNot(guarantees.met) },
    ]
  }
  if (kind === 'EXIT') {
    return [
      { code: 'INCOME_ABOVE', met: isNot(below), figures: income },
      { code: 'GUARANTEES_MET', ...guarantees },
    ]
  }
  return []
}

/** Whether the conditions let a procedure go on: 'NO' stops it, 'ASK' needs the officers' word. Identification needs one of them, exit all. */
export function verdictOf(kind: ProcedureKind, conditions: readonly Condition[]): 'YES' | 'ASK' | 'NO' {
  const answers = conditions.map(({ met }) => met)
  if (answers.length === 0) return 'YES'
  if (kind === 'IDENTIFICATION') return answers.includes(true) ? 'YES' : answers.includes(null) ? 'ASK' : 'NO'
  return answers.includes(false) ? 'NO' : answers.includes(null) ? 'ASK' : 'YES'
}
