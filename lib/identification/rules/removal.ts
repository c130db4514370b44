import { type Condition, guaranteesOf, incomeFigures } from '@/lib/identification/rules/conditions'
import { resolveParameter, warningLine } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addMonths } from '@/lib/platform/days'

export const REMOVAL_PARAMETERS = [
  'removal.minMonths',
  'povertyLine.exit',
  'warningLine.factor',
  'monitoringLine',
] as const satisfies readonly ParameterCode[]

/** Used only where no row is entered: income stable for six months. */
const MIN_MONTHS = 6

/** What the register knows of a case that is to be removed. Money in fen per head. */
export type RemovalFacts = {
  regionCode: string
  on: string
  identifiedOn: string
  mode: string | null
  noLabour: boolean
  incomeYear: number | null
  perCapitaFen: number | null
  guarantees: readonly { item: string; result: string }[]
}

/** The line that an income must be above on a day, in fen: last year's standard × factor, else this year's monitoring line. */
export function removalLine(rows: readonly ParameterRow[], regionCode: string, on: string): number | null {
  const line = warningLine(rows, regionCode, on)
  return line && Math.round(line.yuan * 100)
}

/**
 * Conditions of a removal (风险消除), all of them: enough months since identification unless the risk went naturally, income of this or the
 * last year at or above the line, no guarantee failing, and labour in the household, since safety-net households are kept.
 */
export function removalConditions(facts: RemovalFacts, rows: readonly ParameterRow[]): Condition[] {
  const { regionCode, on, identifiedOn, mode, perCapitaFen: fen, incomeYear: year } = facts
  const months = resolveParameter(rows, 'removal.minMonths', regionCode, on)?.value ?? MIN_MONTHS
  const from = addMonths(identifiedOn, months)
  const lineFen = removalLine(rows, regionCode, on)
  const holds = fen !== null && year !== null && year >= Number(on.slice(0, 4)) - 1
  const lineYuan = lineFen === null ? null : lineFen / 100
  return [
    { code: 'MONTHS_PASSED', met: mode === 'NATURAL' || on >= from, figures: { months, day: from } },
    {
      code: 'LINE_PASSED',
      met: holds && lineFen !== null ? fen >= lineFen : null,
      figures: incomeFigures({ fen, year, lineYuan }),
    },
    { code: 'GUARANTEES_MET', ...guaranteesOf(facts.guarantees) },
    { code: 'HAS_LABOUR', met: !facts.noLabour, figures: {} },
  ]
}

/** Recorded risks that no officer said to be gone, those said twice, and those that were never recorded. */
export function risksLeft(risks: readonly string[], stably: readonly string[], naturally: readonly string[]): string[] {
  const said = [...stably, ...naturally]
  return [
    ...risks.filter((risk) => said.filter((each) => each === risk).length !== 1),
    ...said.filter((risk) => !risks.includes(risk)),
  ]
}
