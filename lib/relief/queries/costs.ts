import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { type Policy, RELIEF_PARAMETERS } from '@/lib/relief/rules/amounts'
import type { ReliefFacts } from '@/lib/relief/rules/eligibility'
import { PARENT_AGE } from '@/lib/relief/rules/filial'
import { type Costs, openFen, staircaseOf } from '@/lib/relief/rules/staircase'
import type { ReliefStatus } from '@/lib/relief/schema/applications'
import type { AppliedLine, Cause, Line, MarkState, SettlementKind } from '@/lib/relief/schema/lines'

/** What the staircase and the rules need of an event. */
export const eventCosts = {
  cause: true,
  happenedOn: true,
  totalFen: true,
  policyFen: true,
  settlements: { select: { kind: true, amountFen: true } },
  marks: { orderBy: { markNo: 'asc' }, select: { line: true, state: true } },
  applications: {
    select: { line: true, status: true, grantedFen: true, recoveredFen: true, disbursedOn: true, rejectReason: true },
  },
} as const satisfies Prisma.ReliefEventSelect
export type EventCosts = Prisma.ReliefEventGetPayload<{ select: typeof eventCosts }>

const numberOf = (fen: bigint | null) => (fen === null ? null : Number(fen))

export function costsOf(event: EventCosts): Costs {
  return {
    totalFen: Number(event.totalFen),
    policyFen: numberOf(event.policyFen),
    settlements: event.settlements.map(({ kind, amountFen }) => ({
      kind: kind as SettlementKind,
      fen: Number(amountFen),
    })),
    applications: event.applications.map((each) => ({
      line: each.line as AppliedLine,
      status: each.status as ReliefStatus,
      grantedFen: numberOf(each.grantedFen),
      recoveredFen: numberOf(each.recoveredFen),
      paid: each.disbursedOn !== null,
    })),
  }
}

/** How each of lines 1 to 5 stands for an event: as what was settled, paid or refused says, else as it was marked last. */
export function answersOf(event: EventCosts): Map<Line, MarkState> {
  const answers = new Map<Line, MarkState>()
  for (const { line, state } of event.marks) answers.set(line as Line, state as MarkState)
  for (const [line, state] of answers) if (state === 'OPEN') answers.delete(line)
  const refused = event.applications.filter((each) => each.status === 'REJECTED' && each.rejectReason !== 'WITHDRAWN')
  for (const { line } of refused) answers.set(line as Line, 'NOT_APPLICABLE')
  const paid = event.applications.filter(({ status }) => status === 'DISBURSED' || status === 'CONFIRMED')
  for (const { line } of paid) answers.set(line as Line, 'USED')
  if (event.settlements.reduce((sum, { amountFen }) => sum + amountFen, 0n) > 0n) answers.set(1, 'USED')
  return answers
}

/** Lines 1 to 5 of which it is not recorded whether they were used or do not apply. */
export function unansweredOf(event: EventCosts): Line[] {
  const answers = answersOf(event)
  return ([1, 2, 3, 4, 5] as const).filter((line) => !answers.has(line))
}

/** What the rules of the six lines look at, from the register and the event. */
export async function getFacts(
  ctx: Ctx,
  { countyCode, householdId }: { countyCode: string; householdId: string },
  event: EventCosts,
): Promise<ReliefFacts> {
  const household = await ctx.db.household.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: householdId } },
    select: { povertyStatus: true, monitoredType: true, perCapitaIncomeFen: true, incomeYear: true },
  })
  const latest = `${Number(ctx.today.slice(0, 4)) - PARENT_AGE}${ctx.today.slice(4)}`
  const parents = await ctx.db.membership.count({
    where: { countyCode, householdId, validTo: null, person: { birthDate: { lte: dateOf(latest) } } },
  })
  const costs = costsOf(event)
  return {
    povertyStatus: household.povertyStatus,
    monitoredType: household.monitoredType,
    incomeFen: numberOf(household.perCapitaIncomeFen),
    incomeYear: household.incomeYear,
    cause: event.cause as Cause,
    selfPaidFen: staircaseOf(costs).selfPaidFen,
    leftFen: openFen(costs),
    unanswered: unansweredOf(event),
    parents,
  }
}

/** The policy values of the six lines for a place on a day. */
export async function getPolicy(ctx: Ctx, regionCode: string, day: string): Promise<Policy> {
  return { rows: await listParameterRows(ctx, RELIEF_PARAMETERS), regionCode, day }
}

export const dayOrNull = (date: Date | null) => date && dayFrom(date)
