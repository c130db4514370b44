import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { addDays, dateOf } from '@/lib/platform/days'
import { applicationToStep, takeStep } from '@/lib/relief/commands/step'
import { getPolicy } from '@/lib/relief/queries/costs'
import { settingOf } from '@/lib/relief/rules/amounts'
import { AcceptInput, ObjectInput, PublishInput, ReviewInput } from '@/lib/relief/schema/applications'

/** The application is accepted (受理). */
export const acceptRelief = defineCommand({
  name: 'relief.accept',
  permission: 'relief:review',
  input: AcceptInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'accept')
    const { on, document } = input
    await takeStep(ctx, application, { on, name: 'accept', to: step.to, record: { document } })
    return { applicationId: application.id }
  },
})

/** The household is looked at at home and the village appraises (审核、评议). */
export const reviewRelief = defineCommand({
  name: 'relief.review',
  permission: 'relief:review',
  input: ReviewInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'review')
    const { on, officers, opinion, document } = input
    await takeStep(ctx, application, {
      on,
      name: 'review',
      to: step.to,
      record: { officers, opinion, document },
      data: { reviewedBy: ctx.actor.userId },
    })
    return { applicationId: application.id }
  },
})

/** Publicity in the village for its full days (公示); lines 4 and 6 only. */
export const publishRelief = defineCommand({
  name: 'relief.publish',
  permission: 'relief:review',
  input: PublishInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'publish')
    const { on, place, phone } = input
    const days = settingOf(await getPolicy(ctx, application.regionCode, on), 'deadline.publicityDays')
    const over = addDays(on, days + 1)
    await takeStep(ctx, application, {
      on,
      name: 'publish',
      to: step.to,
      record: { place, phone, days, over },
      data: { mayGoOnFrom: dateOf(over) },
    })
    return { applicationId: application.id, over }
  },
})

/** An objection leads back to the review. */
export const objectToRelief = defineCommand({
  name: 'relief.object',
  permission: 'relief:review',
  input: ObjectInput,
  async run(ctx, input) {
    const { application, step } = await applicationToStep(ctx, input, 'object')
    const { on, from, content } = input
    await takeStep(ctx, application, {
      on,
      name: 'object',
      to: step.to,
      record: { from, content },
      data: { reviewedBy: null },
    })
    return { applicationId: application.id }
  },
})
