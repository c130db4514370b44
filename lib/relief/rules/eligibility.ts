import type { MonitoredType, PovertyStatus } from '@/lib/households/schema'
import { warningLine } from '@/lib/parameters/rules'
import type { Policy } from '@/lib/relief/rules/amounts'
import { PARENT_AGE } from '@/lib/relief/rules/filial'
import { type Cause, isMedical, type Line } from '@/lib/relief/schema/lines'

/** What the register and the event say. Money in fen. */
export type ReliefFacts = {
  povertyStatus: PovertyStatus
  monitoredType: MonitoredType | null
  incomeFen: number | null
  incomeYear: number | null
  cause: Cause
  /** What is left after line 1, and after everything that was granted. */
  selfPaidFen: number
  leftFen: number
  /** Lines 1 to 5 of which nothing is recorded. */
  unanswered: readonly Line[]
  /** Members of 60 and more. */
  parents: number
}

export const REASONS = [
  'REGISTERED',
  'REGISTERED_OR_MONITORED',
  'MEDICAL',
  'SELF_PAID',
  'LEFT_TO_PAY',
  'MONITORED',
  'INCOME_BELOW',
  'PARENT',
  'OTHERS_FIRST',
] as const
/** One condition with its figures. `met` null: the register does not say; whoever decides must know. */
export type Reason = {
  code: (typeof REASONS)[number]
  met: boolean | null
  figures: {
    fen?: number
    lineFen?: number
    factor?: number
    baseFen?: number
    year?: number
    n?: number
    lines?: readonly Line[]
  }
}

export type Judgement = { line: Line; verdict: 'YES' | 'NO' | 'ASK'; reasons: Reason[] }

type Rule = { line: Line; judge(facts: ReliefFacts, policy: Policy): Reason[] }

const isRegistered = ({ povertyStatus }: ReliefFacts) => povertyStatus !== 'NEVER_POOR'
const registered = (facts: ReliefFacts): Reason => ({ code: 'REGISTERED', met: isRegistered(facts), figures: {} })
const medical = ({ cause }: ReliefFacts): Reason => ({
  code: 'MEDICAL',
  met: isMedical(cause),
  figures: {},
})
const leftToPay = ({ leftFen }: ReliefFacts): Reason => ({
  code: 'LEFT_TO_PAY',
  met: leftFen > 0,
  figures: { fen: leftFen },
})

/** Income per head against last year's standard times the factor, strictly below (低于上年国家扶贫标准的1.5倍). */
function incomeBelow({ incomeFen, incomeYear }: ReliefFacts, { rows, regionCode, day }: Policy): Reason {
  const line = warningLine(rows, regionCode, day)
  const lineFen = line ? Math.round(line.yuan * 100) : undefined
  const figures = {
    ...(incomeFen === null ? {} : { fen: incomeFen }),
    ...(incomeYear === null ? {} : { year: incomeYear }),
    ...(lineFen === undefined ? {} : { lineFen }),
    ...(line?.factor && line.base ? { factor: line.factor, baseFen: Math.round(line.base * 100) } : {}),
  }
  return {
    code: 'INCOME_BELOW',
    met: incomeFen === null || lineFen === undefined ? null : incomeFen < lineFen,
    figures,
  }
}

/** Who each line is for, one rule object a line. */
export const RULES: readonly Rule[] = [
  { line: 1, judge: (facts) => [registered(facts), medical(facts)] },
  {
    line: 2,
    judge: (facts) => [
      registered(facts),
      medical(facts),
      { code: 'SELF_PAID', met: facts.selfPaidFen > 0, figures: { fen: facts.selfPaidFen } },
    ],
  },
  { line: 3, judge: (facts) => [leftToPay(facts)] },
  {
    line: 4,
    judge: (facts, policy) => [
      { code: 'MONITORED', met: facts.monitoredType !== null, figures: {} },
      incomeBelow(facts, policy),
      leftToPay(facts),
    ],
  },
  {
    line: 5,
    judge: (facts) => [
      { code: 'REGISTERED_OR_MONITORED', met: isRegistered(facts) || facts.monitoredType !== null, figures: {} },
      { code: 'PARENT', met: facts.parents > 0, figures: { n: facts.parents, year: PARENT_AGE } },
    ],
  },
  {
    line: 6,
    judge: (facts) => [
      { code: 'REGISTERED_OR_MONITORED', met: isRegistered(facts) || facts.monitoredType !== null, figures: {} },
      { code: 'OTHERS_FIRST', met: facts.unanswered.length === 0, figures: { lines: facts.unanswered } },
    ],
  },
]

const verdictOf = (reasons: readonly Reason[]): Judgement['verdict'] =>
  reasons.some(({ met }) => met === false) ? 'NO' : reasons.some(({ met }) => met === null) ? 'ASK' : 'YES'

/** All six lines for one event, with the figures that decided. */
export function judgeLines(facts: ReliefFacts, policy: Policy): Judgement[] {
  return RULES.map(({ line, judge }) => {
    const reasons = judge(facts, policy)
    return { line, verdict: verdictOf(reasons), reasons }
  })
}

export function judgeLine(line: Line, facts: ReliefFacts, policy: Policy): Judgement {
  const found = judgeLines(facts, policy).find((each) => each.line === line)
  if (!found) throw new RangeError('no such line')
  return found
}
