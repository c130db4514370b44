import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOfScope } from '@/lib/regions/rules'
import { MEASURE_SHOWN, shownMeasure } from '@/lib/support/queries/shown'
import { developmentState, unanswered } from '@/lib/support/rules/matching'

const MOST = 200

export type HouseholdSupport = Awaited<ReturnType<typeof getHouseholdSupport>>

/** What a household was promised and got, newest first, its plans, and which recorded risks no measure answers yet. */
export async function getHouseholdSupport(ctx: Ctx, householdId: string) {
  // What ended stayed with records that were merged into this one.
  const merged = await ctx.db.household.findMany({
    where: { ...countyOfScope(ctx.actor.scope), mergedInto: householdId },
    select: { id: true },
  })
  const here = { ...countyOfScope(ctx.actor.scope), householdId: { in: [householdId, ...merged.map(({ id }) => id)] } }
  const rows = await ctx.db.supportMeasure.findMany({
    where: here,
    orderBy: [{ countsOn: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: { ...MEASURE_SHOWN, caseId: true },
  })
  const plans = await ctx.db.supportPlan.findMany({
    where: here,
    orderBy: [{ year: 'desc' }, { madeAt: 'desc' }],
    take: 10,
    select: {
      id: true,
      year: true,
      aims: true,
      helper: true,
      agreedOn: true,
      signer: true,
      version: true,
      case: { select: { id: true, caseNo: true } },
    },
  })
  const monitored = await ctx.db.monitoringCase.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), householdId, status: { not: 'RISK_REMOVED' } },
    select: { id: true, caseNo: true, risks: true, identifiedOn: true },
  })
  const members = await ctx.db.membership.findMany({
    where: { ...countyOfScope(ctx.actor.scope), householdId, validTo: null },
    select: { person: { select: { labour: true } } },
  })
  // Help from before the case was known of answers it too while it runs.
  const since = monitored && dayFrom(monitored.identifiedOn)
  const answers = rows
    .filter(
      (row) =>
        row.caseId === monitored?.id || (since && dayFrom(row.countsOn) >= since) || row.status === 'IN_PROGRESS',
    )
    .map(({ type, status }) => ({ risks: type.risks, status }))
  const year = ctx.today.slice(0, 4)
  const thisYear = rows.filter((row) => dayFrom(row.countsOn).startsWith(year))
  return {
    measures: rows.map(({ caseId: _caseId, ...row }) => shownMeasure(ctx, row)),
    plans: plans.map((plan) => ({ ...plan, agreedOn: dayFrom(plan.agreedOn) })),
    monitored: monitored && { id: monitored.id, caseNo: monitored.caseNo, risks: monitored.risks },
    unanswered: monitored ? unanswered(monitored.risks, answers) : [],
    development: developmentState(
      members.map(({ person }) => person.labour),
      thisYear.map(({ type, status }) => ({ mode: type.mode, status })),
    ),
    year: Number(year),
  }
}
