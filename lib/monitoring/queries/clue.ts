import 'server-only'
import { getTermRules } from '@/lib/deadlines/queries/calendar'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { shownFindings, shownSummary } from '@/lib/monitoring/queries/names'
import { findOpenCase } from '@/lib/monitoring/queries/open'
import { clueDeadlines } from '@/lib/monitoring/rules/deadlines'
import { speaksAgainstDismissal } from '@/lib/monitoring/rules/decisions'
import { Figures, Finding, type RuleId } from '@/lib/monitoring/schema'
import { eyesOf } from '@/lib/platform/actor'
import { dayFrom, daysBetween } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

export type ClueView = Awaited<ReturnType<typeof getClue>>

/** Why the actor may not decide a clue now; 'MAY' when he may. */
export type Standing = 'MAY' | 'OWN' | 'ROLE' | 'DECIDED'

/** A clue with its signals as they were told, the household, its deadlines, and what the actor may do. */
export async function getClue(ctx: Ctx, id: string) {
  const clue = await ctx.db.clue.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    include: {
      signals: { include: { visit: { select: { visitorName: true } } } },
      screenings: { orderBy: { screenedOn: 'desc' }, take: 1, select: { findings: true } },
      household: { select: householdShown },
      case: { select: { id: true, caseNo: true, planBy: true } },
      procedures: { orderBy: { startedOn: 'desc' }, take: 1, select: { id: true, procedureNo: true, status: true } },
    },
  })
  if (!clue) throw new NotFoundError()
  const rules = await getTermRules(ctx, dayFrom(clue.openedOn))
  const { compareBy, publicityBy } = clueDeadlines(rules, clue.regionCode, dayFrom(clue.openedOn))
  const opener = await ctx.db.appUser.findUnique({ where: { id: clue.openedBy }, select: { name: true } })
  const monitored = await findOpenCase(ctx, { countyCode: clue.countyCode, id: clue.householdId })
  const read = clue.signals.map((signal) => ({
    id: signal.id,
    firedOn: dayFrom(signal.firedOn),
    visitor: signal.visit?.visitorName ?? null,
    finding: readSignal(ctx, signal),
  }))
  const signals = inTellingOrder(read, (signal) => signal.finding.ruleId).sort((a, b) =>
    a.firedOn < b.firedOn ? -1 : a.firedOn > b.firedOn ? 1 : 0,
  )
  const told = Finding.array().parse(clue.screenings[0]?.findings ?? [])
  const standing: Standing =
    clue.status !== 'OPEN'
      ? 'DECIDED'
      : !may(ctx.actor.role, 'clue:decide')
        ? 'ROLE'
        : eyesOf(ctx.actor).some((eyes) => eyes === clue.openedBy)
          ? 'OWN'
          : 'MAY'
  return {
    id: clue.id,
    clueNo: clue.clueNo,
    source: clue.source,
    status: clue.status,
    version: clue.version,
    summary: shownSummary(ctx, clue.summary),
    openedOn: dayFrom(clue.openedOn),
    openedBy: opener?.name ?? signals[0]?.visitor ?? '—',
    verifyBy: dayFrom(clue.verifyBy),
    compareBy,
    publicityBy,
    identifyBy: dayFrom(clue.identifyBy),
    identifyDays: daysBetween(dayFrom(clue.openedOn), dayFrom(clue.identifyBy)),
    decision: clue.decidedOn && {
      on: dayFrom(clue.decidedOn),
      by: clue.decidedByName ?? '—',
      reason: clue.dismissReason,
      note: clue.decisionNote,
    },
    case: clue.case && { ...clue.case, planBy: dayFrom(clue.case.planBy) },
    procedure: clue.procedures[0] ?? null,
    monitored: clue.status === 'OPEN' ? monitored : null,
    household: householdFrom(ctx, clue.household),
    signals,
    alsoTold: shownFindings(ctx, told).filter((finding) => finding.outcome !== 'CROSSED'),
    standing,
    needsAcknowledgement:
      signals.some((signal) => speaksAgainstDismissal(signal.finding.ruleId)) ||
      clue.household.guaranteeStates.length > 0,
    today: ctx.today,
  }
}

function readSignal(ctx: Ctx, signal: { ruleId: string; figures: unknown }): Finding {
  const figures = Figures.safeParse(signal.figures)
  const finding: Finding = {
    ruleId: signal.ruleId as RuleId,
    outcome: 'CROSSED',
    figures: figures.success ? figures.data : { say: 'withheld', lines: [] },
  }
  return shownFindings(ctx, [finding])[0] ?? finding
}
