import 'server-only'
import { applyStatus, type Procedure, procedureToStep, takeStep } from '@/lib/identification/commands/step'
import { reviewersNeeded } from '@/lib/identification/rules/steps'
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
import { dateOf } from '@/lib/platform/days'
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

/** The county decides. A correction takes effect with it; an identification and an exit with their announcement. */
export const approveProcedure = defineCommand({
  name: 'identification.approve',
  permission: 'identification:approve',
  input: ApproveInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'approve')
    const { on, document, opinion } = input
    await takeStep(ctx, procedure, step, {
      on,
      record: { document, opinion },
      data: { approvedBy: ctx.actor.userId },
    })
    await takeEffect(ctx, procedure, 'approve', on)
    return { procedureId: procedure.id }
  },
})

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

async function takeEffect(
  ctx: Ctx,
  procedure: Procedure,
  step: 'approve' | 'announce' | 'register',
  on: string,
): Promise<void> {
  switch (`${procedure.kind} ${step}`) {
    case 'IDENTIFICATION register':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'NOT_EXITED',
        householdType: procedure.wantedType ?? undefined,
        mainCause: procedure.wantedCause,
        otherCauses: procedure.wantedOtherCauses,
        identificationStandard: procedure.wantedStandard,
        identifiedOn: dateOf(on),
        exitYear: null,
      })
    case 'EXIT announce':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'EXITED',
        exitYear: procedure.planYear,
        notExitedReason: null,
      })
    case 'RELAPSE approve':
      return applyStatus(ctx, procedure, on, { povertyStatus: 'RELAPSED', relapsedOn: dateOf(on) })
    case 'EXIT_REVOKED approve':
      return applyStatus(ctx, procedure, on, { povertyStatus: 'NOT_EXITED', exitYear: null })
    case 'IDENTIFICATION_REVOKED approve':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'NEVER_POOR',
        householdType: 'GENERAL_RURAL',
        identifiedOn: null,
        exitYear: null,
        mainCause: null,
        otherCauses: [],
        identificationStandard: null,
        notExitedReason: null,
      })
  }
}

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

/** Ends a procedure without effect. A household that was on an exit list is what it was before. */
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
    const { kind, wasStatus } = procedure
    if (kind === 'EXIT') {
      await applyStatus(ctx, procedure, on, { povertyStatus: wasStatus === 'EXIT_PLANNED' ? 'NOT_EXITED' : wasStatus })
    }
    return { procedureId: procedure.id }
  },
})
