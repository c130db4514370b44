import 'server-only'
import { ExplainLateInput } from '@/lib/deadlines/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** Says once why a deadline was met late. Errors: `deadlines.notLate`, `deadlines.explainedAlready`. */
export const explainLate = defineCommand({
  name: 'deadline.explain',
  permission: 'deadline:explain',
  input: ExplainLateInput,
  async run(ctx, { deadlineId, reason }) {
    const where = { ...countyOfScope(ctx.actor.scope), id: deadlineId }
    const found = await ctx.db.deadline.findFirst({ where, select: { countyCode: true, isLate: true } })
    if (!found) throw new NotFoundError()
    if (!found.isLate) throw new DomainError('deadlines.notLate')
    const { count } = await ctx.db.deadline.updateMany({
      where: { countyCode: found.countyCode, id: deadlineId, lateReason: null },
      data: { lateReason: reason },
    })
    if (count === 0) throw new DomainError('deadlines.explainedAlready')
    return { deadlineId }
  },
})
