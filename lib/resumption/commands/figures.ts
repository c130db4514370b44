import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { dayOfIts, enterpriseOf, keyOf } from '@/lib/resumption/commands/held'
import { ReportInput } from '@/lib/resumption/schema'

/**
 * Reports the figures of a day, or corrects those that were seen by a later edition with its reason. Errors: NotFoundError, DomainError for a day
 * that is none of the enterprise's and for figures that somebody else reported meanwhile.
 */
export const reportFigures = defineCommand({
  name: 'enterprise.report',
  permission: 'enterprise:report',
  input: ReportInput,
  async run(ctx, { enterpriseId, day, edition, ...figures }): Promise<{ enterpriseId: string }> {
    const held = await enterpriseOf(ctx, enterpriseId)
    dayOfIts(ctx, held, day, 'day')
    // Two reports of one day wait for each other.
    await ctx.db.$queryRaw`
      SELECT FROM enterprise WHERE county_code = ${held.countyCode} AND id = ${enterpriseId}::uuid FOR UPDATE`
    const last = await ctx.db.enterpriseFigure.aggregate({
      where: { countyCode: held.countyCode, enterpriseId, day: dateOf(day) },
      _max: { edition: true },
    })
    if ((last._max.edition ?? 0) !== edition) throw new DomainError('resumption.reportedMeanwhile', {}, 'day')
    await ctx.db.enterpriseFigure.create({
      data: {
        ...keyOf(held),
        ...figures,
        day: dateOf(day),
        edition: edition + 1,
        reason: edition === 0 ? '' : figures.reason,
        reportedBy: ctx.actor.userId,
        reportedByName: ctx.actor.name,
        reportedAt: ctx.now,
      },
      select: { edition: true },
    })
    return { enterpriseId }
  },
})
