import { INCOME_GROUPS, type IncomeGroup } from '@/lib/households/catalogue/income-items'
import type { HouseholdFacts, IncomeFacts } from '@/lib/households/facts'
import { perHead, sumIncome } from '@/lib/households/rules/income'
import type { BeyondFacts } from './beyond'
import { type CheckDay, type Figures, type HouseholdRule, once } from './rule'

const GROUPS = {
  WAGE: 'wageFen',
  BUSINESS: 'businessFen',
  PROPERTY: 'propertyFen',
  TRANSFER: 'transferFen',
  COST: 'costFen',
} as const satisfies Record<IncomeGroup, keyof IncomeFacts>
const FEN = 100

export const EXITED = ['EXITED', 'EXITED_STABLE']
const NOT_EXITED = ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED']
const EXCUSED_CAUSES = ['ILLNESS', 'SCHOOLING', 'DISABILITY']

export const itemFen = (income: IncomeFacts, item: string): number | null =>
  income.items ? (income.items[item] ?? 0) : null

/** An income as somebody says it; only a file says what came in before the costs. */
export type SaidIncome = Omit<IncomeFacts, 'perCapitaFen' | 'claimsFen' | 'selfPaidFen'> & {
  perCapitaFen: number | null
  grossFen?: number
}

/**
 * How an income does not add up: groups against their items; then what came in, the net against its formula, and the figure per head. What
 * is stored is exact to the fen; a figure per head that somebody typed may be rounded, to less than `headWithinFen`.
 */
export function incomeFaults(income: SaidIncome, headWithinFen = 1): Figures[] {
  const { year, items, grossFen, netFen, residentMembers, perCapitaFen } = income
  const sums = items ? sumIncome(items).groups : null
  const faults: Figures[] = []
  let [gross, cost] = [0, 0]
  for (const group of INCOME_GROUPS) {
    const said = income[GROUPS[group]]
    if (said === null) return faults
    if (sums && sums[group] !== said) faults.push({ case: 'group', year, group, saidFen: said, sumFen: sums[group] })
    if (group === 'COST') cost = said
    else gross += said
  }
  if (faults.length > 0) return faults
  const net = gross - cost
  if (grossFen !== undefined && grossFen !== gross)
    faults.push({ case: 'gross', year, saidFen: grossFen, sumFen: gross })
  if (netFen !== null && netFen !== net) faults.push({ case: 'net', year, saidFen: netFen, sumFen: net })
  const head = residentMembers === null ? null : perHead(net, residentMembers)
  if (head !== null && perCapitaFen !== null && Math.abs(perCapitaFen - head) >= headWithinFen)
    faults.push({ case: 'head', year, saidFen: perCapitaFen, sumFen: head })
  return faults
}

/** The newest income, of this year or the last; an older one says nothing of today. */
export function currentIncome(facts: HouseholdFacts, on: CheckDay): IncomeFacts | null {
  const newest = facts.incomes[0]
  return newest && newest.year >= on.year - 1 ? newest : null
}

const isMonitored = (facts: HouseholdFacts, beyond: BeyondFacts | null) =>
  facts.monitoredType !== null || beyond?.hasOpenCase === true
const isFollowed = (facts: HouseholdFacts, beyond: BeyondFacts | null) =>
  isMonitored(facts, beyond) || beyond?.hasOpenClue === true

const lineFen = (on: CheckDay) => {
  const yuan = on.lineYuan()
  return yuan === null ? null : Math.round(yuan * FEN)
}

export const INCOME_RULES: readonly HouseholdRule[] = [
  {
    id: 'R32',
    no: 32,
    severity: 'E',
    scope: 'HOUSEHOLD',
    fields: ['income'],
    source: ['registerForm'],
    clearedBy: 'VILLAGE',
    check: (facts) =>
      facts.incomes
        .flatMap((income) => {
          const [figures] = incomeFaults(income)
          return figures ? [{ figures }] : []
        })
        .slice(0, 1),
  },
  {
    id: 'R33',
    no: 33,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['business', 'cost'],
    source: ['checks2015', 'checks2021', 'checks2023'],
    clearedBy: 'VILLAGE',
    check: once(({ incomes: [income] }) =>
      income && (income.businessFen ?? 0) > 0 && income.costFen === 0
        ? { year: income.year, businessFen: income.businessFen ?? 0 }
        : null,
    ),
  },
  {
    id: 'R34',
    no: 34,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['perCapitaIncome'],
    source: ['checks2015', 'cleaning2017'],
    parameters: ['quality.incomeLowYuan', 'quality.incomeHighYuan'],
    clearedBy: 'VILLAGE',
    check: once(({ incomes: [income] }, on) => {
      const [low, high] = [on.value('quality.incomeLowYuan'), on.value('quality.incomeHighYuan')]
      if (!income) return null
      const { year, perCapitaFen } = income
      if (low !== null && perCapitaFen <= low * FEN) return { case: 'low', year, perCapitaFen, boundFen: low * FEN }
      return high !== null && perCapitaFen > high * FEN
        ? { case: 'high', year, perCapitaFen, boundFen: high * FEN }
        : null
    }),
  },
  {
    id: 'R35',
    no: 35,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['wage'],
    source: ['checks2021'],
    parameters: ['quality.wageMinYuan'],
    clearedBy: 'VILLAGE',
    check: once(({ incomes: [income] }, on) => {
      const least = on.value('quality.wageMinYuan')
      const wageFen = income?.wageFen ?? 0
      return income && least !== null && wageFen > 0 && wageFen < least * FEN
        ? { year: income.year, wageFen, boundFen: least * FEN }
        : null
    }),
  },
  {
    id: 'R40',
    no: 40,
    severity: 'A',
    scope: 'HOUSEHOLD',
    fields: ['perCapitaIncome'],
    source: ['ours'],
    needs: 'BEYOND',
    parameters: ['income.dropShare'],
    clearedBy: 'TOWNSHIP',
    check: once((facts, on, beyond) => {
      const [income, before] = [currentIncome(facts, on), facts.incomes[1]]
      const share = on.value('income.dropShare')
      if (!income || !before || before.year !== income.year - 1 || before.perCapitaFen <= 0 || share === null)
        return null
      if (isFollowed(facts, beyond) || income.perCapitaFen >= before.perCapitaFen * (1 - share)) return null
      const percent = Math.floor(((before.perCapitaFen - income.perCapitaFen) / before.perCapitaFen) * 100)
      return { year: income.year, perCapitaFen: income.perCapitaFen, beforeFen: before.perCapitaFen, percent }
    }),
  },
  {
    id: 'R41',
    no: 41,
    severity: 'A',
    scope: 'HOUSEHOLD',
    fields: ['perCapitaIncome', 'povertyStatus'],
    source: ['checks2023'],
    needs: 'BEYOND',
    parameters: ['povertyLine.exit', 'warningLine.factor', 'monitoringLine'],
    clearedBy: 'TOWNSHIP',
    check: once((facts, on, beyond) => {
      const [income, line] = [currentIncome(facts, on), lineFen(on)]
      if (!income || line === null || !EXITED.includes(facts.povertyStatus) || isMonitored(facts, beyond)) return null
      return income.perCapitaFen < line ? { year: income.year, perCapitaFen: income.perCapitaFen, lineFen: line } : null
    }),
  },
  {
    id: 'R44',
    no: 44,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['income'],
    source: ['ours'],
    needs: 'BEYOND',
    clearedBy: 'TOWNSHIP',
    check: once((_facts, _on, beyond) => {
      const [decided, changed] = [beyond?.countyDecidedOn ?? null, beyond?.incomeChangedOn ?? null]
      if (decided === null || changed === null || changed <= decided) return null
      const visited = beyond?.lastVisitedOn ?? null
      return visited !== null && visited >= decided ? null : { decided, changed }
    }),
  },
  {
    id: 'R45',
    no: 45,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['povertyStatus', 'perCapitaIncome', 'mainCause'],
    source: ['checks2015'],
    parameters: ['quality.notExitedMaxYuan', 'povertyLine.exit'],
    clearedBy: 'TOWNSHIP',
    check: once((facts, on) => {
      const [income, most] = [currentIncome(facts, on), on.value('quality.notExitedMaxYuan')]
      if (!income || !NOT_EXITED.includes(facts.povertyStatus)) return null
      const { year, perCapitaFen } = income
      if (most !== null && perCapitaFen > most * FEN) return { case: 'high', year, perCapitaFen, boundFen: most * FEN }
      const line = on.value('povertyLine.exit', `${year}-12-31`)
      const isExcused = facts.mainCause === null || EXCUSED_CAUSES.includes(facts.mainCause)
      if (line === null || isExcused || facts.householdType !== 'POOR_GENERAL' || perCapitaFen <= line * FEN)
        return null
      return { case: 'line', year, perCapitaFen, boundFen: line * FEN }
    }),
  },
]
