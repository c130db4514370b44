import { fenOf, originOf, type ScreeningFacts, type ScreeningRule, yearOf } from '@/lib/monitoring/rules/screening'
import { resolveParameter, warningLine } from '@/lib/parameters/rules'

const NOT_YET_OUT = ['NOT_EXITED', 'EXIT_PLANNED']

/** Income said on the visit, else the register's of this year or the last; older figures say nothing about today. */
function latestIncome(facts: ScreeningFacts): { fen: number; year: number } | null {
  const year = yearOf(facts.visitedOn)
  if (facts.expectedPerCapitaFen !== null) return { fen: facts.expectedPerCapitaFen, year }
  const known = facts.incomes.filter((income) => income.year === year || income.year === year - 1)
  const latest = known.sort((a, b) => b.year - a.year)[0]
  return latest ? { fen: latest.perCapitaFen, year: latest.year } : null
}

/** Income per person below the warning line, last year's standard × factor. At the line is not below it; a household not yet out of poverty gets no clue for it. */
export const incomeBelowLine: ScreeningRule = {
  id: 'incomeBelowLine',
  parameters: ['povertyLine.exit', 'warningLine.factor', 'monitoringLine'],
  screen(facts, rows) {
    const line = warningLine(rows, facts.household.regionCode, facts.visitedOn)
    const income = latestIncome(facts)
    const baseYear = yearOf(facts.visitedOn) - 1
    const known = income ? { fen: income.fen, year: income.year } : {}
    if (!line) {
      const say = income ? 'incomeNoLine' : 'incomeNothing'
      return { outcome: 'UNKNOWN', figures: { say, ...known, baseYear, lines: [] } }
    }
    const figures = {
      ...known,
      lineFen: fenOf(line.yuan),
      ...(line.base !== null && line.factor !== null && { baseFen: fenOf(line.base), factor: line.factor, baseYear }),
      lines: line.rows.map(originOf),
    }
    if (!income) return { outcome: 'UNKNOWN', figures: { say: 'incomeUnknown', baseYear, ...figures } }
    if (income.fen >= figures.lineFen) return { outcome: 'CLEAR', figures: { say: 'incomeAbove', ...figures } }
    return NOT_YET_OUT.includes(facts.povertyStatus)
      ? { outcome: 'HINT', figures: { say: 'incomeBelowNotExited', ...figures } }
      : { outcome: 'CROSSED', figures: { say: 'incomeBelow', ...figures } }
  },
}

/** Sharp drop in income: this year's income fell against last year's by more than the share. Exactly the share is not more. */
export const incomeDrop: ScreeningRule = {
  id: 'incomeDrop',
  parameters: ['income.dropShare'],
  screen(facts, rows) {
    const year = yearOf(facts.visitedOn)
    const of = (wanted: number) => facts.incomes.find((income) => income.year === wanted)?.perCapitaFen ?? null
    const fen = facts.expectedPerCapitaFen ?? of(year)
    const baseFen = of(year - 1)
    if (fen === null) {
      return facts.incomeChange === 'DOWN' ? { outcome: 'HINT', figures: { say: 'dropNoFigure', lines: [] } } : null
    }
    if (baseFen === null || baseFen <= 0) {
      return { outcome: 'UNKNOWN', figures: { say: 'dropNoBase', fen, year, baseYear: year - 1, lines: [] } }
    }
    const row = resolveParameter(rows, 'income.dropShare', facts.household.regionCode, facts.visitedOn)
    const known = { fen, year, baseFen, baseYear: year - 1, dropPercent: Math.floor(((baseFen - fen) / baseFen) * 100) }
    if (!row || row.value === null) return { outcome: 'UNKNOWN', figures: { say: 'dropNoLine', ...known, lines: [] } }
    const lineFen = Math.round(baseFen * (1 - row.value))
    const figures = { ...known, lineFen, linePercent: Math.round(row.value * 100), lines: [originOf(row)] }
    return fen < lineFen
      ? { outcome: 'CROSSED', figures: { say: 'dropCrossed', ...figures } }
      : { outcome: 'CLEAR', figures: { say: 'dropClear', ...figures } }
  },
}
