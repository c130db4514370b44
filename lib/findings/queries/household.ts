import 'server-only'
import { type FindingLine, LINE, lineFrom, waitingFor } from '@/lib/findings/queries/list'
import { unitKey } from '@/lib/findings/rules/units'
import { linesOf } from '@/lib/findings/sql/household'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { alone, mapped, type Part } from '@/lib/platform/together'
import { countyOfScope } from '@/lib/regions/rules'

const MOST = 20

type Place = { countyCode: string; householdId: string }

export type HouseholdFindings = FindingLine[]

/**
 * The lines about a household that the actor may see: open ones by their last day, then the newest closed ones. Lines of a record that was
 * merged into it stay with that record and are shown here.
 */
export async function listHouseholdFindings(ctx: Ctx, household: Place): Promise<HouseholdFindings> {
  return alone(ctx, householdFindings(ctx, household))
}

/** The same, to be read with other parts. */
export function householdFindings(ctx: Ctx, { countyCode, householdId }: Place): Part<HouseholdFindings> {
  return mapped(linesOf(countyCode, householdId, MOST), (rows) => rows.map((row) => lineFrom(ctx, row)))
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
