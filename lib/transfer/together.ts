import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { CONSISTENCY_PARAMETERS } from '@/lib/households/rules/consistency'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'
import { readBelonging } from '@/lib/quality/queries/belonging'
import { compareWithRegister, personKey, type Register } from './plan'
import { lookAt, type Part, partsOf } from './remarks'
import { risksSaid } from './rules/facts-after'
import { inOrder } from './rules/faults'
import { faultOf } from './rules/remarks'
import type { LedgerMember, LedgerPlan, YearlyRow } from './schema'

const HOUSEHOLDS_AT_ONCE = 500

/**
 * Compares a plan with the register, and asks the rules E that file and register break only together: a disability without a card, an income that
 * is divided by more people than belonged to the household, a house without its grade. A household that would break one newly stays out whole, a
 * row of a yearly ledger by itself. Only households of which the file says something of the kind are looked at.
 */
export async function compareWhole(
  ctx: Ctx,
  countyCode: string,
  found: LedgerPlan,
  register: Register,
  stir: () => Promise<void>,
): Promise<LedgerPlan> {
  const plan = compareWithRegister(found, register)
  const parts = partsOf(plan, register).filter((part) => mayBreak(plan.kind, part, register))
  const parameters = parts.length > 0 ? await listParameterRows(ctx, CONSISTENCY_PARAMETERS) : []
  const faults = []
  const [badHouseholds, badRows] = [new Set<unknown>(), new Set<unknown>()]
  for (let from = 0; from < parts.length; from += HOUSEHOLDS_AT_ONCE) {
    await stir()
    const some = await narrowed(ctx, countyCode, plan.kind, parts.slice(from, from + HOUSEHOLDS_AT_ONCE))
    for (const { part, remarks } of await lookAt(ctx, countyCode, plan, register, some, parameters, 'blocking')) {
      for (const fault of remarks.flatMap((remark) => faultOf(remark) ?? [])) {
        faults.push(fault)
        if (part.household) badHouseholds.add(part.household)
        for (const row of part.rows) if (row.sheet === fault.sheet && row.row === fault.row) badRows.add(row)
      }
    }
    await breathe()
  }
  if (faults.length === 0) return plan
  const households = plan.households.filter((household) => !badHouseholds.has(household))
  const yearly = plan.yearly.filter((row) => !badRows.has(row))
  return {
    ...plan,
    faults: inOrder([...plan.faults, ...faults]),
    households,
    yearly,
    badHouseholds: plan.badHouseholds + badHouseholds.size + badRows.size,
    goodRows: yearly.length + households.reduce((sum, { members }) => sum + members.length, 0),
  }
}

/** Whether what the file says could break one of the rules at all. */
function mayBreak(kind: LedgerPlan['kind'], { household, rows }: Part, register: Register): boolean {
  if (kind === 'INCOMES') return rows.some(({ said }) => said.residentMembers !== undefined)
  if (kind === 'LIVING') return rows.some(({ said }) => said.houseGrade === undefined)
  if (!household) return rows.some((row) => cardMayBreak(row, register))
  const isAtRisk = risksSaid(household.said)?.includes('UNSAFE_HOUSING') && household.said.houseGrade === undefined
  return isAtRisk === true || household.members.some((member) => cardMayBreak(member, register))
}

function cardMayBreak(who: LedgerMember | YearlyRow, register: Register): boolean {
  const health = (who.said.health as string[] | undefined) ?? []
  const hasCard = who.said.disabilityCard !== undefined
  if (health.includes('DISABLED')) return !hasCard
  return hasCard || (health.includes('HEALTHY') && register.persons.get(personKey(who))?.hasCard === true)
}

/** Of incomes those whose divisor is more than belonged to the household: memberships are read sooner than whole households. */
async function narrowed(ctx: Ctx, countyCode: string, kind: LedgerPlan['kind'], parts: readonly Part[]) {
  if (kind !== 'INCOMES') return parts
  const ids = parts.flatMap(({ knownId }) => knownId ?? [])
  const members = await readBelonging(ctx, countyCode, ids)
  return parts.filter(({ knownId, rows }) =>
    rows.some(({ year, said }) => year !== null && Number(said.residentMembers) > members(knownId ?? '', year)),
  )
}
