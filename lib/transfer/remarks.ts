import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import type { HouseholdFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { CONSISTENCY_PARAMETERS } from '@/lib/households/rules/consistency'
import { listParameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { readBeyond } from '@/lib/quality/queries/beyond'
import { countyFacts } from '@/lib/quality/rules/beyond'
import { personKey, type Register } from './plan'
import { householdAfter, risksSaid, yearlyAfter } from './rules/facts-after'
import { remarksOf, type Spot } from './rules/remarks'
import type { LedgerHousehold, LedgerMember, LedgerPlan, Remark, YearlyRow } from './schema'

const HOUSEHOLDS_AT_ONCE = 500
/** Rules that count over the whole county speak of helpers and shared numbers, which no ledger changes. */
const NO_COUNTS = countyFacts([])

/** One household of a ledger: the whole of it, or the rows of a yearly one about it. */
export type Part = { knownId: string | null; household: LedgerHousehold | null; rows: YearlyRow[] }

/**
 * What a ledger would bring that does not fit by rules W and A: the good rows laid over the register, by the check that the list of quality is made
 * of. At most so many, in the order of the file's households.
 */
export async function findRemarks(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  most: number,
  stir: () => Promise<void>,
): Promise<Remark[]> {
  const parameters = await listParameterRows(ctx, CONSISTENCY_PARAMETERS)
  const parts = partsOf(plan, register)
  const found: Remark[] = []
  for (let from = 0; from < parts.length && found.length < most; from += HOUSEHOLDS_AT_ONCE) {
    await stir()
    const some = parts.slice(from, from + HOUSEHOLDS_AT_ONCE)
    const told = await lookAt(ctx, countyCode, plan, register, some, parameters, 'told')
    found.push(...told.flatMap(({ remarks }) => remarks))
    await breathe()
  }
  return found.slice(0, most)
}

/** What some households of a ledger would break, each laid over the register; a household that cannot be laid over it breaks nothing. */
export async function lookAt(
  ctx: Ctx,
  countyCode: string,
  plan: LedgerPlan,
  register: Register,
  some: readonly Part[],
  parameters: readonly ParameterRow[],
  which: 'told' | 'blocking',
): Promise<{ part: Part; remarks: Remark[] }[]> {
  const personId = (who: LedgerMember | YearlyRow) => register.persons.get(personKey(who))?.personId ?? personKey(who)
  const ids = some.flatMap(({ knownId }) => knownId ?? [])
  const all = ids.length > 0 ? await getHouseholdFacts(ctx, { ids }) : []
  const byId = new Map(all.map((facts) => [facts.id, facts]))
  const beyond = await readBeyond(ctx, countyCode, all, NO_COUNTS)
  return some.flatMap((part) => {
    const { knownId, household, rows } = part
    const before = knownId ? (byId.get(knownId) ?? null) : null
    if (knownId && !before) return []
    const after = household
      ? householdAfter(before, household, countyCode, personId)
      : before && yearlyAfter(before, plan.kind, rows, personId)
    if (!after) return []
    const spots = household ? spotsOf(household, personId) : rows.map((row) => spotOf(plan, row, personId))
    // A new household that the ledger says is monitored gets a case with the import.
    const risks = household && !before ? risksSaid(household.said) : null
    const opened = risks ? { hasOpenCase: true, risks } : {}
    const on = { today: ctx.today, parameters, beyond: (of: HouseholdFacts) => ({ ...beyond.of(of), ...opened }) }
    return [{ part, remarks: remarksOf(plan.kind, { before, after }, on, spots, which) }]
  })
}

export function partsOf(plan: LedgerPlan, register: Register): Part[] {
  const households = plan.households.map((household): Part => {
    const knownId = register.householdByNo.get(household.householdNo)?.id ?? null
    return { knownId, household, rows: [] }
  })
  const idOf = (row: YearlyRow) =>
    plan.kind === 'MEMBERS'
      ? register.persons.get(personKey(row))?.householdId
      : register.householdByNo.get(row.householdNo)?.id
  const yearly = Map.groupBy(plan.yearly, idOf)
  return [
    ...households.filter((part) => part.household && isWhollyKnown(part.household, register)),
    ...[...yearly].flatMap(([knownId, rows]) => (knownId ? { knownId, household: null, rows } : [])),
  ]
}

/** Of somebody whom the register has outside of any household nothing is known here, so nothing is said of the household he comes into. */
function isWhollyKnown({ members }: LedgerHousehold, register: Register): boolean {
  return members.every((member) => register.persons.get(personKey(member))?.householdId !== null)
}

function spotsOf(household: LedgerHousehold, personId: (member: LedgerMember) => string): Spot[] {
  const { members, said, saidIn } = household
  const [first] = members
  if (!first) return []
  const own = { personId: null, year: null, sheet: first.sheet, said, heads: first.heads }
  return [
    { ...own, rowOf: (field) => saidIn.get(field) ?? first.row },
    ...members.map((member) => ({
      personId: personId(member),
      year: null,
      sheet: member.sheet,
      rowOf: () => member.row,
      said: { ...member.said, relation: member.relation },
      heads: member.heads,
    })),
  ]
}

function spotOf({ kind }: LedgerPlan, row: YearlyRow, personId: (row: YearlyRow) => string): Spot {
  const { year, sheet, said, heads } = row
  return { personId: kind === 'MEMBERS' ? personId(row) : null, year, sheet, rowOf: () => row.row, said, heads }
}
