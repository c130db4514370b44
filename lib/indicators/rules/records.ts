import { INDICATORS } from '@/lib/indicators/catalogue'

/** Where a list holds exactly what an input counts: its page, and how it is narrowed. */
type Where = { page: string; narrowed: Readonly<Record<string, string>>; days: 'today' | 'asOf' | 'period' }

const wall = (behind: string, part: 'counted' | 'base'): Where => ({
  page: '/households',
  narrowed: { behind, part },
  days: 'today',
})
const ledger = (figure: string): Where => ({ page: '/findings', narrowed: { figure }, days: 'asOf' })
const payouts = (line: string): Where => ({ page: '/relief', narrowed: { tab: 'paid', line }, days: 'period' })
const lines: Where = { page: '/relief/lines', narrowed: {}, days: 'period' }

/** Inputs that figures of the wall count, each with the households counted or those of the base. */
const OF_THE_WALL = Object.fromEntries(
  INDICATORS.flatMap(({ code, inputs = {} }) =>
    Object.entries(inputs).map(([of, input]) => [input, wall(code, of.startsWith('numerator') ? 'counted' : 'base')]),
  ),
)

/** For every input that the records of the system count. Costs and contributions have no list of their own: the page of the lines adds them up. */
const RECORDS: Readonly<Record<string, Where>> = {
  ...OF_THE_WALL,
  findings_total: ledger('total'),
  findings_closed: ledger('closed'),
  findings_open: ledger('open'),
  findings_overdue: ledger('overdue'),
  findings_due_or_closed: ledger('dueOrClosed'),
  findings_closed_in_time: ledger('inTime'),
  findings_once_closed: ledger('onceClosed'),
  findings_reopened: ledger('reopened'),
  temporary_relief_person_times: payouts('3'),
  temporary_relief_households: payouts('3'),
  temporary_relief_amount: payouts('3'),
  prevention_insurance_person_times: payouts('4'),
  prevention_insurance_households: payouts('4'),
  prevention_insurance_payout: payouts('4'),
  filial_contribution: lines,
  filial_bonus: lines,
  filial_households: lines,
  filial_persons: lines,
  medical_total_cost: lines,
  medical_policy_scope_cost: lines,
  medical_reimbursed_amount: lines,
}

type Span = { region: string; from: string; asOf: string; today: string }

/** The address of what stands behind a counted input: the list with the very condition; null where there is none, as of a past register. */
export function recordsBehind(code: string, { region, from, asOf, today }: Span): string | null {
  const where = RECORDS[code]
  if (!where || (where.days === 'today' && asOf !== today)) return null
  const days: Readonly<Record<string, string>> =
    where.days === 'asOf' ? { on: asOf } : where.days === 'period' ? { from, to: asOf } : {}
  return `${where.page}?${new URLSearchParams({ region, ...where.narrowed, ...days })}`
}
