import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { viewOf } from '@/lib/households/rules/views'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { shownName } from '@/lib/monitoring/queries/names'
import { eyesOf } from '@/lib/platform/actor'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { isAside, STEPS, wayFrom } from '@/lib/relief/lifecycle'
import { lastFourOf } from '@/lib/relief/queries/account'
import { costsOf, dayOrNull, eventCosts, getPolicy } from '@/lib/relief/queries/costs'
import { shownCause } from '@/lib/relief/queries/event'
import { deciderOf, grantsOf, townshipLimitFen } from '@/lib/relief/rules/amounts'
import { ownEyes } from '@/lib/relief/rules/own-eyes'
import { openFen, staircaseOf } from '@/lib/relief/rules/staircase'
import type { Decider, Manner, ReliefStatus, ReliefStep } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

/** Steps whose record may tell about somebody's circumstances; distant readers see that they were taken, not what was written. */
const FREE_TEXTS = ['opinion', 'content', 'note', 'reason', 'judgement'] as const

export type ApplicationView = Awaited<ReturnType<typeof getApplication>>

/** An application with its record, its way ahead, and the steps the actor may take now. Errors: NotFoundError. */
export async function getApplication(ctx: Ctx, id: string) {
  if (!isUuid(id)) throw new NotFoundError()
  const found = await ctx.db.reliefApplication.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    include: {
      event: { select: { ...eventCosts, id: true, eventNo: true, household: { select: householdShown } } },
      steps: { orderBy: { stepNo: 'asc' } },
      measure: { select: { id: true, status: true } },
    },
  })
  if (!found) throw new NotFoundError()
  const { role } = ctx.actor
  const eyes = eyesOf(ctx.actor)
  const [line, status] = [found.line as AppliedLine, found.status as ReliefStatus]
  const policy = await getPolicy(ctx, found.regionCode, ctx.today)
  const claimed = Number(found.claimedFen)
  const decider = (found.level as Decider | null) ?? deciderOf(line, claimed, policy)
  const runsUntil = dayOrNull(found.mayGoOnFrom)
  const running = runsUntil !== null && runsUntil > ctx.today
  const allowed = STEPS[line]
    .filter(({ from, needs }) => from.includes(status) && may(role, needs))
    .map(({ step }) => step)
  const own = allowed.filter((step) => ownEyes(eyes, found, step))
  const inPost =
    found.manner === 'POST' && found.disbursedOn !== null && found.postEndedOn === null && status !== 'REVOKED'
  const steps: ReliefStep[] = allowed.filter(
    (step) => !own.includes(step) && !(step === 'approve' && (running || !decides(role, line, decider))),
  )
  if (inPost && may(role, 'relief:review')) steps.push('reviewPost')
  const seesHealth = may(role, 'health:read')
  const costs = costsOf(found.event)
  return {
    id: found.id,
    no: found.applicationNo,
    line,
    status,
    version: found.version,
    reading: { householdId: found.householdId, regionCode: found.regionCode },
    manner: found.manner as Manner,
    applicant: shownName(ctx, found.applicantName),
    claimedFen: claimed,
    grantedFen: found.grantedFen === null ? null : Number(found.grantedFen),
    recoveredFen: found.recoveredFen === null ? null : Number(found.recoveredFen),
    goods: found.goods,
    postTitle: found.postTitle,
    postReviewOn: dayOrNull(found.postReviewOn),
    postEndedOn: dayOrNull(found.postEndedOn),
    decider,
    isDecided: found.level !== null,
    last4: viewOf(role).bankAccount === 'HIDDEN' ? null : found.paidLast4,
    isPaid: found.disbursedOn !== null,
    measure: found.measure,
    lastStepOn: dayFrom(found.lastStepOn),
    runsUntil: running ? runsUntil : null,
    event: {
      id: found.event.id,
      no: found.event.eventNo,
      cause: shownCause(ctx, found.event.cause),
      happenedOn: dayFrom(found.event.happenedOn),
    },
    household: householdFrom(ctx, found.event.household),
    staircase: staircaseOf(costs),
    openFen: openFen(costs),
    limitFen: townshipLimitFen(policy),
    grants: grantsOf(policy),
    steps,
    own: own.find((step) => !isAside(step)) ?? null,
    way: wayFrom(line, status),
    record: found.steps.map((step) => {
      const record = step.record as Record<string, unknown>
      const told = seesHealth
        ? record
        : Object.fromEntries(Object.entries(record).filter(([key]) => !(FREE_TEXTS as readonly string[]).includes(key)))
      return {
        no: step.stepNo,
        step: step.step as ReliefStep,
        on: dayFrom(step.stepOn),
        by: step.actorName,
        record: told,
      }
    }),
    today: ctx.today,
  }
}

/** Line 3 up to its limit, and line 6, are the township's; whatever is claimed, the township may grant less. */
function decides(role: string, line: AppliedLine, decider: Decider): boolean {
  if (line === 3 && role === 'TOWNSHIP') return true
  return (role === 'TOWNSHIP' ? 'TOWNSHIP' : 'COUNTY') === decider
}

export type ReliefPaperView = Awaited<ReturnType<typeof getReliefPaper>>

/** An application for paper, with what the form asks of the household; that it was printed is written down. Errors: NotFoundError. */
export async function getReliefPaper(ctx: Ctx, id: string) {
  const application = await getApplication(ctx, id)
  const found = await ctx.db.household.findFirstOrThrow({
    where: { ...countyOfScope(ctx.actor.scope), id: application.household.id },
    select: {
      id: true,
      regionCode: true,
      householdType: true,
      perCapitaIncomeFen: true,
      incomeYear: true,
      address: true,
      groupName: true,
      bankAccountEnc: true,
    },
  })
  const serial = await logAccess(ctx, {
    kind: 'PRINT',
    householdId: found.id,
    regionCode: found.regionCode,
    field: 'relief.application',
  })
  const view = viewOf(ctx.actor.role)
  const account =
    application.last4 ?? (view.bankAccount === 'HIDDEN' ? null : lastFourOf(found.id, found.bankAccountEnc))
  const costs = application.staircase
  return {
    application,
    type: found.householdType,
    incomeFen: found.perCapitaIncomeFen === null ? null : Number(found.perCapitaIncomeFen),
    incomeYear: found.incomeYear,
    address: view.address ? found.address || found.groupName : '',
    account,
    settledFen: costs.totalFen - costs.selfPaidFen,
    othersFen: othersOf(application),
    printed: {
      by: ctx.actor.name,
      unit: ctx.actor.unit || ctx.actor.regionName,
      at: ctx.now,
      serial: serial.slice(0, 8),
    },
  }
}

function othersOf({ staircase, line }: ApplicationView): number {
  return staircase.stairs
    .filter((stair) => stair.line !== 1 && stair.line !== line)
    .reduce((sum, stair) => sum + stair.paidFen + stair.dueFen, 0)
}

/** The application whose payout a measure is, and what was recovered of it; null where it was recorded by hand. */
export async function getPayoutOf(ctx: Ctx, measureId: string) {
  const found = await ctx.db.reliefApplication.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), measureId },
    select: { id: true, applicationNo: true, line: true, status: true, recoveredFen: true },
  })
  return (
    found && {
      id: found.id,
      no: found.applicationNo,
      line: found.line as AppliedLine,
      recoveredFen: found.status === 'REVOKED' ? Number(found.recoveredFen ?? 0) : null,
    }
  )
}
