import 'server-only'
import { LINE, lineFrom, waitingFor } from '@/lib/findings/queries/list'
import { unitKey } from '@/lib/findings/rules/units'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOfScope } from '@/lib/regions/rules'

const MOST = 20

export type HouseholdFindings = Awaited<ReturnType<typeof listHouseholdFindings>>

/**
 * The lines about a household that the actor may see: open ones by their last day, then the newest closed ones. Lines of a record that was
 * merged into it stay with that record and are shown here.
 */
export async function listHouseholdFindings(ctx: Ctx, household: { countyCode: string; householdId: string }) {
  const { countyCode, householdId } = household
  const merged = await ctx.db.household.findMany({
    where: { countyCode, mergedInto: householdId },
    select: { id: true },
  })
  const rows = await ctx.db.finding.findMany({
    where: { countyCode, householdId: { in: [householdId, ...merged.map(({ id }) => id)] } },
    orderBy: [{ closedOn: { sort: 'desc', nulls: 'first' } }, { dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: MOST,
    select: LINE,
  })
  return rows.map((row) => lineFrom(ctx, row))
}

export type WaitingFindings = Awaited<ReturnType<typeof countWaiting>>

/** How many lines wait for a step of the actor, and how many of these are past their last day. */
export async function countWaiting(ctx: Ctx) {
  const mine = { ...countyOfScope(ctx.actor.scope), AND: [{ status: { not: 'CLOSED' as const } }, waitingFor(ctx)] }
  return {
    count: await ctx.db.finding.count({ where: mine }),
    overdue: await ctx.db.finding.count({ where: { ...mine, dueOn: { lt: dateOf(ctx.today) } } }),
  }
}

/** Open lines of which the actor is named as the person responsible of his unit, by their last day; at most so many. */
export async function listAnsweredFor(ctx: Ctx, most: number) {
  const { name, unit, scope } = ctx.actor
  const rows = await ctx.db.finding.findMany({
    where: { ...countyOfScope(scope), status: { not: 'CLOSED' }, person: name, unitKey: unitKey(unit) },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: most,
    select: LINE,
  })
  return rows.map((row) => lineFrom(ctx, row))
}
