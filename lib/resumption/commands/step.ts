import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { change, enterpriseToChange } from '@/lib/resumption/commands/held'
import { stepFault, stepFrom } from '@/lib/resumption/lifecycle'
import { isOnSite } from '@/lib/resumption/rules/settings'
import { ApplyInput, CheckInput, MoveInput, type ResumptionStep } from '@/lib/resumption/schema'

type Wish = { enterpriseId: string; version: number; on: string; note: string }

/**
 * Takes one step of the way; the database writes it down with whoever asks. Errors: NotFoundError, and DomainError for a changed enterprise, a step
 * out of turn, a day out of order, and a check by who applied.
 */
async function take(ctx: Ctx, name: ResumptionStep, { enterpriseId, version, on, note }: Wish) {
  const held = await enterpriseToChange(ctx, enterpriseId, version)
  const step = stepFrom(held.status, name)
  if (!step) throw new DomainError('resumption.notNow')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(held.lastStepOn)
  if (on < last) throw new DomainError('resumption.beforeLast', { day: last }, 'on')
  const rows = await listParameterRows(ctx, ['resumption.onSiteCheck'])
  const fault = stepFault(name, { ...held, onSite: isOnSite(rows, held.regionCode, on) }, ctx.actor)
  if (fault) throw new DomainError(fault)
  await change(ctx, held, {
    status: step.to,
    stepNo: held.stepNo + 1,
    lastStep: name,
    lastNote: note,
    lastStepOn: dateOf(on),
  })
  return { enterpriseId }
}

/** Applies for resuming. Errors: as `take`. */
export const applyResumption = defineCommand({
  name: 'enterprise.apply',
  permission: 'enterprise:keep',
  input: ApplyInput,
  run: (ctx, input) => take(ctx, 'apply', input),
})

/** The county checks on site (or approves, where it goes level by level), or returns the application. Errors: as `take`. */
export const checkResumption = defineCommand({
  name: 'enterprise.check',
  permission: 'enterprise:check',
  input: CheckInput,
  run: (ctx, { step, ...input }) => take(ctx, step, input),
})

/** The township's review, and what happens after the check: resumed, at full capacity, suspended, resumed again. Errors: as `take`. */
export const moveResumption = defineCommand({
  name: 'enterprise.move',
  permission: 'enterprise:keep',
  input: MoveInput,
  run: (ctx, { step, ...input }) => take(ctx, step, input),
})
