import { fenOf, originOf, type ScreeningRule, yearOf } from '@/lib/monitoring/rules/screening'
import { medicalThresholds } from '@/lib/parameters/rules'

/**
 * Self-paid medical cost: what the visits of this calendar year reported as self-paid, against two shares of last year's rural income.
 * Past the warning line opens a clue, past the hint line is told; at a line is not past it.
 */
export const medicalSelfPaid: ScreeningRule = {
  id: 'medicalSelfPaid',
  parameters: ['income.ruralDisposable', 'medical.selfPaidHintShare', 'medical.selfPaidWarningShare'],
  screen(facts, rows) {
    const reported = facts.shocks.filter((shock) => shock.kind === 'MEDICAL')
    if (reported.length === 0) return null
    const paid = reported.flatMap((shock) => (shock.selfPaidFen === null ? [] : [shock.selfPaidFen]))
    const thisVisitFen = paid.reduce((sum, each) => sum + each, 0)
    const year = yearOf(facts.visitedOn)
    const known = { fen: thisVisitFen + facts.otherSelfPaidFen, thisVisitFen, year, baseYear: year - 1 }
    const lines = medicalThresholds(rows, facts.household.regionCode, facts.visitedOn)
    if (paid.length === 0 && facts.otherSelfPaidFen === 0) {
      return { outcome: 'UNKNOWN', figures: { say: 'medicalNoAmount', lines: lines?.rows.map(originOf) ?? [] } }
    }
    if (!lines) return { outcome: 'UNKNOWN', figures: { say: 'medicalNoLine', ...known, lines: [] } }
    const base = lines.rows.find((row) => row.code === 'income.ruralDisposable')?.value ?? null
    const figures = {
      ...known,
      lineFen: fenOf(lines.warningYuan),
      hintFen: fenOf(lines.hintYuan),
      ...(base !== null && { baseFen: fenOf(base) }),
      lines: lines.rows.map(originOf),
    }
    if (known.fen > figures.lineFen) return { outcome: 'CROSSED', figures: { say: 'medicalOver', ...figures } }
    if (known.fen > figures.hintFen) return { outcome: 'HINT', figures: { say: 'medicalHint', ...figures } }
    return { outcome: 'CLEAR', figures: { say: 'medicalClear', ...figures } }
  },
}
