import 'server-only'
import { yuanText } from '@/lib/households/rules/money-text'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { followReview } from '@/lib/relief/commands/deadlines'
import { postPayout } from '@/lib/relief/commands/entries'
import { measureOfPayout } from '@/lib/relief/commands/measure'
import {
  type Application,
  applicationToStep,
  keepStep,
  lockedApplication,
  refuseDay,
  takeStep,
} from '@/lib/relief/commands/step'
import { lastFourOf } from '@/lib/relief/queries/account'
import { costsOf, getPolicy } from '@/lib/relief/queries/costs'
import { postReviewOn } from '@/lib/relief/rules/amounts'
import { grantedFen, staircaseOf } from '@/lib/relief/rules/staircase'
import { ConfirmInput, DisburseInput, ReviewPostInput } from '@/lib/relief/schema/applications'

/** Pays out what was granted, once; the entry of the fund is written with it. Who approved does not pay out. */
export const disburseRelief = defineCommand({
  name: 'relief.disburse',
  permission: 'relief:pay',
  input: DisburseInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'disburse')
    const { on, document } = input
    const granted = Number(application.grantedFen)
    refuseBeyondCost(application)
    const { last4, measureId } = await payOut(ctx, application, granted, { on, document })
    await takeStep(ctx, application, {
      on,
      name: 'disburse',
      to: step.to,
      record: { document, paidFen: granted },
      data: { disbursedBy: ctx.actor.userId, disbursedOn: dateOf(on), paidLast4: last4, measureId },
    })
    return { applicationId: application.id }
  },
})

/** The cost may have been corrected, or settled otherwise, after the decision. */
function refuseBeyondCost({ line, event }: Application): void {
  if (line === 6) return
  const costs = costsOf(event)
  const [sum, cost] = [grantedFen(costs), staircaseOf(costs).selfPaidFen]
  if (sum > cost) throw new DomainError('relief.beyondCostNow', { sum: yuanText(sum), cost: yuanText(cost) })
}

/** What follows from a payout: the entry of its fund, and the measure that it is; answers the account it went to. */
async function payOut(ctx: Ctx, application: Application, fen: number, told: { on: string; document: string }) {
  if (fen > 0) await postPayout(ctx, application, fen, told)
  const measureId = await measureOfPayout(ctx, application, fen, told.on)
  return { measureId, last4: application.manner === 'CASH' ? await lastFour(ctx, application) : null }
}

/** The last four digits of the household's account, the only ones that are kept with a payout. */
async function lastFour(ctx: Ctx, { countyCode, householdId }: Application): Promise<string | null> {
  const { bankAccountEnc } = await ctx.db.household.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: householdId } },
    select: { bankAccountEnc: true },
  })
  return lastFourOf(householdId, bankAccountEnc)
}

/** The household confirms with its signature that it received it. */
export const confirmRelief = defineCommand({
  name: 'relief.confirm',
  permission: 'relief:confirm',
  input: ConfirmInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'confirm')
    const { on, signer, document } = input
    await takeStep(ctx, application, { on, name: 'confirm', to: step.to, record: { signer, document } })
    return { applicationId: application.id }
  },
})

/** The half-yearly appraisal of a welfare post (公益岗位半年考评): it goes on, or it ends. */
export const reviewPost = defineCommand({
  name: 'relief.reviewPost',
  permission: 'relief:review',
  input: ReviewPostInput,
  async run(ctx, input) {
    const application = await lockedApplication(ctx, input.applicationId)
    if (application.version !== input.version) throw new DomainError('relief.changed')
    const inPost = application.status === 'DISBURSED' || application.status === 'CONFIRMED'
    if (application.manner !== 'POST' || !inPost || application.postEndedOn) throw new DomainError('relief.noPost')
    refuseDay(ctx, application, 'reviewPost', input.on)
    const { countyCode, id, regionCode, householdId, version, _count } = application
    const { on, result, opinion } = input
    const next = postReviewOn(await getPolicy(ctx, regionCode, on))
    await ctx.db.reliefApplication.updateMany({
      where: { countyCode, id, version },
      data: {
        ...(result === 'END' ? { postEndedOn: dateOf(on), postReviewOn: null } : { postReviewOn: dateOf(next) }),
        lastStepOn: dateOf(on),
        version: { increment: 1 },
      },
    })
    await keepStep(ctx, { countyCode, applicationId: id, regionCode, householdId }, _count.steps + 1, {
      on,
      name: 'reviewPost',
      to: application.status as 'DISBURSED',
      record: { result, opinion, ...(result === 'CONTINUE' ? { next } : {}) },
    })
    await followReview(ctx, application, on, result === 'CONTINUE' ? next : null)
    return { applicationId: id }
  },
})
