import 'server-only'
import { yuanText } from '@/lib/households/rules/money-text'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { lockedEvent } from '@/lib/relief/commands/event'
import { applicationToStep, keepStep, takeStep } from '@/lib/relief/commands/step'
import { SETTLED } from '@/lib/relief/lifecycle'
import { costsOf, type EventCosts, getFacts, getPolicy } from '@/lib/relief/queries/costs'
import { grantsOf, isGrant } from '@/lib/relief/rules/amounts'
import { judgeLine } from '@/lib/relief/rules/eligibility'
import { openFen } from '@/lib/relief/rules/staircase'
import { ApplyInput, DraftInput, type Manner, WithdrawInput } from '@/lib/relief/schema/applications'
import type { AppliedLine } from '@/lib/relief/schema/lines'

type Claimed = { manner: Manner; claimedYuan: number | null; goods: string; postTitle: string; applicantName: string }

const claimData = ({ manner, claimedYuan, goods, postTitle, applicantName }: Claimed) => ({
  manner,
  claimedFen: claimedYuan ?? 0,
  goods: manner === 'GOODS' ? goods : '',
  postTitle: manner === 'POST' ? postTitle : '',
  applicantName,
})

/** Drafts an application to a line for an event. One open application a line and event. */
export const draftRelief = defineCommand({
  name: 'relief.draft',
  permission: 'relief:apply',
  input: DraftInput,
  async run(ctx, { id, eventId, line, on, ...claim }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const event = await lockedEvent(ctx, eventId)
    const { countyCode, regionCode, householdId } = event
    const open = await ctx.db.reliefApplication.findFirst({
      where: { countyCode, eventId, line, status: { notIn: [...SETTLED] } },
      select: { applicationNo: true },
    })
    if (open) throw new DomainError('relief.openAlready', { no: open.applicationNo })
    await refuseClaim(ctx, { countyCode, householdId, regionCode }, event, line, claim, on)
    const applicationNo = await nextNumber(ctx, countyCode, 'JZ')
    await ctx.db.reliefApplication.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        eventId,
        applicationNo,
        line,
        status: 'DRAFT',
        ...claimData(claim),
        draftedBy: ctx.actor.userId,
        lastStepOn: dateOf(on),
      },
      select: { id: true },
    })
    const place = { countyCode, applicationId: id, regionCode, householdId }
    await keepStep(ctx, place, 1, { on, name: 'draft', to: 'DRAFT', record: {} })
    return { applicationId: id, applicationNo }
  },
})

type Place = { countyCode: string; householdId: string; regionCode: string }

/** A claim beyond what is left to pay, or an amount that line 6 does not know, is refused where it is typed. */
async function refuseClaim(
  ctx: Ctx,
  { regionCode }: Place,
  event: EventCosts,
  line: AppliedLine,
  { manner, claimedYuan }: Claimed,
  on: string,
): Promise<void> {
  const claimed = claimedYuan ?? 0
  if (line === 6) {
    const policy = await getPolicy(ctx, regionCode, on)
    if (manner === 'CASH' && !isGrant(claimed, policy))
      throw new DomainError('relief.notAGrant', { grants: grantsOf(policy).map(yuanText).join(' / ') }, 'claimedYuan')
    return
  }
  const left = openFen(costsOf(event))
  if (claimed > left) throw new DomainError('relief.aboveLeft', { left: yuanText(left) }, 'claimedYuan')
}

/** The household applies: what is claimed may still be corrected here. Refused where a condition of the line is not met. */
export const applyRelief = defineCommand({
  name: 'relief.apply',
  permission: 'relief:apply',
  input: ApplyInput,
  async run(ctx, input) {
    const { application, line, step } = await applicationToStep(ctx, input, 'apply')
    const { on, document, applicantName, manner, claimedYuan, goods, postTitle } = input
    const claim = { manner, claimedYuan, goods, postTitle, applicantName }
    if (manner === 'POST' && line !== 6) throw new DomainError('relief.postLine', {}, 'manner')
    if (manner === 'GOODS' && line !== 3) throw new DomainError('relief.goodsLine', {}, 'manner')
    await refuseClaim(ctx, application, application.event, line, claim, on)
    const policy = await getPolicy(ctx, application.regionCode, on)
    const judgement = judgeLine(line, await getFacts(ctx, application, application.event), policy)
    if (judgement.verdict === 'NO') throw new DomainError(line === 6 ? 'relief.othersFirst' : 'relief.notEligible')
    await takeStep(ctx, application, {
      on,
      name: 'apply',
      to: step.to,
      record: { document, claimedFen: claimedYuan ?? 0, judgement: JSON.parse(JSON.stringify(judgement)) },
      data: { ...claimData(claim), appliedBy: ctx.actor.userId, appliedOn: dateOf(on) },
    })
    return { applicationId: application.id }
  },
})

/** The household takes its application back before it is accepted. */
export const withdrawRelief = defineCommand({
  name: 'relief.withdraw',
  permission: 'relief:apply',
  input: WithdrawInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'withdraw')
    await takeStep(ctx, application, {
      on: input.on,
      name: 'withdraw',
      to: step.to,
      record: { reason: input.reason },
      data: { rejectReason: 'WITHDRAWN' },
    })
    return { applicationId: application.id }
  },
})
