import { count, decimal, percent, yuan } from '@/lib/i18n/format'
import type { Finding, RuleId } from '@/lib/monitoring/schema'
import { daysBetween } from '@/lib/platform/days'

/** Rules that are told with one set of words: the six guarantees are one family. */
export type RuleFamily = Exclude<RuleId, `guarantee.${string}`> | 'guarantee'

export const familyOf = (ruleId: RuleId): RuleFamily =>
  ruleId.startsWith('guarantee.') ? 'guarantee' : (ruleId as Exclude<RuleId, `guarantee.${string}`>)

/** The guarantee that a rule is about; null for other rules. */
export const itemOf = (ruleId: RuleId): string | null => (ruleId.startsWith('guarantee.') ? ruleId.slice(10) : null)

/** Figures of a finding as texts for its sentence, with separators; amounts in yuan. Absent figures are dashes. */
export function explanationValues({ figures }: Finding): Record<string, string> {
  const money = (fen: number | undefined) => (fen === undefined ? '—' : yuan(fen))
  const { fen, lineFen, baseFen, factor } = figures
  return {
    figure: money(fen),
    year: String(figures.year ?? ''),
    line: money(lineFen),
    hint: money(figures.hintFen),
    over: fen !== undefined && lineFen !== undefined ? yuan(Math.abs(fen - lineFen)) : '—',
    base: money(baseFen),
    baseYear: String(figures.baseYear ?? ''),
    factor: factor === undefined ? '—' : String(factor),
    sum: baseFen !== undefined && factor !== undefined ? `${yuan(baseFen)} × ${factor}` : '—',
    times: fen !== undefined && baseFen ? decimal(Math.round((fen / baseFen) * 10)) : '—',
    visit: money(figures.thisVisitFen),
    drop: figures.dropPercent === undefined ? '—' : `${count(figures.dropPercent)}%`,
    share: figures.linePercent === undefined ? '—' : percent(figures.linePercent, 100).replace('.0%', '%'),
    reason: figures.reason ?? '',
  }
}

/** How a deadline stands on a day: days left from it, or days over. */
export function standing(today: string, by: string): { late: boolean; today: boolean; days: number } {
  const days = daysBetween(today, by)
  return { late: days < 0, today: days === 0, days: Math.abs(days) }
}
