import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { dayOfIts, enterpriseOf, keyOf } from '@/lib/resumption/commands/held'
import { listOfficers } from '@/lib/resumption/queries/officers'
import { AssignOfficerInput } from '@/lib/resumption/schema'

/**
 * 首席服务官 · Names who serves an enterprise from a day on, a county leader or a head of its township; the earlier one's time ends that day.
 * Errors: NotFoundError, DomainError.
 */
export const assignOfficer = defineCommand({
  name: 'enterprise.assign',
  permission: 'enterprise:keep',
  input: AssignOfficerInput,
  async run(ctx, { id, enterpriseId, userId, on }): Promise<{ enterpriseId: string }> {
    const held = await enterpriseOf(ctx, enterpriseId)
    dayOfIts(ctx, held, on, 'on')
    const { countyCode } = held
    await ctx.db.$queryRaw`
      SELECT FROM enterprise WHERE county_code = ${countyCode} AND id = ${enterpriseId}::uuid FOR UPDATE`
    const last = await ctx.db.enterpriseOfficer.findFirst({
      where: { countyCode, enterpriseId },
      orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
    })
    const since = last && dayFrom(last.validTo ?? last.validFrom)
    if (since && on < since) throw new DomainError('resumption.beforeLast', { day: since }, 'on')
    const open = last && !last.validTo ? last : null
    if (!userId && !open) throw new DomainError('resumption.noOfficer', {}, 'userId')
    if (userId && open?.userId === userId) throw new DomainError('resumption.sameOfficer', {}, 'userId')
    const officer = userId ? (await listOfficers(ctx, held.regionCode)).find((each) => each.id === userId) : null
    if (userId && !officer) throw new DomainError('resumption.noSuchOfficer', {}, 'userId')
    if (open)
      await ctx.db.enterpriseOfficer.updateMany({
        where: { countyCode, id: open.id, validTo: null },
        data: { validTo: dateOf(on) },
      })
    if (officer)
      await ctx.db.enterpriseOfficer.create({
        data: {
          ...keyOf(held),
          id,
          userId: officer.id,
          name: officer.name,
          unit: officer.unit,
          validFrom: dateOf(on),
          assignedBy: ctx.actor.userId,
        },
        select: { id: true },
      })
    return { enterpriseId }
  },
})
