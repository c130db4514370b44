import { RISKS, type Risk } from '@/lib/monitoring/schema'

/**
 * How far an open case has come: decided and nothing promised yet, planned or promised and nothing given yet, help given, removal proposed.
 * Every open case stands in exactly one.
 */
export const CASE_STANDS = ['decided', 'planned', 'helped', 'proposed'] as const
export type CaseStand = (typeof CASE_STANDS)[number]

/** What else open cases can be narrowed to: without any measure; opened again after a removal (风险消除回退). */
export const CASE_PARTS = [...CASE_STANDS, 'unhelped', 'rolledBack'] as const
export type CasePart = (typeof CASE_PARTS)[number]

/** Whether a measure answers the risk (措施对应风险): planned, running and given ones count. */
export const RISK_HELPS = ['matched', 'none'] as const
export type RiskHelp = (typeof RISK_HELPS)[number]

export type CaseNarrow = { part?: CasePart; risk?: Risk; help?: RiskHelp }

/** What an address narrows open cases to; `null` when to nothing. `help` is about a risk and means nothing without one. */
export function readCaseNarrow(params: Readonly<Record<string, string | undefined>>): CaseNarrow | null {
  const of = <T extends string>(known: readonly T[], text: string | undefined) => known.find((each) => each === text)
  const [part, risk] = [of(CASE_PARTS, params.part), of(RISKS, params.risk)]
  const help = risk && of(RISK_HELPS, params.help)
  return part || risk ? { part, risk, help } : null
}
