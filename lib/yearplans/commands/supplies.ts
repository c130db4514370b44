import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { findPlan } from '@/lib/yearplans/commands/plan'
import { ReportSupplyInput } from '@/lib/yearplans/schema/supplies'

/** Records what a village needs and has of a supply as of a day (春耕农资摸底); the gap is computed. Errors: NotFoundError, DomainError. */
export const reportSupply = defineCommand({
  name: 'villagePlan.supply',
  permission: 'villagePlan:keep',
  input: ReportSupplyInput,
  async run(ctx, { planId, asOf, recordedAt: _, ...row }): Promise<{ planId: string }> {
    const { countyCode, regionCode, year } = await findPlan(ctx, planId)
    if (asOf > ctx.today) throw new DomainError('input.inTheFuture', {}, 'asOf')
    if (!asOf.startsWith(String(year))) throw new DomainError('yearplans.withinTheYear', { year: String(year) }, 'asOf')
    await ctx.db.villageSupply.create({
      data: {
        countyCode,
        regionCode,
        planId,
        ...row,
        asOf: dateOf(asOf),
        recordedBy: ctx.actor.userId,
        recordedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    return { planId }
  },
})
