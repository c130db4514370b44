import 'server-only'
import { GROUP_SUMS } from '@/lib/households/catalogue/income-items'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import type { Ctx } from '@/lib/platform/db'
import type { Chunk, WantedYear } from './chunk'
import type { Policy } from './policy'
import { completed, type Origin, type Row } from './rows'
import { type CellDifference, compareRow } from './rules/compare'
import { flatIncome, incomeRow, isItem, nestedIncome } from './rules/income-row'
import {
  selectChangedSince,
  selectDifferingHouseholds,
  selectDifferingIncomes,
  selectDifferingLivings,
  selectDifferingPersons,
  selectDifferingRelations,
} from './sql/differing'
import { type Table, type ToldDifference, tellDifference } from './tell'

export interface Patches {
  households: { id: string; patch: Row }[]
  persons: { id: string; patch: Row }[]
  relations: { id: string; household: string; relation: string }[]
  incomes: { id: string; year: number; patch: Row }[]
  livings: { id: string; year: number; patch: Row }[]
  newIncomes: Row[]
  newLivings: Row[]
}

export interface Settled {
  patches: Patches
  differences: ToldDifference[]
}

type Candidate = {
  table: Table
  id: string
  year: number | null
  said: Row
  beside: () => Row
  ours: Row
  from: Origin
}

const nothing = (): Row => ({})

/** Compares one batch of a ledger with the register: what differs, and what of it the importer wants written. Writes nothing. */
export async function settle(ctx: Ctx, kind: LedgerKind, chunk: Chunk, policy: Policy): Promise<Settled> {
  const patches: Patches = {
    households: [],
    persons: [],
    relations: [],
    incomes: [],
    livings: [],
    newIncomes: [],
    newLivings: [],
  }
  const candidates = await findCandidates(ctx, chunk, patches)
  const since = await changedSince(ctx, chunk.moment.countyCode, candidates)
  const differences: ToldDifference[] = []
  for (const candidate of candidates) {
    const found = compareRow(candidate.said, candidate.ours, since(candidate)).map((difference) =>
      hold(candidate, difference),
    )
    const wanted: Row = {}
    for (const difference of found) {
      const told = tellDifference(kind, candidate, difference)
      if (told) differences.push(told)
      // What is only emptied by another value goes along with that one.
      if (difference.theirs !== null && policy.wants(difference.kind, told))
        wanted[difference.column] = difference.theirs
    }
    if (Object.keys(wanted).length > 0) lay(patches, candidate, wanted)
  }
  return { patches, differences }
}

/** A figure per head, or sums, do not take the place of items. */
function hold({ table, ours }: Candidate, difference: CellDifference): CellDifference {
  if (table !== 'household_income' || difference.kind === 'CONFLICT') return difference
  const isShare = difference.column === 'per_capita_income_fen' && ours.net_fen != null
  const isSum = GROUP_SUMS.some(({ column }) => column === difference.column) && ours.items != null
  return isShare || isSum ? { ...difference, kind: 'HELD' } : difference
}

async function findCandidates(ctx: Ctx, chunk: Chunk, patches: Patches): Promise<Candidate[]> {
  const county = chunk.moment.countyCode
  const found: Candidate[] = []
  const ask = async <W extends { id: string }, F extends { id: string }>(
    wanted: readonly W[],
    rows: (each: W) => unknown,
    select: (ctx: Ctx, county: string, json: string) => Promise<F[]>,
  ) => (wanted.length > 0 ? select(ctx, county, JSON.stringify(wanted.map(rows))) : [])

  for (const [table, list, select] of [
    ['household', chunk.households, selectDifferingHouseholds],
    ['person', chunk.persons, selectDifferingPersons],
  ] as const) {
    const byId = new Map(list.map((each) => [each.id, each]))
    for (const { id, ours } of await ask(
      list,
      ({ id: key, said }) => ({ id: key, said: complete(table, said) }),
      select,
    )) {
      const wanted = byId.get(id)
      if (wanted) found.push({ table, year: null, ...wanted, said: complete(table, wanted.said), ours })
    }
  }
  const relations = new Map(chunk.relations.map((each) => [`${each.household}/${each.id}`, each]))
  for (const { id, householdId, ours } of await ask(chunk.relations, (each) => each, selectDifferingRelations)) {
    const wanted = relations.get(`${householdId}/${id}`)
    if (!wanted) continue
    const said = { relation: wanted.relation }
    found.push({ table: 'membership', id, year: null, said, beside: nothing, ours, from: wanted.from })
  }
  for (const [table, list, select, created] of [
    ['household_income', chunk.incomes, selectDifferingIncomes, patches.newIncomes],
    ['living_condition', chunk.livings, selectDifferingLivings, patches.newLivings],
  ] as const) {
    const years = new Map(list.map((each) => [`${each.id}/${each.year}`, each]))
    const rows = ({ id, year, said }: WantedYear) => ({ id, year, said: nestedIncome(said) })
    for (const { id, year, ours } of await ask(list, rows, select)) {
      const wanted = years.get(`${id}/${year}`)
      if (!wanted) continue
      if (ours === null) created.push(...newYear(county, table, wanted))
      else found.push({ table, ...wanted, beside: nothing, ours: flatIncome(ours, Object.keys(wanted.said)) })
    }
  }
  return found
}

function complete(table: Table, said: Row): Row {
  if (table !== 'person') return said
  const { medical_insured: _, ...rest } = completed(said, {})
  return rest
}

function newYear(county: string, table: Table, { id, year, regionCode, said }: WantedYear): Row[] {
  const place = { county_code: county, household_id: id, year, region_code: regionCode, source: 'LEDGER' }
  if (table === 'living_condition') return [{ ...place, ...said }]
  const row = incomeRow(null, said)
  return row ? [{ ...place, ...row }] : []
}

/** What was changed since the export from which a row comes: null for a row that was not exported from here. */
async function changedSince(ctx: Ctx, county: string, candidates: readonly Candidate[]) {
  const asked = candidates.flatMap((candidate) => {
    const { table, year, ours, from } = candidate
    if (!from.mark) return []
    const version =
      table === 'household'
        ? from.mark.householdVersion
        : table === 'person'
          ? from.mark.personVersion
          : from.mark.yearVersion
    if (table !== 'membership' && year === null && Number(ours.version) <= version) return []
    return [
      {
        table,
        key: auditKey(county, candidate),
        at: from.mark.at,
        version: table === 'membership' ? 2 ** 31 - 1 : version,
      },
    ]
  })
  const found = asked.length > 0 ? await selectChangedSince(ctx, county, JSON.stringify(asked)) : []
  const before = new Map(found.map((each) => [`${each.table}:${each.key}`, each.before]))
  return (candidate: Candidate): Row | null => {
    if (!candidate.from.mark) return null
    const values = before.get(`${candidate.table}:${auditKey(county, candidate)}`) ?? {}
    const isOfItems = candidate.table === 'household_income' && 'items' in values
    if (!isOfItems) return values
    const items = Object.keys(candidate.said).filter(isItem)
    const flat = flatIncome(values, items)
    return Object.fromEntries(Object.entries(flat).filter(([column]) => column in values || items.includes(column)))
  }
}

function auditKey(county: string, { table, id, year, ours }: Candidate): string {
  if (year !== null) return `${county}/${id}/${year}`
  return `${county}/${table === 'membership' ? String(ours.membership) : id}`
}

/** Lays what is wanted of a row over it, with what follows from it. */
function lay(patches: Patches, { table, id, year, beside, ours, from }: Candidate, wanted: Row): void {
  if (table === 'household') {
    const others = (wanted.other_causes ?? ours.other_causes ?? []) as string[]
    const main = wanted.main_cause ?? ours.main_cause
    const isTwice = others.includes(String(main))
    const patch = { ...wanted, ...sealedBeside(wanted, beside()) }
    patches.households.push({
      id,
      patch: isTwice ? { ...patch, other_causes: others.filter((each) => each !== main) } : patch,
    })
  } else if (table === 'person') {
    const { name_pinyin, name_initials, ...sealed } = beside()
    const spelled = 'name' in wanted ? { name_pinyin, name_initials } : {}
    patches.persons.push({ id, patch: { ...completed(wanted, ours), ...sealedBeside(wanted, sealed), ...spelled } })
  } else if (table === 'membership') {
    patches.relations.push({ id, household: from.householdId, relation: String(wanted.relation) })
  } else if (table === 'living_condition') patches.livings.push({ id, year: year as number, patch: wanted })
  else {
    const patch = incomeRow(ours, wanted)
    if (patch) patches.incomes.push({ id, year: year as number, patch })
  }
}

function sealedBeside(wanted: Row, beside: Row): Row {
  return Object.fromEntries(
    Object.entries(beside).filter(([column]) => `${column.replace(/_enc$/, '')}_bidx` in wanted),
  )
}
