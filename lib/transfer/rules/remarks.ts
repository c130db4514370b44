import type { BeyondFacts } from '@/lib/households/catalogue/consistency/beyond'
import { ITEMS } from '@/lib/households/catalogue/consistency/welfare'
import { INCOME_GROUPS } from '@/lib/households/catalogue/income-items'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { columnOf, ledgerColumns } from '@/lib/households/catalogue/ledgers/columns'
import { writeCell } from '@/lib/households/catalogue/ledgers/write'
import type { HouseholdFacts } from '@/lib/households/facts'
import { type CheckOn, checkConsistency, type Finding, rulesOf } from '@/lib/households/rules/consistency'
import type { Heads, Remark, Said } from '../schema'
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
  'R46.water': 'isWaterSafe',
  'R46.electricity': 'hasElectricity',
  'R46.school': 'schooling',
  'R46.insurance': 'residentMedical',
}

/** Fields of a ledger in the words of the rules: what is theirs, and groups of which it has items. */
function inWordsOfRules(kind: LedgerKind): readonly string[] {
  const fields = ledgerColumns(kind).map(({ field }) => field)
  const renamed = Object.entries(AS_RULES_SAY).filter(([, ours]) => ours.some((field) => fields.includes(field)))
  return [...fields, ...renamed.map(([field]) => field)]
}

const RULES = new Map<LedgerKind, ReturnType<typeof rulesOf>>()

/** Rules that speak of what a kind of ledger says and do not keep it out. */
function rulesFor(kind: LedgerKind) {
  const rules = RULES.get(kind) ?? rulesOf(inWordsOfRules(kind)).filter(({ severity }) => severity !== 'E')
  RULES.set(kind, rules)
  return rules
}

/**
 * What a ledger brings that does not fit, each beside the cell that says it: found in the household as it would be, and not as it is.
 * `before` is null for a household that is new.
 */
export function remarksOf(
  kind: LedgerKind,
  { before, after }: { before: HouseholdFacts | null; after: HouseholdFacts },
  on: Omit<CheckOn, 'region' | 'beyond'> & { beyond: (facts: HouseholdFacts) => BeyondFacts },
  spots: readonly Spot[],
): Remark[] {
  const check = (facts: HouseholdFacts) =>
    checkConsistency(facts, { ...on, region: facts.regionCode, beyond: on.beyond(facts) }, rulesFor(kind))
  const found = check(after)
  // Most households of a ledger fit: what stood there before is asked only of the others.
  const had = new Set(before && found.length > 0 ? check(before).map(keyOf) : [])
  return found.flatMap((finding) => {
    const cell = had.has(keyOf(finding)) ? null : cellOf(finding, spots)
    if (!cell) return []
    const { field, spot } = cell
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
