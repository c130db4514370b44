import 'server-only'
import type { HouseholdFacts, MemberFacts, YearlyFacts } from '@/lib/households/facts'
import { viewOf } from '@/lib/households/rules/views'
import {
  helpersOf,
  householdsOf,
  incomesOf,
  livingsOf,
  membersOf,
  type StoredMember,
  type Whose,
} from '@/lib/households/sql/facts'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { may } from '@/lib/platform/permissions'
import { allOf, alone, mapped, type Part } from '@/lib/platform/together'
import { YEARLY_FIELDS } from '@/prisma/catalogue/ledger-kinds'

/**
 * `asOf`: a day; today unless said. `open`: whether to open sealed numbers, for who may read them whole; FOR_RULES opens them for whoever asks,
 * for rules alone, whose findings hold no number.
 */
export type FactsOptions = { asOf?: string; open?: boolean | 'FOR_RULES' }

/**
 * Whole households on a day, in five statements however many there are. By village: those active there on the day; by id: in any state. A
 * household beyond the scope is not there. Opened numbers are for checks and printed sheets; nothing of them belongs on a screen.
 */
export async function getHouseholdFacts(ctx: Ctx, where: Whose, options: FactsOptions = {}): Promise<HouseholdFacts[]> {
  const on = options.asOf ?? ctx.today
  const year = Number(on.slice(0, 4))
  const households = await alone(ctx, householdsOf(ctx, where, on))
  const ids = households.map((household) => household.id)
  if (ids.length === 0) return []
  const opens = options.open === 'FOR_RULES' || (options.open === true && may(ctx.actor.role, 'household:readFull'))
  return factsFrom(
    {
      households,
      members: await alone(ctx, membersOf(ctx, ids, on, year)),
      incomes: await alone(ctx, incomesOf(ctx, ids, year)),
      livings: await alone(ctx, livingsOf(ctx, ids, year)),
      helpers: await alone(ctx, helpersOf(ctx, ids, on)),
    },
    opens,
  )
}

/** What is kept of a household by year, all of it: what its page shows, and of which the facts of a day are a part. */
export type Yearly = Pick<Stored, 'incomes' | 'livings'>
export type YearlyParts = { [K in keyof Yearly]: Part<Yearly[K]> }

/** One household today, nothing opened, to be read with other parts; null where it is not there. */
export function householdFacts(ctx: Ctx, id: string, yearly: YearlyParts): Part<HouseholdFacts | null> {
  const year = Number(ctx.today.slice(0, 4))
  const parts = allOf({
    households: householdsOf(ctx, { ids: [id] }, ctx.today),
    members: membersOf(ctx, [id], ctx.today, year),
    helpers: helpersOf(ctx, [id], ctx.today),
    ...yearly,
  })
  return mapped(parts, ({ incomes, livings, ...read }) => {
    const until = <R extends { year: number }>(rows: readonly R[]) => rows.filter((row) => row.year <= year)
    return factsFrom({ ...read, incomes: until(incomes), livings: until(livings) }, false)[0] ?? null
  })
}

type ReadOf<P> = P extends Part<infer T> ? T : never
type Stored = {
  households: ReadOf<ReturnType<typeof householdsOf>>
  members: ReadOf<ReturnType<typeof membersOf>>
  incomes: ReadOf<ReturnType<typeof incomesOf>>
  livings: ReadOf<ReturnType<typeof livingsOf>>
  helpers: ReadOf<ReturnType<typeof helpersOf>>
}

function factsFrom(stored: Stored, opens: boolean): HouseholdFacts[] {
  const members = grouped(stored.members)
  const incomes = grouped(stored.incomes)
  const livings = grouped(stored.livings)
  const helpers = grouped(stored.helpers)
  return stored.households.map((household) => ({
    ...household,
    otherCauses: household.otherCauses ?? [],
    members: (members.get(household.id) ?? []).map((member) => memberFacts(member, opens)),
    incomes: (incomes.get(household.id) ?? []).map(({ householdId, ...income }) => income),
    livings: (livings.get(household.id) ?? []).map(({ householdId, ...living }) => living),
    helpers: (helpers.get(household.id) ?? []).map(({ householdId, ...helper }) => helper),
  }))
}

/** Facts without what the reader may not know: health and welfare only for who may read health. */
export function factsFor(ctx: Ctx, facts: HouseholdFacts): HouseholdFacts {
  if (viewOf(ctx.actor.role).health) return facts
  return { ...facts, members: facts.members.map((member) => ({ ...member, ...WITHOUT_HEALTH })) }
}

const WITHOUT_HEALTH = {
  health: [],
  labour: null,
  disabilityCardNo: null,
  hasDisabilityCard: false,
  medicalAid: null,
  criticalIllness: null,
  subsistence: null,
  destitute: null,
  destituteCare: null,
  disabilityLivingAllowance: null,
  disabilityNursingAllowance: null,
} satisfies Partial<MemberFacts>

function memberFacts(
  { householdId, kept, idNumber, disabilityCard, ...member }: StoredMember,
  opens: boolean,
): MemberFacts {
  const present = { ...member, ...(kept ? earlierValues(kept.values) : null) }
  return {
    ...present,
    health: present.health ?? [],
    valuesYear: kept?.year ?? member.valuesYear,
    hasIdNumber: idNumber !== null,
    hasDisabilityCard: disabilityCard !== null,
    idNumber: opens && idNumber ? opened('id_number_enc', member.id, idNumber) : null,
    disabilityCardNo: opens && disabilityCard ? opened('disability_card_enc', member.id, disabilityCard) : null,
  }
}

/** Null where the key is gone. */
function opened(column: string, id: string, sealed: Uint8Array): string | null {
  try {
    return open('person', column, id, sealed)
  } catch {
    return null
  }
}

function earlierValues(values: Record<string, unknown>): YearlyFacts {
  return Object.fromEntries(YEARLY_FIELDS.map((key) => [key, values[key] ?? null])) as unknown as YearlyFacts
}

function grouped<R extends { householdId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.householdId)
    if (group) group.push(row)
    else groups.set(row.householdId, [row])
  }
  return groups
}
