import 'server-only'
import { openLoan } from '@/lib/loans/commands/loan'
import { getLatestDue } from '@/lib/loans/queries/policy'
import { AskExtensionInput, DecideExtensionInput } from '@/lib/loans/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/**
 * Asks for a later due day of an open loan (申请展期), with the hardship that is the reason, no later than the policy allows; one request at a
 * time. Errors: NotFoundError, DomainError beside the field.
 */
export const askExtension = defineCommand({
  name: 'loan.askExtension',
  permission: 'loan:keep',
  input: AskExtensionInput,
  async run(ctx, { id, loanId, askedOn, hardship, note, newDueOn, recordedAt: _ }): Promise<{ loanId: string }> {
    const loan = await openLoan(ctx, loanId)
    const { countyCode, regionCode, householdId } = loan
    const [lentOn, firstDueOn, dueOn] = [loan.lentOn, loan.firstDueOn, loan.dueOn].map(dayFrom) as [
      string,
      string,
      string,
    ]
    if (askedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'askedOn')
    if (askedOn < lentOn) throw new DomainError('loans.beforeLent', { day: lentOn }, 'askedOn')
    if (newDueOn <= dueOn) throw new DomainError('loans.notLater', { day: dueOn }, 'newDueOn')
    const latest = await getLatestDue(ctx, { regionCode, firstDueOn, askedOn })
    if (latest !== null && newDueOn > latest) throw new DomainError('loans.tooLate', { day: latest }, 'newDueOn')
    const undecided = await ctx.db.loanExtension.findFirst({
      where: { countyCode, loanId, decision: null },
      select: { id: true },
    })
    if (undecided) throw new DomainError('loans.askedAlready')
    await ctx.db.loanExtension.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        loanId,
        reason: hardship,
        reasonNote: note,
        askedOn: dateOf(askedOn),
        fromDueOn: loan.dueOn,
        newDueOn: dateOf(newDueOn),
        askedBy: ctx.actor.userId,
        askedByName: ctx.actor.name,
        askedAt: ctx.now,
      },
      select: { id: true },
    })
    return { loanId }
  },
})

/**
 * Grants or refuses what was asked, once, by another than who asked; granted, the loan is due on the new day. Errors: NotFoundError,
 * DomainError.
 */
export const decideExtension = defineCommand({
  name: 'loan.decideExtension',
  permission: 'loan:decide',
  input: DecideExtensionInput,
  async run(ctx, { extensionId, decision, on, note }): Promise<{ loanId: string }> {
    const asked = await ctx.db.loanExtension.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: extensionId },
    })
    if (!asked) throw new NotFoundError()
    const { countyCode, loanId } = asked
    await openLoan(ctx, loanId)
    if (asked.decision) throw new DomainError('loans.decidedAlready')
    const { userId, name, actingFor } = ctx.actor
    if ([userId, actingFor?.userId].includes(asked.askedBy)) throw new DomainError('loans.fourEyes')
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const askedOn = dayFrom(asked.askedOn)
    if (on < askedOn) throw new DomainError('loans.beforeAsked', { day: askedOn }, 'on')
    const { count } = await ctx.db.loanExtension.updateMany({
      where: { countyCode, id: extensionId, decision: null },
      data: { decision, decidedOn: dateOf(on), decisionNote: note, decidedBy: userId, decidedByName: name },
    })
    if (count !== 1) throw new DomainError('loans.decidedAlready')
    return { loanId }
  },
})
