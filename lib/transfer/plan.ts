import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { shapes } from '@/lib/households/catalogue/ledgers/column'
import { blindIndex } from '@/lib/platform/fields'
import { openLedger } from './files/open-ledger'
import { maskCell } from './rules/cells'
import { inOrder } from './rules/faults'
import { Ledger } from './rules/ledger'
import type {
  ColumnUse,
  Fault,
  FaultCode,
  LedgerContext,
  LedgerHousehold,
  LedgerMember,
  LedgerPlan,
  YearlyRow,
} from './schema'

const ROWS_BETWEEN_BREATHS = 500
const idMask = { field: 'idNumber', shape: { as: 'id' } } as const
const textMask = { field: 'householdNo', shape: shapes.text(40) }

/** The columns of a ledger as they were understood, for whoever maps them; known even when the ledger is refused for its heads. */
export type Understood = { kind: LedgerPlan['kind'] | null; columns: readonly ColumnUse[] }

/** Reads a whole ledger and checks it by itself, leaving the process to others now and then. Throws FileFault. */
export async function planLedger(
  bytes: Buffer,
  context: LedgerContext,
  progress: (rows: number) => Promise<void>,
  understood: (what: Understood) => void = () => {},
): Promise<LedgerPlan> {
  const ledger = new Ledger(context)
  let count = 0
  try {
    for await (const row of openLedger(bytes)) {
      ledger.add(row)
      if (++count % ROWS_BETWEEN_BREATHS === 0) {
        await breathe()
        await progress(ledger.rows)
      }
    }
    return ledger.finish()
  } finally {
    understood({ kind: ledger.kind, columns: ledger.columns })
  }
}

export interface KnownPerson {
  personId: string
  householdId: string | null
  regionCode: string
  valuesYear: number | null
  hasCard: boolean
}

export interface Register {
  householdByNo: ReadonlyMap<string, { id: string; regionCode: string }>
  /** By what `personKey` gives. */
  persons: ReadonlyMap<string, KnownPerson>
}

type Somebody = LedgerMember | YearlyRow
const keys = new WeakMap<Somebody, string>()

/** By what a person is found: the blind index of the identity number, or the id that an export wrote beside a masked one. */
export function personKey(who: Somebody): string {
  let key = keys.get(who)
  if (key === undefined) {
    key = who.idNumber ? blindIndex('idNumber', who.idNumber).toString('hex') : (who.mark?.personId ?? '')
    keys.set(who, key)
  }
  return key
}

/** Everybody of whom the good rows of a ledger speak. */
export function peopleOf(plan: LedgerPlan): Somebody[] {
  if (plan.kind === 'MEMBERS') return plan.yearly
  return plan.households.flatMap((household) => household.members)
}

/**
 * Compares a plan with the register of the county: somebody may not stand in two households, a household does not change its village by a
 * ledger, and a yearly ledger speaks of whom the register has. What the importer may not see is as if it were not there.
 */
export function compareWithRegister(plan: LedgerPlan, register: Register): LedgerPlan {
  const faults: Fault[] = [...plan.faults]
  const households = plan.households.filter((household) => {
    const found = faultsOfHousehold(household, register)
    faults.push(...found)
    return found.length === 0
  })
  const yearly = plan.yearly.filter((row) => {
    const found = faultsOfRow(plan.kind, row, register)
    faults.push(...found)
    return found.length === 0
  })
  const lost = plan.households.length - households.length + plan.yearly.length - yearly.length
  return {
    ...plan,
    faults: inOrder(faults),
    households,
    yearly,
    badHouseholds: plan.badHouseholds + lost,
    goodRows: yearly.length + households.reduce((sum, household) => sum + household.members.length, 0),
  }
}

type At = { sheet: string; row: number }
const fault = (
  { sheet, row }: At,
  column: string,
  value: string,
  code: FaultCode,
  params: Fault['params'] = {},
): Fault => ({
  sheet,
  row,
  column,
  value,
  code,
  params,
})

function faultsOfHousehold(household: LedgerHousehold, register: Register): Fault[] {
  const found: Fault[] = []
  const known = register.householdByNo.get(household.householdNo)
  const first = household.members[0]
  if (known && first && known.regionCode !== household.regionCode) {
    found.push(fault(first, first.placeColumn, '', 'householdElsewhere'))
  }
  for (const member of household.members) {
    const person = register.persons.get(personKey(member))
    const idCell = maskCell(idMask, member.idNumber)
    if (!person && member.idNumber === '') found.push(fault(member, member.idColumn, '', 'personUnknown'))
    if (!person) continue
    const isElsewhere = person.householdId
      ? person.householdId !== known?.id
      : person.regionCode !== household.regionCode
    if (isElsewhere) found.push(fault(member, member.idColumn, idCell, 'idInOtherHousehold'))
    found.push(...passed(member, member.said.valuesYear as number | undefined, person))
  }
  return found
}

function faultsOfRow(kind: LedgerPlan['kind'], row: YearlyRow, register: Register): Fault[] {
  if (kind !== 'MEMBERS') {
    if (register.householdByNo.has(row.householdNo)) return []
    return [fault(row, row.keyColumn, maskCell(textMask, row.householdNo), 'householdUnknown')]
  }
  const person = register.persons.get(personKey(row))
  if (!person?.householdId) return [fault(row, row.keyColumn, maskCell(idMask, row.idNumber), 'personUnknown')]
  return passed(row, row.year ?? undefined, person)
}

/** Values of a year that is over do not take the place of newer ones. */
function passed(at: At & { yearColumn: string }, year: number | undefined, { valuesYear }: KnownPerson): Fault[] {
  if (year === undefined || valuesYear === null || year >= valuesYear) return []
  return [fault(at, at.yearColumn, String(year), 'yearPassed', { year: valuesYear })]
}
