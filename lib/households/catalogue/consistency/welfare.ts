import type { IncomeItem } from '@/lib/households/catalogue/income-items'
import type { HouseholdFacts, IncomeFacts } from '@/lib/households/facts'
import { povertyYearDays } from '@/lib/households/rules/income'
import { ageOn } from '@/lib/platform/days'
import { itemFen } from './income'
import { type CheckDay, type Figures, type HouseholdRule, once } from './rule'

const FEN = 100
export const ITEMS = {
  subsistence: 'TRANSFER.SUBSISTENCE',
  destitute: 'TRANSFER.DESTITUTE',
  pension: 'TRANSFER.PENSION',
  eco: 'TRANSFER.ECO_FARMLAND',
} as const satisfies Record<string, IncomeItem>

/** Members whose yearly values are of the income's year, or of no said year. */
const ofYear = (facts: HouseholdFacts, year: number) =>
  facts.members.filter(({ valuesYear }) => valuesYear === null || valuesYear === year)

function wageFault(facts: HouseholdFacts): Figures | null {
  const income = facts.incomes[0]
  if (!income || income.wageFen === null) return null
  const members = ofYear(facts, income.year)
  const months = members.map(({ workMonths, welfareJobMonths }) => (workMonths ?? 0) + (welfareJobMonths ?? 0))
  if (members.length === 0) return null
  const most = Math.max(...months)
  if (income.wageFen > 0 && most === 0) return { case: 'wage', year: income.year, wageFen: income.wageFen }
  return income.wageFen === 0 && most > 0 ? { case: 'months', year: income.year, months: most } : null
}

function lowAllowance(income: IncomeFacts | undefined, on: CheckDay): Figures | null {
  if (!income) return null
  const checks = [
    ['subsistence', itemFen(income, ITEMS.subsistence), on.value('quality.subsistenceMinYuan')],
    ['pension', itemFen(income, ITEMS.pension), on.value('quality.pensionMinYuan')],
  ] as const
  for (const [kind, fen, least] of checks) {
    if (fen !== null && least !== null && fen > 0 && fen < least * FEN) {
      return { case: kind, year: income.year, fen, boundFen: least * FEN }
    }
  }
  return null
}

/** Allowance and status belong together, for subsistence and for destitute support; nobody has both. */
function allowanceFault(facts: HouseholdFacts): Figures | null {
  if (facts.members.some((member) => member.subsistence && member.destitute)) return { case: 'both' }
  const income = facts.incomes[0]
  if (!income?.items) return null
  const kinds = [
    ['subsistence', 'POOR_SUBSISTENCE', ITEMS.subsistence],
    ['destitute', 'POOR_DESTITUTE', ITEMS.destitute],
  ] as const
  for (const [kind, type, item] of kinds) {
    const isSaid = facts.members.some((member) => member[kind] !== null)
    const has = facts.householdType === type || facts.members.some((member) => member[kind])
    const fen = itemFen(income, item) ?? 0
    if (has && fen === 0) return { case: `${kind}NoMoney`, year: income.year }
    if (!has && fen > 0 && isSaid) return { case: `${kind}NoStatus`, year: income.year, fen }
  }
  return null
}

function pensionFault(facts: HouseholdFacts, on: CheckDay): Figures | null {
  const [income, from] = [facts.incomes[0], on.value('quality.pensionAge')]
  const fen = income ? itemFen(income, ITEMS.pension) : null
  if (!income || fen === null || from === null) return null
  const days = povertyYearDays(income.year)
  // Of age through the whole poverty year, which ends on 30 September.
  const old = facts.members.filter(({ birthDate }) => ageOn(birthDate, days.from) >= from)
  if (fen === 0 && old.length > 0) return { case: 'noMoney', year: income.year, from, persons: old.length }
  const hasOld = facts.members.some(({ birthDate }) => ageOn(birthDate, days.to) >= from)
  return fen > 0 && !hasOld ? { case: 'nobody', year: income.year, from, fen } : null
}

function landFault(facts: HouseholdFacts): Figures | null {
  const [living, income] = [facts.livings[0], facts.incomes[0]]
  const {
    irrigatedMu = null,
    arableMu = null,
    returnedForestMu = null,
    forestMu = null,
    grasslandMu = null,
  } = living ?? {}
  if (irrigatedMu !== null && arableMu !== null && irrigatedMu > arableMu) {
    return { case: 'irrigated', part: irrigatedMu, whole: arableMu }
  }
  const woods = (forestMu ?? 0) + (grasslandMu ?? 0)
  if (returnedForestMu !== null && (forestMu !== null || grasslandMu !== null) && returnedForestMu > woods) {
    return { case: 'returned', part: returnedForestMu, whole: woods }
  }
  const eco = income ? itemFen(income, ITEMS.eco) : null
  return income && living && eco !== null && eco > 0 && returnedForestMu === 0
    ? { case: 'eco', year: income.year, fen: eco }
    : null
}

export const WELFARE_RULES: readonly HouseholdRule[] = [
  {
    id: 'R28',
    no: 28,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['wage', 'workMonths'],
    source: ['cleaning2017'],
    clearedBy: 'VILLAGE',
    check: once(wageFault),
  },
  {
    id: 'R36',
    no: 36,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['transfer'],
    source: ['checks2021'],
    parameters: ['quality.subsistenceMinYuan', 'quality.pensionMinYuan'],
    clearedBy: 'VILLAGE',
    check: once(({ incomes: [income] }, on) => lowAllowance(income, on)),
  },
  {
    id: 'R37',
    no: 37,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['subsistence', 'destitute', 'transfer'],
    source: ['cleaning2017'],
    clearedBy: 'VILLAGE',
    check: once(allowanceFault),
  },
  {
    id: 'R38',
    no: 38,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['transfer', 'birthDate'],
    source: ['checks2015'],
    parameters: ['quality.pensionAge'],
    clearedBy: 'VILLAGE',
    check: once(pensionFault),
  },
  {
    id: 'R39',
    no: 39,
    severity: 'W',
    scope: 'HOUSEHOLD',
    fields: ['returnedForestMu', 'irrigatedMu', 'transfer'],
    source: ['checks2015', 'checks2021'],
    clearedBy: 'VILLAGE',
    check: once(landFault),
  },
]
