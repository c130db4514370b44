import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import { chunksOf } from './apply'
import type { Comparison } from './comparison'
import { KEPT_DIFFERENCES, KEPT_FAULTS, KEPT_MISSING, KEPT_REMARKS, LONGEST_MS } from './limits'
import { peopleOf, personKey, type Register, type Understood } from './plan'
import { LOOK_ONLY } from './policy'
import { readRegister } from './read-register'
import { findRemarks } from './remarks'
import { inOrder } from './rules/faults'
import type { LedgerContext, LedgerPlan, Remark } from './schema'
import { settle } from './settle'
import { insertDifferences, insertFaults, selectMissingHouseholds, selectMissingPersons } from './sql/register'
import { letStatementsRun } from './sql/undo'
import type { ToldDifference } from './tell'
import { compareWhole } from './together'

const ROWS_AT_ONCE = 2_000

type Kept = Record<string, unknown>

/** Keeps what the check of a ledger found: every bad cell, what does not fit, and what it says that the register does not. */
export async function keepCheck(
  actor: Actor,
  batchId: string,
  found: LedgerPlan,
  understood: Understood | null,
  { countyCode }: LedgerContext,
  stir: (rows: number) => Promise<void>,
): Promise<void> {
  await withScope(
    actor,
    async (ctx) => {
      await letStatementsRun(ctx)
      const register = await readRegister(ctx, countyCode, found)
      const plan = await compareWhole(ctx, countyCode, found, register, () => stir(found.rowCount))
      const place = { county_code: countyCode, batch_id: batchId, region_code: actor.regionCode }
      await ctx.db.importFault.deleteMany({ where: { countyCode, batchId } })
      await keep(ctx, faultRows(plan, place), insertFaults)
      const remarks = await findRemarks(ctx, countyCode, plan, register, KEPT_REMARKS, () => stir(plan.rowCount))
      await keep(ctx, remarkRows(remarks, plan, place), insertFaults)
      await ctx.db.importDifference.deleteMany({ where: { countyCode, batchId } })
      const comparison = await compare(ctx, countyCode, plan, register, place, stir)
      await ctx.db.importBatch.updateMany({
        where: { countyCode, id: batchId, status: 'RUNNING' },
        data: {
          status: 'CHECKED',
          failure: null,
          kind: plan.kind,
          columns: JSON.parse(JSON.stringify(understood?.columns ?? [])),
          comparison: JSON.parse(JSON.stringify(comparison)),
          rowCount: plan.rowCount,
          goodRows: plan.goodRows,
          faultCount: plan.faults.length,
          doneRows: plan.rowCount,
          householdCount: plan.households.length + plan.yearly.length + plan.badHouseholds,
          badHouseholds: plan.badHouseholds,
          ignoredHeads: plan.ignoredHeads.slice(0, 60),
          heartbeatAt: null,
        },
      })
    },
    { command: 'ledger.check', timeoutMs: LONGEST_MS },
  )
}

function faultRows(plan: LedgerPlan, place: Kept): Kept[] {
  return plan.faults.slice(0, KEPT_FAULTS).map((fault, index) => ({
    ...place,
    fault_no: index + 1,
    sheet: fault.sheet.slice(0, 60),
    row_no: fault.row,
    column_name: fault.column.slice(0, 60),
    masked_value: fault.value,
    code: fault.code,
    params: fault.params,
  }))
}

/** Remarks stand behind the faults, told apart by the rule that is their code. */
function remarkRows(remarks: readonly Remark[], { faults }: LedgerPlan, place: Kept): Kept[] {
  const after = Math.min(faults.length, KEPT_FAULTS)
  return inOrder(remarks).map((remark, index) => ({
    ...place,
    fault_no: after + index + 1,
    sheet: remark.sheet.slice(0, 60),
    row_no: remark.row,
    column_name: remark.column.slice(0, 60),
    masked_value: remark.value,
    code: remark.ruleId,
    params: remark.figures,
  }))
}

async function keep(ctx: Ctx, rows: readonly Kept[], statement: (ctx: Ctx, json: string) => Promise<number>) {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await statement(ctx, JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE)))
  }
}

async function compare(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  place: Kept,
  stir: (rows: number) => Promise<void>,
): Promise<Comparison> {
  const kept: Kept[] = []
  const counts = { newHouseholds: 0, newPersons: 0, joined: 0, fields: new Map<string, Record<string, number>>() }
  const changed = new Set<string>()
  let total = 0
  const put = (row: Kept) => {
    total++
    if (kept.length < KEPT_DIFFERENCES) kept.push({ ...EMPTY, ...place, ...row, difference_no: total })
  }
  for await (const { chunk } of chunksOf(ctx, countyCode, plan, register)) {
    await stir(plan.rowCount)
    counts.newHouseholds += chunk.newHouseholds.length
    counts.newPersons += chunk.newPersons.length
    counts.joined += chunk.newcomers.filter(({ kind }) => kind === 'NEW_PERSON').length
    for (const { kind, from } of chunk.newcomers) put({ kind, ...subject(from), row_no: from.row })
    const { differences, patches } = await settle(ctx, plan.kind, chunk, LOOK_ONLY)
    for (const difference of differences) {
      put(rowOf(difference))
      changed.add(difference.from.householdId)
      const field = counts.fields.get(difference.field) ?? {}
      field[difference.kind] = (field[difference.kind] ?? 0) + 1
      counts.fields.set(difference.field, field)
    }
    const isNew = new Set(chunk.newHouseholds.map(({ id }) => id))
    for (const { household_id: id } of [...patches.newIncomes, ...patches.newLivings]) {
      if (!isNew.has(String(id))) changed.add(String(id))
    }
    for (const id of chunk.grown) changed.add(id)
  }
  const missing = await findMissing(ctx, countyCode, plan, register, put)
  await keep(ctx, kept, insertDifferences)
  const known = plan.households.filter(({ householdNo }) => register.householdByNo.has(householdNo)).length
  const all =
    plan.kind === 'HOUSEHOLDS' ? known : new Set(plan.yearly.map((row) => row.householdNo || personKey(row))).size
  return {
    newHouseholds: counts.newHouseholds,
    newPersons: counts.newPersons,
    joined: counts.joined,
    changed: changed.size,
    unchanged: Math.max(0, all - changed.size),
    ...missing,
    total,
    kept: kept.length,
    fields: Object.fromEntries(counts.fields),
  }
}

const EMPTY = {
  household_id: null,
  household_no: '',
  subject: '',
  field: '',
  year: null,
  ours: '',
  base: null,
  theirs: '',
  cell: '',
}

function subject(from: { householdId: string; householdNo: string; name: string }): Kept {
  return {
    household_id: from.householdId || null,
    household_no: from.householdNo,
    subject: maskName(from.name, 'SURNAME'),
  }
}

function rowOf({ from, ...difference }: ToldDifference): Kept {
  return { ...difference, ...subject(from), row_no: from.row }
}

/** Who is in the register and not in a ledger of whole households. Nothing happens to them; the importer should know. */
async function findMissing(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  put: (row: Kept) => void,
): Promise<Pick<Comparison, 'missingHouseholds' | 'missingPersons'>> {
  if (plan.kind !== 'HOUSEHOLDS') return { missingHouseholds: 0, missingPersons: 0 }
  const ids = plan.households.flatMap(({ householdNo }) => register.householdByNo.get(householdNo)?.id ?? [])
  const villages = [...new Set(plan.households.map(({ regionCode }) => regionCode))]
  const people = peopleOf(plan).flatMap((who) => register.persons.get(personKey(who))?.personId ?? [])
  const households =
    plan.badHouseholds > 0 ? [] : await selectMissingHouseholds(ctx, countyCode, villages, ids, KEPT_MISSING)
  const persons = await selectMissingPersons(ctx, countyCode, ids, people, KEPT_MISSING)
  for (const row of households) put({ kind: 'MISSING_HOUSEHOLD', ...subject({ householdId: row.id, ...row }) })
  for (const row of persons) put({ kind: 'MISSING_PERSON', ...subject({ householdId: row.id, ...row }) })
  return { missingHouseholds: households[0]?.total ?? 0, missingPersons: persons[0]?.total ?? 0 }
}
