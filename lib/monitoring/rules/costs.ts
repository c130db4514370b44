import type { ShockKind } from '@/lib/monitoring/rules/choices'
import { fenOf, originOf, type ScreeningRule, yearOf } from '@/lib/monitoring/rules/screening'
import type { RuleId } from '@/lib/monitoring/schema'
import { resolveParameter } from '@/lib/parameters/rules'
import type { ParameterCode } from '@/lib/parameters/schema'

/** One kind of cost against one amount. What the household bears itself counts; where that is not known, the whole cost. */
function costRule(id: RuleId, kind: ShockKind, parameter: ParameterCode): ScreeningRule {
  return {
    id,
    parameters: [parameter],
    screen(facts, rows) {
      const reported = facts.shocks.filter((shock) => shock.kind === kind)
      if (reported.length === 0) return null
      const year = yearOf(facts.visitedOn)
      const row = resolveParameter(rows, parameter, facts.household.regionCode, facts.visitedOn)
      const lines = row ? [originOf(row)] : []
      const amounts = reported.flatMap((shock) => shock.selfPaidFen ?? shock.totalFen ?? [])
      if (amounts.length === 0) return { outcome: 'UNKNOWN', figures: { say: 'costNoAmount', year, lines } }
      const fen = amounts.reduce((sum, each) => sum + each, 0)
      if (!row || row.value === null) return { outcome: 'UNKNOWN', figures: { say: 'costNoLine', fen, year, lines } }
      const figures = { fen, year, lineFen: fenOf(row.value), lines }
      return fen > figures.lineFen
        ? { outcome: 'CROSSED', figures: { say: 'costOver', ...figures } }
        : { outcome: 'CLEAR', figures: { say: 'costClear', ...figures } }
    },
  }
}

/** Loss by a disaster. */
export const disasterLoss = costRule('disasterLoss', 'DISASTER', 'shock.disasterYuan')

/** Cost of an accident. */
export const accidentLoss = costRule('accidentLoss', 'ACCIDENT', 'shock.accidentYuan')

/** Self-paid schooling beyond compulsory education. */
export const schoolingCost = costRule('schoolingCost', 'SCHOOLING', 'shock.schoolingYuan')
