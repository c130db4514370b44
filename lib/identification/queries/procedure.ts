import 'server-only'
import { isEnded, STEPS, stepFrom, wayFrom } from '@/lib/identification/lifecycle'
import { listAppraisalPhotos } from '@/lib/identification/queries/appraisal-photos'
import { getConditions } from '@/lib/identification/queries/conditions'
import { getMonitoringSide } from '@/lib/identification/queries/monitoring-side'
import { verdictOf } from '@/lib/identification/rules/conditions'
import { isPosted, papersOf } from '@/lib/identification/rules/notice'
import { isOwnWork, reviewersNeeded, waitsForPublicity } from '@/lib/identification/rules/steps'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { listParameterRows } from '@/lib/parameters/queries'
import { eyesOf } from '@/lib/platform/actor'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

export type ProcedureView = Awaited<ReturnType<typeof getProcedure>>

/** Steps whose record may name somebody's health or circumstances; distant readers see that they were taken, not what was written. */
const FREE_TEXTS = ['note', 'minutes', 'content', 'opinion', 'reason', 'explanation', 'lateReason', 'green'] as const

/** A procedure with its record, its way ahead, and the steps the actor may take now. Errors: NotFoundError. */
export async function getProcedure(ctx: Ctx, id: string) {
  if (!isUuid(id)) throw new NotFoundError()
  const procedure = await ctx.db.statusProcedure.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    include: {
      household: { select: householdShown },
      steps: { orderBy: { stepNo: 'asc' } },
      clue: { select: { id: true, clueNo: true, openedOn: true } },
      case: { select: { id: true, caseNo: true, risks: true } },
      earlierCase: { select: { id: true, caseNo: true } },
    },
  })
  if (!procedure) throw new NotFoundError()
  const { role } = ctx.actor
  const eyes = eyesOf(ctx.actor)
  const ended = isEnded(procedure.status)
  const conditions = ended ? [] : await getConditions(ctx, procedure)
  const rows = await listParameterRows(ctx, ['exit.reviewers'])
  const mayGoOnFrom = procedure.mayGoOnFrom && dayFrom(procedure.mayGoOnFrom)
  const runs = mayGoOnFrom !== null && mayGoOnFrom > ctx.today
  const mine = STEPS[procedure.kind].filter(({ from, needs }) => from.includes(procedure.status) && may(role, needs))
  const own = mine.filter(({ step }) => isOwnWork(step, procedure, eyes))
  const steps = mine.filter((each) => !own.includes(each) && !(runs && waitsForPublicity(each.step)))
  const seesTexts = may(role, 'health:read')
  return {
    id: procedure.id,
    procedureNo: procedure.procedureNo,
    kind: procedure.kind,
    status: procedure.status,
    version: procedure.version,
    planYear: procedure.planYear,
    wanted: {
      type: procedure.wantedType,
      cause: procedure.wantedCause,
      otherCauses: procedure.wantedOtherCauses,
      standard: procedure.wantedStandard,
    },
    basis: procedure.basis && { code: procedure.basis, text: procedure.basisText ?? '' },
    rejectReason: procedure.rejectReason,
    household: householdFrom(ctx, procedure.household),
    record: procedure.steps.map((step) => ({
      no: step.stepNo,
      step: step.step,
      on: dayFrom(step.stepOn),
      by: step.actorName,
      to: step.toStatus,
      record: shownRecord(step.record as Record<string, unknown>, seesTexts),
    })),
    way: ended ? [] : wayFrom(procedure.kind, procedure.status).map(({ step, needs }) => ({ step, needs })),
    conditions,
    monitoring: await getMonitoringSide(ctx, procedure),
    verdict: verdictOf(procedure.kind, conditions),
    runsUntil: runs ? mayGoOnFrom : null,
    steps: steps.map(({ step }) => step),
    photos: steps.some(({ step }) => step === 'appraise') ? await listAppraisalPhotos(ctx, procedure) : [],
    isOwn: own.length > 0,
    papers: may(role, 'household:readFull')
      ? papersOf(
          procedure.kind,
          procedure.steps.map(({ step }) => step),
        )
      : [],
    mayPrintNotice: isPosted(procedure.status) && may(role, 'identification:verify'),
    mayReject:
      stepFrom(procedure.kind, procedure.status, 'reject') !== undefined &&
      may(role, 'identification:return') &&
      !isOwnWork('reject', procedure, eyes),
    reviewers: reviewersNeeded(procedure.kind, rows, procedure.regionCode, ctx.today),
    lastStepOn: dayFrom(procedure.lastStepOn),
    today: ctx.today,
  }
}

function shownRecord(record: Record<string, unknown>, seesTexts: boolean): Record<string, unknown> {
  if (seesTexts) return record
  return Object.fromEntries(Object.entries(record).filter(([key]) => !(FREE_TEXTS as readonly string[]).includes(key)))
}
