import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { dayOfIts, enterpriseOf, keyOf } from '@/lib/resumption/commands/held'
import { VisitInput, WithdrawVisitInput } from '@/lib/resumption/schema'

/** 包联领导走访 · Records a leader's visit: how many problems were raised, and how many he solved. Errors: NotFoundError, DomainError. */
export const visitEnterprise = defineCommand({
  name: 'enterprise.visit',
  permission: 'enterprise:serve',
  input: VisitInput,
  async run(ctx, { id, enterpriseId, on, ...said }): Promise<{ enterpriseId: string }> {
    const held = await enterpriseOf(ctx, enterpriseId)
    dayOfIts(ctx, held, on, 'on')
    await ctx.db.enterpriseVisit.create({
      data: {
        ...keyOf(held),
        id,
        ...said,
        visitedOn: dateOf(on),
        recordedBy: ctx.actor.userId,
        recordedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    return { enterpriseId }
  },
})

/** Takes back a visit that was recorded wrongly; it is no longer counted, and stays. Errors: NotFoundError, DomainError. */
export const withdrawVisit = defineCommand({
  name: 'enterprise.withdrawVisit',
  permission: 'enterprise:serve',
  input: WithdrawVisitInput,
  async run(ctx, { visitId, reason }): Promise<{ enterpriseId: string }> {
    const where = { ...countyOfScope(ctx.actor.scope), id: visitId }
    const visit = await ctx.db.enterpriseVisit.findFirst({ where, select: { enterpriseId: true } })
    if (!visit) throw new NotFoundError()
    const { count } = await ctx.db.enterpriseVisit.updateMany({
      where: { ...where, withdrawnOn: null },
      data: { withdrawnOn: dateOf(ctx.today), withdrawnReason: reason },
    })
    if (count !== 1) throw new DomainError('resumption.withdrawnAlready')
    return visit
  },
})
