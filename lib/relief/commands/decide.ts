import 'server-only'
import { yuanText } from '@/lib/households/rules/money-text'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { postRecovery } from '@/lib/relief/commands/entries'
import { takeMeasureBack } from '@/lib/relief/commands/measure'
import { type Application, applicationToStep, takeStep } from '@/lib/relief/commands/step'
import { costsOf, getFacts, getPolicy } from '@/lib/relief/queries/costs'
import { deciderOf, grantsOf, isGrant, type Policy, postReviewOn, townshipLimitFen } from '@/lib/relief/rules/amounts'
import { judgeLine } from '@/lib/relief/rules/eligibility'
import { grantedFen, openFen, staircaseOf } from '@/lib/relief/rules/staircase'
import { ApproveInput, type Decider, RejectInput, ReturnInput, RevokeInput } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

/** Decides what is granted: by the level that may decide the amount, never more than was claimed and than is left to pay. */
export const approveRelief = defineCommand({
  name: 'relief.approve',
  permission: 'relief:approve',
  input: ApproveInput,
  async run(ctx, input) {
    const { application, line, step } = await applicationToStep(ctx, input, 'approve')
    const { on, document, opinion } = input
    const policy = await getPolicy(ctx, application.regionCode, on)
    const granted = application.manner === 'POST' ? 0 : (input.grantedYuan ?? Number(application.claimedFen))
    const level = deciderOf(line, granted, policy)
    refuseLevel(ctx, line, level, policy)
    if (application.manner !== 'POST') refuseAmount(application, line, granted, policy)
    const judgement = judgeLine(line, await getFacts(ctx, application, application.event), policy)
    if (judgement.verdict === 'NO') throw new DomainError(line === 6 ? 'relief.othersFirst' : 'relief.notEligible')
    await takeStep(ctx, application, {
      on,
      name: 'approve',
      to: step.to,
      record: { document, opinion, grantedFen: granted, level },
      data: {
        grantedFen: granted,
        level,
        approvedBy: ctx.actor.userId,
        approvedOn: dateOf(on),
        ...(application.manner === 'POST' ? { postReviewOn: dateOf(postReviewOn(policy)) } : {}),
      },
    })
    return { applicationId: application.id }
  },
})

function refuseLevel(ctx: Ctx, line: AppliedLine, level: Decider, policy: Policy): void {
  const mine: Decider = ctx.actor.role === 'TOWNSHIP' ? 'TOWNSHIP' : 'COUNTY'
  if (level === mine) return
  if (line === 3)
    throw new DomainError(
      level === 'COUNTY' ? 'relief.countyDecides' : 'relief.townshipDecides',
      { limit: yuanText(townshipLimitFen(policy)) },
      'grantedYuan',
    )
  throw new DomainError(level === 'COUNTY' ? 'relief.lineOfCounty' : 'relief.lineOfTownship')
}

function refuseAmount(application: Application, line: AppliedLine, granted: number, policy: Policy): void {
  if (granted <= 0) throw new DomainError('relief.notAnAmount', {}, 'grantedYuan')
  if (granted > Number(application.claimedFen))
    throw new DomainError('relief.aboveClaim', { claimed: yuanText(Number(application.claimedFen)) }, 'grantedYuan')
  if (line === 6) {
    if (!isGrant(granted, policy))
      throw new DomainError('relief.notAGrant', { grants: grantsOf(policy).map(yuanText).join(' / ') }, 'grantedYuan')
    return
  }
  refuseBeyondCost(application, granted)
}

/** Lines 2, 3 and 4 together never grant more than the household really pays itself; the sums are said. */
function refuseBeyondCost({ event }: Application, granted: number): void {
  const costs = costsOf(event)
  if (granted <= openFen(costs)) return
  throw new DomainError(
    'relief.beyondCost',
    {
      sum: yuanText(grantedFen(costs) + granted),
      others: yuanText(grantedFen(costs)),
      cost: yuanText(staircaseOf(costs).selfPaidFen),
    },
    'grantedYuan',
  )
}

export const rejectRelief = defineCommand({
  name: 'relief.reject',
  permission: 'relief:return',
  input: RejectInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'reject')
    const { on, reason, note } = input
    await takeStep(ctx, application, {
      on,
      name: 'reject',
      to: step.to,
      record: { reason, note },
      data: { rejectReason: reason },
    })
    return { applicationId: application.id }
  },
})

/** Back to the draft, with a reason; it begins again from there. */
export const returnRelief = defineCommand({
  name: 'relief.return',
  permission: 'relief:return',
  input: ReturnInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'return')
    await takeStep(ctx, application, {
      on: input.on,
      name: 'return',
      to: step.to,
      record: { reason: input.reason },
      data: { appliedBy: null, appliedOn: null, reviewedBy: null },
    })
    return { applicationId: application.id }
  },
})

/** Takes a decision back. What was paid is recovered, all of it or part, goes back to its fund, and its measure with it. */
export const revokeRelief = defineCommand({
  name: 'relief.revoke',
  permission: 'relief:revoke',
  input: RevokeInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'revoke')
    const { on, reason, document } = input
    const recovered = application.disbursedOn ? (input.recoveredYuan ?? 0) : 0
    if (!application.disbursedOn && input.recoveredYuan)
      throw new DomainError('relief.nothingToRecover', {}, 'recoveredYuan')
    const granted = Number(application.grantedFen)
    if (recovered > granted)
      throw new DomainError('relief.aboveGranted', { granted: yuanText(granted) }, 'recoveredYuan')
    if (recovered > 0) await postRecovery(ctx, application, recovered, { on, document })
    const measure = await takeMeasureBack(ctx, application, { on, reason, recovered })
    await takeStep(ctx, application, {
      on,
      name: 'revoke',
      to: step.to,
      record: { reason, document, recoveredFen: recovered, ...(measure ? { measure } : {}) },
      data: { recoveredFen: recovered },
    })
    return { applicationId: application.id }
  },
})
