import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { planDeadline } from '@/lib/monitoring/rules/deadlines'
import type { Ctx } from '@/lib/platform/db'
import { idSequence } from '@/lib/platform/ids'
import { numberText, takeNumbers } from '@/lib/platform/numbers'
import { Chunk } from './chunk'
import { gently } from './gently'
import { type NewRows, newRows } from './new-rows'
import type { Register } from './plan'
import type { Policy } from './policy'
import { risksSaid } from './rules/facts-after'
import type { LedgerHousehold, LedgerPlan } from './schema'
import { type Patches, settle } from './settle'
import {
  insertCases,
  insertHouseholds,
  insertIncomes,
  insertLivings,
  insertMemberships,
  insertPersons,
  selectWithoutCase,
} from './sql/insert'
import {
  patchHouseholds,
  patchIncomes,
  patchLivings,
  patchPersons,
  patchRelations,
  refreshHouseholds,
} from './sql/patch'
import { lockHouseholds } from './sql/register'

const HOUSEHOLDS_AT_ONCE = 1_000
const ROWS_AT_ONCE = 2_000

export interface Applied {
  newHouseholds: number
  changedHouseholds: number
  newPersons: number
  changedPersons: number
}

/** A ledger in batches, each as what it says of the register. */
export async function* chunksOf(
  ctx: Pick<Ctx, 'now' | 'today'>,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
): AsyncGenerator<{ chunk: Chunk; rows: number }> {
  const nextId = idSequence(ctx.now)
  const moment = { countyCode, today: ctx.today, nextId }
  let rows = 0
  for (let from = 0; from < plan.households.length; from += HOUSEHOLDS_AT_ONCE) {
    const chunk = new Chunk(moment, register)
    await gently(plan.households.slice(from, from + HOUSEHOLDS_AT_ONCE), (household) => {
      chunk.addHousehold(household)
      rows += household.members.length
    })
    yield { chunk, rows }
  }
  for (let from = 0; from < plan.yearly.length; from += ROWS_AT_ONCE) {
    const chunk = new Chunk(moment, register)
    for (const row of plan.yearly.slice(from, from + ROWS_AT_ONCE)) chunk.addYear(plan.kind, row)
    rows += Math.min(ROWS_AT_ONCE, plan.yearly.length - from)
    await breathe()
    yield { chunk, rows }
  }
}

/**
 * Writes the good rows of a plan in the caller's transaction, as the policy wants them; a ledger that says nothing new changes nothing.
 * Households of the register are held from the comparison on, so that nobody changes what was compared. `added` gets the ids of new people.
 */
export async function applyPlan(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  policy: Policy,
  stir: (rows: number) => Promise<void>,
  added: string[] = [],
): Promise<Applied> {
  const changed = { households: new Set<string>(), persons: new Set<string>() }
  const done = { newHouseholds: 0, newPersons: 0 }
  let writing = Promise.resolve()
  for await (const { chunk, rows } of chunksOf(ctx, countyCode, plan, register)) {
    for (const { id } of chunk.newPersons) added.push(id)
    const fresh = await newRows(chunk)
    await writing
    await stir(rows)
    writing = write(ctx, countyCode, plan, chunk, fresh, policy, done, changed)
    writing.catch(() => {})
  }
  await writing
  return { ...done, changedHouseholds: changed.households.size, changedPersons: changed.persons.size }
}

type Changed = { households: Set<string>; persons: Set<string> }

async function write(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  chunk: Chunk,
  fresh: NewRows,
  policy: Policy,
  done: { newHouseholds: number; newPersons: number },
  changed: Changed,
): Promise<void> {
  const known = new Set([...chunk.households, ...chunk.livings, ...chunk.incomes].map(({ id }) => id))
  const added = new Set(chunk.newHouseholds.map(({ id }) => id))
  const held = [...known].filter((id) => !added.has(id))
  if (held.length > 0) await lockHouseholds(ctx, countyCode, held)
  const { patches } = await settle(ctx, plan.kind, chunk, policy)
  const insert = (list: readonly unknown[], statement: (ctx: Ctx, json: string) => Promise<number>) =>
    list.length > 0 ? statement(ctx, JSON.stringify(list)) : 0
  const patch = (list: readonly unknown[], statement: (ctx: Ctx, county: string, json: string) => Promise<number>) =>
    list.length > 0 ? statement(ctx, countyCode, JSON.stringify(list)) : 0
  done.newHouseholds += await insert(fresh.households, insertHouseholds)
  await patch(patches.households, patchHouseholds)
  done.newPersons += await insert(fresh.persons, insertPersons)
  await patch(patches.persons, patchPersons)
  await patch([...patches.relations, ...newHeads(chunk)], patchRelations)
  await insert(chunk.newMemberships, insertMemberships)
  await insert(patches.newIncomes, insertIncomes)
  await patch(patches.incomes, patchIncomes)
  await insert(patches.newLivings, insertLivings)
  await patch(patches.livings, patchLivings)
  const refreshed = touched(chunk, patches, added)
  if (refreshed.size > 0) await refreshHouseholds(ctx, countyCode, [...refreshed])
  await openCases(ctx, countyCode, chunk)
  for (const id of [...patches.households.map((each) => each.id), ...refreshed]) changed.households.add(id)
  for (const { id } of [...patches.livings, ...patches.newLivings.map((row) => ({ id: row.household_id as string }))]) {
    changed.households.add(id)
  }
  for (const { id } of [...patches.persons, ...patches.relations]) changed.persons.add(id)
}

/** Whoever comes into a known household as its head; the old head steps down before. */
function newHeads(chunk: Chunk): Patches['relations'] {
  return chunk.newMemberships.flatMap(({ relation, person_id: id, household_id: household }) =>
    relation === 'HEAD' && chunk.grown.has(household as string)
      ? [{ id: id as string, household: household as string, relation: 'HEAD' }]
      : [],
  )
}

/** Households of the register whose names, members or income are others now. */
function touched(chunk: Chunk, patches: Patches, added: ReadonlySet<string>): Set<string> {
  const homes = new Map(chunk.persons.map(({ id, from }) => [id, from.householdId]))
  const ids = [
    ...chunk.grown,
    ...patches.relations.map(({ household }) => household),
    ...patches.incomes.map(({ id }) => id),
    ...patches.newIncomes.map((row) => row.household_id as string),
    ...patches.persons.filter(({ patch }) => 'name' in patch).map(({ id }) => homes.get(id) ?? ''),
  ]
  return new Set(ids.filter((id) => id !== '' && !added.has(id)))
}

/** A household that the ledger says is monitored, and that never had a case here, gets one: the plan is due from today. */
async function openCases(ctx: Ctx, countyCode: string, chunk: Chunk): Promise<void> {
  if (chunk.monitored.size === 0) return
  const wanted = await selectWithoutCase(ctx, countyCode, [...chunk.monitored.keys()])
  if (wanted.length === 0) return
  const rules = await getTermRules(ctx, ctx.today)
  const last = await takeNumbers(ctx, countyCode, 'JC', wanted.length)
  const cases = wanted.map((householdId, index) => {
    const { regionCode, said } = chunk.monitored.get(householdId) as LedgerHousehold
    const isOwnDay = said.povertyStatus === 'NEVER_POOR' && said.identifiedOn !== undefined
    return {
      county_code: countyCode,
      id: chunk.moment.nextId(),
      region_code: regionCode,
      household_id: householdId,
      case_no: numberText(ctx, 'JC', last - wanted.length + index + 1),
      monitored_type: said.monitoredType,
      risks: risksSaid(said),
      channel: 'DEPARTMENT',
      status: 'MONITORED',
      identified_on: isOwnDay ? said.identifiedOn : ctx.today,
      plan_by: planDeadline(rules, regionCode, ctx.today),
    }
  })
  await insertCases(ctx, JSON.stringify(cases))
}
