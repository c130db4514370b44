import 'server-only'
import { register } from '@/lib/findings/commands/register'
import { likeId } from '@/lib/findings/rules/like'
import { RegisterLikeInput } from '@/lib/findings/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/**
 * 举一反三: the like of a line, found in several households and places, is recorded at once, a line for each, all or none. Errors: NotFoundError
 * for the line or any of them beyond the scope, DomainError where one of them has such a line open already.
 */
export const registerLike = defineCommand({
  name: 'finding.registerLike',
  permission: 'finding:register',
  input: RegisterLikeInput,
  async run(ctx, { id, originId, householdIds, regionCodes, ...said }) {
    const origin = await ctx.db.finding.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: originId },
      select: { countyCode: true, hiddenDigits: true },
    })
    if (!origin) throw new NotFoundError()
    const [households, regions] = [[...new Set(householdIds)], [...new Set(regionCodes)]]
    const there = await ctx.db.finding.count({
      where: {
        countyCode: origin.countyCode,
        originKind: 'FINDING',
        originId,
        status: { not: 'CLOSED' },
        OR: [{ householdId: { in: households } }, { householdId: null, regionCode: { in: regions } }],
      },
    })
    if (there > 0) throw new DomainError('findings.likeThere', { n: there })
    const like = { ...said, originKind: 'FINDING', originId } as const
    const targets = [
      ...households.map((householdId) => ({ householdId })),
      ...regions.map((regionCode) => ({ regionCode })),
    ]
    for (const target of targets) {
      const key = 'householdId' in target ? target.householdId : target.regionCode
      // The like of what is not published is not published either.
      await register(ctx, { ...like, ...target, id: likeId(id, key) }, origin.hiddenDigits ?? undefined)
    }
    return { findingId: originId, lines: targets.length }
  },
})
