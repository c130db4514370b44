import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { allOf, alone, mapped, type Part } from '@/lib/platform/together'
import { shownMeasure } from '@/lib/support/queries/shown'
import { developmentState, unanswered } from '@/lib/support/rules/matching'
import { labourOf, measuresOf, plansOf, watchOf } from '@/lib/support/sql/household'

export type HouseholdSupport = ReturnType<typeof supportFrom>

/** What a household was promised and got, newest first, its plans, and which recorded risks no measure answers yet. */
export async function getHouseholdSupport(ctx: Ctx, householdId: string): Promise<HouseholdSupport> {
  return alone(ctx, householdSupport(ctx, householdId))
}

/** The same, to be read with other parts. */
export function householdSupport(ctx: Ctx, householdId: string): Part<HouseholdSupport> {
  return mapped(partsOf(ctx, householdId), (read) => supportFrom(ctx, read))
}

function partsOf(ctx: Ctx, householdId: string) {
  return allOf({
    rows: measuresOf(ctx, householdId),
    plans: plansOf(ctx, householdId),
    cases: watchOf(ctx, householdId),
    labours: labourOf(ctx, householdId),
  })
}

type Read = ReturnType<ReturnType<typeof partsOf>['read']>

function supportFrom(ctx: Ctx, { rows, plans, cases, labours }: Read) {
  const monitored = cases[0] ?? null
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
      labours.map(({ labour }) => labour),
      thisYear.map(({ type, status }) => ({ mode: type.mode, status })),
    ),
    year: Number(year),
  }
}
