import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import type { Register } from './plan'
import { Rows } from './rows'
import type { LedgerPlan } from './schema'
import {
  insertHouseholds,
  insertMemberships,
  insertPersons,
  recountMembers,
  updateHouseholds,
  updatePersons,
  updateRelations,
  upsertIncomes,
} from './sql'

const HOUSEHOLDS_AT_ONCE = 1_000

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
  let count = 0
  for (let from = 0; from < plan.households.length; from += HOUSEHOLDS_AT_ONCE) {
    const rows = new Rows({ countyCode, today: ctx.today, now: ctx.now })
    for (const household of plan.households.slice(from, from + HOUSEHOLDS_AT_ONCE)) {
      const known = register.householdByNo.get(household.householdNo)
      rows.add(household, { householdId: known?.id ?? null, persons: register.persons })
      count += household.members.length
    }
    await write(ctx, countyCode, rows, done)
    await stir(count)
  }
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
}
