import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { DEADLINE_PARAMETERS, planDeadline } from '@/lib/monitoring/rules/deadlines'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'
import { idSequence } from '@/lib/platform/ids'
import { numberText, takeNumbers } from '@/lib/platform/numbers'
import type { Register } from './plan'
import { Rows } from './rows'
import type { LedgerHousehold, LedgerPlan } from './schema'
import {
  insertCases,
  insertHouseholds,
  insertMemberships,
  insertPersons,
  recountMembers,
  selectWithoutCase,
  updateHouseholds,
  updatePersons,
  updateRelations,
  upsertIncomes,
} from './sql/register'

const HOUSEHOLDS_AT_ONCE = 1_000
/** The next rows are sealed while the database writes the last ones; its answers must not wait for that. */
const HOUSEHOLDS_BETWEEN_BREATHS = 20

export interface Applied {
  newHouseholds: number
  changedHouseholds: number
  newPersons: number
  changedPersons: number
}

/** Writes the good households of a plan in the caller's transaction; a ledger that says nothing new changes nothing. */
export async function applyPlan(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  stir: (rows: number) => Promise<void>,
): Promise<Applied> {
  const done: Applied = { newHouseholds: 0, changedHouseholds: 0, newPersons: 0, changedPersons: 0 }
  const nextId = idSequence(ctx.now)
  let count = 0
  let writing = Promise.resolve()
  for (let from = 0; from < plan.households.length; from += HOUSEHOLDS_AT_ONCE) {
    const rows = new Rows({ countyCode, today: ctx.today, nextId })
    for (const [index, household] of plan.households.slice(from, from + HOUSEHOLDS_AT_ONCE).entries()) {
      const known = register.householdByNo.get(household.householdNo)
      rows.add(household, { householdId: known?.id ?? null, persons: register.persons })
      count += household.members.length
      if (index % HOUSEHOLDS_BETWEEN_BREATHS === 0) await breathe()
    }
    await writing
    await stir(count)
    writing = write(ctx, countyCode, rows, done)
    writing.catch(() => {})
  }
  await writing
  return done
}

async function write(ctx: Ctx, countyCode: string, rows: Rows, done: Applied): Promise<void> {
  const send = (list: readonly unknown[], statement: (ctx: Ctx, json: string) => Promise<number>) =>
    list.length > 0 ? statement(ctx, JSON.stringify(list)) : 0
  done.newHouseholds += await send(rows.newHouseholds, insertHouseholds)
  done.changedHouseholds += await send(rows.oldHouseholds, updateHouseholds)
  done.newPersons += await send(rows.newPersons, insertPersons)
  done.changedPersons += await send(rows.oldPersons, updatePersons)
  done.changedPersons += await send(rows.relations, updateRelations)
  await send(rows.newMemberships, insertMemberships)
  if (rows.grown.size > 0) await recountMembers(ctx, countyCode, [...rows.grown])
  await send(rows.incomes, upsertIncomes)
  await openCases(ctx, countyCode, rows)
}

/** A household that the ledger says is monitored, and that never had a case here, gets one: the plan is due from today. */
async function openCases(ctx: Ctx, countyCode: string, rows: Rows): Promise<void> {
  if (rows.monitored.size === 0) return
  const wanted = await selectWithoutCase(ctx, countyCode, [...rows.monitored.keys()])
  if (wanted.length === 0) return
  const deadlines = await listParameterRows(ctx, DEADLINE_PARAMETERS)
  const last = await takeNumbers(ctx, countyCode, 'JC', wanted.length)
  const cases = wanted.map((householdId, index) => {
    const household = rows.monitored.get(householdId) as LedgerHousehold
    const isOwnDay = household.povertyStatus === 'NEVER_POOR' && household.identifiedOn !== null
    return {
      county_code: countyCode,
      id: rows.nextId(),
      region_code: household.regionCode,
      household_id: householdId,
      case_no: numberText(ctx, 'JC', last - wanted.length + index + 1),
      monitored_type: household.monitoredType,
      risks: household.risks.length > 0 ? household.risks.slice(0, 5) : ['OTHER'],
      channel: 'DEPARTMENT',
      status: 'MONITORED',
      identified_on: isOwnDay ? household.identifiedOn : ctx.today,
      plan_by: planDeadline(deadlines, household.regionCode, ctx.today),
    }
  })
  await insertCases(ctx, JSON.stringify(cases))
}
