import 'server-only'
import { supportCase } from '@/lib/monitoring/commands/support-case'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { beneficiaryOf } from '@/lib/support/commands/beneficiary'
import { SavePlanInput } from '@/lib/support/schema'

/**
 * Makes or changes the plan of a household (一户一策): its aims, who helps, the day it was agreed and who signed, and which measures belong
 * to it. One plan a year, of a monitored household one per case and year. Version 0 makes a new one. Errors: NotFoundError, DomainError.
 */
export const savePlan = defineCommand({
  name: 'support.plan',
  permission: 'support:plan',
  input: SavePlanInput,
  async run(ctx, { id, version, householdId, year, aims, helper, agreedOn, signer, measures }) {
    if (agreedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'agreedOn')
    const { countyCode, regionCode, caseId } = await beneficiaryOf(ctx, householdId)
    const told = { aims, helper, agreedOn: dateOf(agreedOn), signer }
    if (version === 0) {
      const held = await ctx.db.supportPlan.findFirst({
        where: { countyCode, householdId, year, caseId },
        select: { id: true },
      })
      if (held) throw new DomainError('support.planThere', { year: String(year) }, 'year')
      await ctx.db.supportPlan.create({
        data: {
          countyCode,
          id,
          regionCode,
          householdId,
          year,
          caseId,
          ...told,
          madeBy: ctx.actor.userId,
          madeByName: ctx.actor.name,
          madeAt: ctx.now,
        },
        select: { id: true },
      })
      if (caseId) await supportCase(ctx, { countyCode, caseId })
    } else {
      const { count } = await ctx.db.supportPlan.updateMany({
        where: { countyCode, id, householdId, version },
        data: { ...told, version: { increment: 1 } },
      })
      if (count !== 1) throw new DomainError('support.changed')
    }
    const open = {
      countyCode,
      householdId,
      status: { in: ['PLANNED' as const, 'IN_PROGRESS' as const, 'DELIVERED' as const] },
    }
    await ctx.db.supportMeasure.updateMany({
      where: { ...open, planId: id, id: { notIn: measures } },
      data: { planId: null, version: { increment: 1 } },
    })
    await ctx.db.supportMeasure.updateMany({
      where: { ...open, planId: null, id: { in: measures } },
      data: { planId: id, version: { increment: 1 } },
    })
    return { householdId, planId: id }
  },
})
