import 'server-only'
import { openedWith, takeEffect, undoEffect } from '@/lib/identification/commands/effects'
import { type Procedure, procedureToStep, takeStep } from '@/lib/identification/commands/step'
import { getConditions } from '@/lib/identification/queries/conditions'
import { verdictOf } from '@/lib/identification/rules/conditions'
import { lateDays, reviewersNeeded } from '@/lib/identification/rules/steps'
import {
  AnnounceInput,
  ApproveInput,
  RegisterInput,
  RejectInput,
  ReturnInput,
  ReviewInput,
} from '@/lib/identification/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'

/** The township reviews; an exit is checked again by at least three. */
export const reviewProcedure = defineCommand({
  name: 'identification.review',
  permission: 'identification:review',
  input: ReviewInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'review')
    const { on, reviewers, opinion } = input
    const least = reviewersNeeded(
      procedure.kind,
      await listParameterRows(ctx, ['exit.reviewers']),
      procedure.regionCode,
      on,
    )
    if (reviewers.length < least) throw new DomainError('identification.peopleNeeded', { n: least }, 'reviewers')
    await takeStep(ctx, procedure, step, {
      on,
      record: { reviewers, opinion },
      data: { reviewedBy: ctx.actor.userId },
    })
    return { procedureId: procedure.id }
  },
})

/** The county decides. A correction, monitoring and its removal take effect with it; an identification and an exit with their announcement. */
export const approveProcedure = defineCommand({
  name: 'identification.approve',
  permission: 'identification:approve',
  input: ApproveInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'approve')
    const { on, document, opinion } = input
    const late = lateDays(procedure.identifyBy && dayFrom(procedure.identifyBy), on)
    if (late > 0 && input.lateReason === '')
      throw new DomainError('identification.lateNeeded', { n: late }, 'lateReason')
    await refuseConditionsGone(ctx, procedure, on)
    const opened = await openedWith(ctx, procedure, on)
    await takeStep(ctx, procedure, step, {
      on,
      record: { document, opinion, ...(late > 0 ? { late, lateReason: input.lateReason } : {}) },
      data: { approvedBy: ctx.actor.userId, ...opened },
    })
    await takeEffect(ctx, { ...procedure, ...opened }, 'approve', on)
    return { procedureId: procedure.id }
  },
})

/** What ends a household's support must still hold on the day that the county decides it, not only on that of the home check. */
async function refuseConditionsGone(ctx: Ctx, procedure: Procedure, on: string): Promise<void> {
  const { kind } = procedure
  if (kind !== 'RISK_REMOVAL' && kind !== 'EXIT') return
  if (verdictOf(kind, await getConditions(ctx, procedure, on)) === 'NO')
    throw new DomainError('identification.conditionsGone')
}

/** The county's announcement. With it an exit takes effect. */
export const announceProcedure = defineCommand({
  name: 'identification.announce',
  permission: 'identification:approve',
  input: AnnounceInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'announce')
    const { on, place, document } = input
    await takeStep(ctx, procedure, step, { on, record: { place, document } })
    await takeEffect(ctx, procedure, 'announce', on)
    return { procedureId: procedure.id }
  },
})

/** The household enters the register and is given its handbook (扶贫手册). */
export const registerProcedure = defineCommand({
  name: 'identification.register',
  permission: 'identification:review',
  input: RegisterInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'register')
    const { on, handbookNo } = input
    await takeStep(ctx, procedure, step, { on, record: { handbookNo } })
    await takeEffect(ctx, procedure, 'register', on)
    return { procedureId: procedure.id }
  },
})

/** Sends a procedure back to its beginning, with the reason; the same procedure goes on from there. */
export const returnProcedure = defineCommand({
  name: 'identification.return',
  permission: 'identification:return',
  input: ReturnInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'return')
    const { on, reason } = input
    await takeStep(ctx, procedure, step, {
      on,
      record: { reason },
      data: { verifiedBy: null, reviewedBy: null },
    })
    return { procedureId: procedure.id }
  },
})

/** Ends a procedure without effect: who was on an exit list is what he was before, a clue is dismissed, a case is supported on. */
export const rejectProcedure = defineCommand({
  name: 'identification.reject',
  permission: 'identification:return',
  input: RejectInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'reject')
    const { on, reason, note } = input
    await takeStep(ctx, procedure, step, {
      on,
      record: { reason, note },
      data: { rejectReason: reason, rejectNote: note },
    })
    await undoEffect(ctx, procedure, on, note)
    return { procedureId: procedure.id }
  },
})
