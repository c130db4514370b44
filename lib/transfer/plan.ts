import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { blindIndex } from '@/lib/platform/fields'
import { openLedger } from './files/open-ledger'
import { maskCell } from './rules/cells'
import { Ledger } from './rules/ledger'
import type { Fault, LedgerContext, LedgerHousehold, LedgerPlan } from './schema'

const ROWS_BETWEEN_BREATHS = 500

/** Reads a whole ledger and checks it by itself, leaving the process to others now and then. Throws FileFault. */
export async function planLedger(
  bytes: Buffer,
  context: LedgerContext,
  progress: (rows: number) => Promise<void>,
): Promise<LedgerPlan> {
  const ledger = new Ledger(context)
  let count = 0
  for await (const row of openLedger(bytes)) {
    ledger.add(row)
    if (++count % ROWS_BETWEEN_BREATHS === 0) {
      await breathe()
      await progress(ledger.rows)
    }
  }
  return ledger.finish()
}

export interface Register {
  householdByNo: ReadonlyMap<string, { id: string; regionCode: string }>
  /** By hexadecimal blind index. */
  persons: ReadonlyMap<string, { personId: string; householdId: string | null }>
}

/** Blind indexes of every identity number of the good households. */
export function indexesOf(households: readonly LedgerHousehold[]): string[] {
  return households.flatMap((household) => household.members.map((member) => bidxOf(member.idNumber)))
}

export function bidxOf(idNumber: string): string {
  return blindIndex('idNumber', idNumber).toString('hex')
}

/**
 * Compares a plan with the register of the county: somebody may not stand in two households, and a household does not change its
 * village by a ledger. What the importer may not see is not compared.
 */
export function compareWithRegister(plan: LedgerPlan, register: Register): LedgerPlan {
  const faults: Fault[] = [...plan.faults]
  const good: LedgerHousehold[] = []
  for (const household of plan.households) {
    const before = faults.length
    const known = register.householdByNo.get(household.householdNo)
    const first = household.members[0]
    if (known && first && known.regionCode !== household.regionCode) {
      faults.push({
        sheet: first.sheet,
        row: first.row,
        column: first.placeColumn,
        value: '',
        code: 'householdElsewhere',
        params: {},
      })
    }
    for (const member of household.members) {
      const person = register.persons.get(bidxOf(member.idNumber))
      if (!person?.householdId || person.householdId === known?.id) continue
      faults.push({
        sheet: member.sheet,
        row: member.row,
        column: member.idColumn,
        value: maskCell('idNumber', member.idNumber),
        code: 'idInOtherHousehold',
        params: {},
      })
    }
    if (faults.length === before) good.push(household)
  }
  faults.sort((a, b) => (a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : a.row - b.row))
  return {
    ...plan,
    faults,
    households: good,
    badHouseholds: plan.badHouseholds + plan.households.length - good.length,
    goodRows: good.reduce((sum, household) => sum + household.members.length, 0),
  }
}
