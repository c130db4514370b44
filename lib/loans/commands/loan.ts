import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { getLoanPolicy } from '@/lib/loans/queries/policy'
import { faultOf } from '@/lib/loans/rules/limits'
import { RecordLoanInput, RepayLoanInput, WithdrawLoanInput } from '@/lib/loans/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/**
 * Records a loan to a member of a household (扶贫小额信贷) within the limits of the policy on the day it was lent. Errors: NotFoundError,
 * DomainError beside the field.
 */
export const recordLoan = defineCommand({
  name: 'loan.record',
  permission: 'loan:keep',
  input: RecordLoanInput,
  async run(ctx, { id, householdId, personId, amount, lentOn, dueOn, recordedAt: _, ...about }) {
    const { countyCode, regionCode } = await householdOf(ctx, householdId)
    const member = await ctx.db.membership.findFirst({
      where: { countyCode, householdId, personId, validTo: null },
      select: { person: { select: { birthDate: true } } },
    })
    if (!member) throw new DomainError('loans.notAMember', {}, 'personId')
    if (lentOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'lentOn')
    const terms = { amountFen: amount, lentOn, dueOn, birthDate: dayFrom(member.person.birthDate) }
    const fault = faultOf(terms, await getLoanPolicy(ctx, regionCode, lentOn))
    if (fault) throw new DomainError(fault.code, fault.params, fault.field)
    const twin = await ctx.db.microcreditLoan.findFirst({
      where: { countyCode, personId, lentOn: dateOf(lentOn), amountFen: amount, withdrawnOn: null },
      select: { recordedByName: true },
    })
    if (twin) throw new DomainError('loans.twin', { by: twin.recordedByName }, 'amount')
    const due = dateOf(dueOn)
    await ctx.db.microcreditLoan.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        personId,
        ...about,
        amountFen: amount,
        lentOn: dateOf(lentOn),
        firstDueOn: due,
        dueOn: due,
        recordedBy: ctx.actor.userId,
        recordedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    return { loanId: id }
  },
})

/** Records that a loan is repaid; it is closed for good. Errors: NotFoundError, DomainError. */
export const repayLoan = defineCommand({
  name: 'loan.repay',
  permission: 'loan:keep',
  input: RepayLoanInput,
  async run(ctx, { loanId, on, amount }): Promise<{ loanId: string }> {
    const loan = await openLoan(ctx, loanId)
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const lentOn = dayFrom(loan.lentOn)
    if (on < lentOn) throw new DomainError('loans.beforeLent', { day: lentOn }, 'on')
    if (amount < Number(loan.amountFen)) throw new DomainError('loans.belowPrincipal', {}, 'amount')
    const { userId, name } = ctx.actor
    await close(ctx, loan, { repaidOn: dateOf(on), repaidFen: amount, repaidBy: userId, repaidByName: name })
    return { loanId }
  },
})

/** Takes back a loan that was recorded by mistake, with a reason; the row stays. Errors: NotFoundError, DomainError. */
export const withdrawLoan = defineCommand({
  name: 'loan.withdraw',
  permission: 'loan:keep',
  input: WithdrawLoanInput,
  async run(ctx, { loanId, reason }): Promise<{ loanId: string }> {
    const loan = await openLoan(ctx, loanId)
    const { userId, name } = ctx.actor
    await close(ctx, loan, {
      withdrawnOn: dateOf(ctx.today),
      withdrawnReason: reason,
      withdrawnBy: userId,
      withdrawnByName: name,
    })
    return { loanId }
  },
})

async function householdOf(ctx: Ctx, id: string): Promise<{ countyCode: string; regionCode: string }> {
  const found = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id, isActive: true },
    select: { countyCode: true, regionCode: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, id))) throw new NotFoundError()
  return found
}

/** A loan within the scope that is neither repaid nor withdrawn. Errors: NotFoundError, DomainError once it is closed. */
export async function openLoan(ctx: Ctx, id: string) {
  const loan = await ctx.db.microcreditLoan.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id } })
  if (!loan) throw new NotFoundError()
  if (loan.repaidOn || loan.withdrawnOn) throw new DomainError('loans.closed')
  return loan
}

async function close(
  ctx: Ctx,
  { countyCode, id }: { countyCode: string; id: string },
  data: Parameters<Ctx['db']['microcreditLoan']['updateMany']>[0]['data'],
): Promise<void> {
  const { count } = await ctx.db.microcreditLoan.updateMany({
    where: { countyCode, id, repaidOn: null, withdrawnOn: null },
    data,
  })
  if (count !== 1) throw new DomainError('loans.closed')
}
