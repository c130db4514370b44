import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { deadSince } from '@/lib/platform/heartbeat'

/** Tells one's own approved export to be made: the first time, after a making that ended midway, or after one that failed. */
export const makeExport = defineCommand({
  name: 'export.make',
  permission: 'export:read',
  input: z.object({ exportId: z.uuid() }),
  async run(ctx, { exportId }): Promise<{ exportId: string }> {
    const own = { id: exportId, requestedBy: ctx.actor.userId }
    const found = await ctx.db.exportRequest.findFirst({ where: own, select: { requestedRole: true } })
    if (!found) throw new NotFoundError()
    if (found.requestedRole !== ctx.actor.role) throw new DomainError('exports.otherPost')
    const { count } = await ctx.db.exportRequest.updateMany({
      where: {
        ...own,
        expiresAt: { gte: ctx.now },
        OR: [
          { status: 'APPROVED', heartbeatAt: null },
          { status: 'APPROVED', heartbeatAt: { lt: deadSince(ctx.now) } },
          { status: 'FAILED', OR: [{ failure: null }, { failure: { not: 'GROWN' } }] },
        ],
      },
      data: { status: 'APPROVED', heartbeatAt: null, failure: null, doneRows: 0 },
    })
    if (count === 0) throw new DomainError('exports.notToMake')
    return { exportId }
  },
})
