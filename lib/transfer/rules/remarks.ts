import type { BeyondFacts } from '@/lib/households/catalogue/consistency/beyond'
import { ITEMS } from '@/lib/households/catalogue/consistency/welfare'
import { INCOME_GROUPS } from '@/lib/households/catalogue/income-items'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf, ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { writeCell } from '@/lib/households/catalogue/ledgers/write'
import type { HouseholdFacts } from '@/lib/households/facts'
import { type CheckOn, checkConsistency, type Finding, rulesOf } from '@/lib/households/rules/consistency'
import type { Fault, FaultCode, Heads, Remark, Said } from '../schema'
import { maskOf } from './faults'

/** Cells of a ledger that say something of one person, or of a household (in a year). */
export type Spot = {
  personId: string | null
  year: number | null
  sheet: string
  rowOf: (field: string) => number
  said: Said
  heads: Heads
}

/** How ledgers name what the rules call otherwise. */
const AS_RULES_SAY: Readonly<Record<string, readonly string[]>> = {
  perCapitaIncome: ['incomePerCapita', 'perCapita', 'net', 'residentMembers'],
  members: ['householdSize', 'relation'],
  disabilityCardNo: ['disabilityCard'],
  otherCauses: ['otherCauses', 'riskTypes'],
}
/** The very cell where a rule of several fields tells by its case which one it means. */
const BY_CASE: Readonly<Record<string, string>> = {
  'R36.subsistence': ITEMS.subsistence,
  'R36.pension': ITEMS.pension,
  'R37.subsistenceNoStatus': ITEMS.subsistence,
  'R37.destituteNoStatus': ITEMS.destitute,
  'R38.noMoney': ITEMS.pension,
  'R38.nobody': ITEMS.pension,
  'R39.irrigated': 'irrigatedMu',
  'R39.eco': ITEMS.eco,
  'R47.appraised': 'appraisedOn',
  'R47.risk': 'riskTypes',
  'R46.water': 'isWaterSafe',
  'R46.electricity': 'hasElectricity',
  'R46.school': 'schooling',
  'R46.insurance': 'residentMedical',
}

/** Rules E of which a file alone does not show that it breaks them. */
const BROKEN_TOGETHER = ['R12', 'R14', 'R47']
const CARD_RULE = 'R12'
const FAULT_OF: Readonly<Record<string, FaultCode>> = {
  'R12.noCard': 'cardMissing',
  'R12.healthy': 'cardButHealthy',
  'R14.divisor': 'divisorTooHigh',
  'R47.appraised': 'gradeMissing',
  'R47.risk': 'gradeMissing',
}

/** A break of a rule E as the fault that keeps its rows out; null for what the check of the file itself says. */
export function faultOf({ sheet, row, column, value, ruleId, figures }: Remark): Fault | null {
  const code = FAULT_OF[`${ruleId}.${figures.case ?? ''}`]
  return code ? { sheet, row, column, value, code, params: { ...figures } } : null
}

/** Fields of a ledger in the words of the rules: what is theirs, and groups of which it has items. */
function inWordsOfRules(kind: LedgerKind): readonly string[] {
  const fields = ledgerColumns(kind).map(({ field }) => field)
  const renamed = Object.entries(AS_RULES_SAY).filter(([, ours]) => ours.some((field) => fields.includes(field)))
  return [...fields, ...renamed.map(([field]) => field)]
}

type Rules = ReturnType<typeof rulesOf>
const RULES = new Map<LedgerKind, { told: Rules; blocking: Rules }>()

/** Rules that speak of what a kind of ledger says: those that keep nothing out, and those that file and register break only together. */
function rulesFor(kind: LedgerKind) {
  const all = rulesOf(inWordsOfRules(kind))
  const rules = RULES.get(kind) ?? {
    told: all.filter(({ id, severity }) => severity !== 'E' || id === CARD_RULE),
    blocking: all.filter(({ id }) => BROKEN_TOGETHER.includes(id)),
  }
  RULES.set(kind, rules)
  return rules
}

/**
 * What a ledger brings that does not fit, each beside the cell that says it: found in the household as it would be, and not as it is.
 * `before` is null for a household that is new. `which` are the rules that are told, or those that keep rows out (`faultOf`).
 */
export function remarksOf(
  kind: LedgerKind,
  { before, after }: { before: HouseholdFacts | null; after: HouseholdFacts },
  on: Omit<CheckOn, 'region' | 'beyond'> & { beyond: (facts: HouseholdFacts) => BeyondFacts },
  spots: readonly Spot[],
  which: 'told' | 'blocking' = 'told',
): Remark[] {
  const check = (facts: HouseholdFacts) =>
    checkConsistency(facts, { ...on, region: facts.regionCode, beyond: on.beyond(facts) }, rulesFor(kind)[which])
  const found = check(after)
  // Most households of a ledger fit: what stood there before is asked only of the others.
  const had = new Set(before && found.length > 0 ? check(before).map(keyOf) : [])
  return found.flatMap((finding) => {
    const cell = had.has(keyOf(finding)) ? null : cellOf(finding, spots)
    if (!cell) return []
    const { field, spot } = cell
    if (finding.ruleId === CARD_RULE && isTold(finding, spot) !== (which === 'told')) return []
    const column = columnOf(kind, field)
    return {
      sheet: spot.sheet,
      row: spot.rowOf(field),
      column: spot.heads.texts[spot.heads.at[field] ?? -1] ?? '',
      value: column ? maskOf(kind, field, writeCell(column, spot.said[field])) : '',
      ruleId: finding.ruleId,
      figures: finding.figures,
    }
  })
}

/** A file without a column for disability cards says nothing of them: that one is missing is told and keeps nobody out. */
function isTold({ figures }: Finding, { heads }: Spot): boolean {
  return figures.case === 'noCard' && heads.at.disabilityCard === undefined
}

const keyOf = ({ ruleId, personId, figures }: Finding) => JSON.stringify([ruleId, personId ?? '', figures])

/** The cell that says what a finding is about; null when the ledger says nothing of it. */
function cellOf(finding: Finding, spots: readonly Spot[]): { field: string; spot: Spot } | null {
  const { ruleId, personId, figures } = finding
  const own = BY_CASE[`${ruleId}.${figures.case ?? ''}`]
  const fields = [...(own ? [own] : []), ...finding.fields.flatMap((field) => AS_RULES_SAY[field] ?? [field])]
  const near = spots.filter((spot) => !personId || spot.personId === personId || spot.personId === null)
  const isOf = (spot: Spot) => spot.personId === (personId ?? null)
  const isOfYear = (spot: Spot) => figures.year === undefined || spot.year === null || spot.year === figures.year
  near.sort((a, b) => Number(isOf(b)) - Number(isOf(a)) || Number(isOfYear(b)) - Number(isOfYear(a)))
  for (const field of fields) {
    const saying = near.flatMap((spot) => {
      const said = saidField(spot.said, field)
      return said ? [{ field: said, spot }] : []
    })
    const cell = saying.find((each) => each.spot.said[each.field] !== false) ?? saying[0]
    if (cell) return cell
  }
  return null
}

/** A field that is said; of a group, its sum or the first of its items. */
function saidField(said: Said, field: string): string | undefined {
  if (said[field] !== undefined) return field
  const group = INCOME_GROUPS.find((each) => each.toLowerCase() === field)
  return group && Object.keys(said).find((each) => each.startsWith(`${group}.`))
}
