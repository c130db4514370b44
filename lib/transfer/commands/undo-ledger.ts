import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { deadSince } from '@/lib/platform/heartbeat'
import { countyOf } from '@/lib/regions/rules'
import { UNDONE_WITHIN_MS, untaken } from '@/lib/transfer/limits'

/**
 * Tells an import to be taken back whole, within a day. Whether something of it was changed since is found out on the way; then nothing is
 * taken back. Errors: NotFoundError, transfer.notImported, transfer.undoTooLate.
 */
export const undoLedger = defineCommand({
  name: 'ledger.undo',
  permission: 'ledger:import',
  input: z.object({ batchId: z.uuid() }),
  async run(ctx, { batchId }): Promise<{ batchId: string }> {
    const countyCode = countyOf(ctx.actor.regionCode)
    const where = { countyCode, id: batchId }
    const batch = await ctx.db.importBatch.findFirst({ where, select: { finishedAt: true } })
    if (!batch) throw new NotFoundError()
    if (batch.finishedAt && ctx.now.getTime() - batch.finishedAt.getTime() > UNDONE_WITHIN_MS) {
      throw new DomainError('transfer.undoTooLate')
    }
    const { count } = await ctx.db.importBatch.updateMany({
      where: {
        ...where,
        OR: [{ status: 'DONE' }, { status: 'RUNNING', mode: 'UNDO', heartbeatAt: { lt: deadSince(ctx.now) } }],
      },
      data: { status: 'RUNNING', mode: 'UNDO', blockers: [], heartbeatAt: untaken(ctx.now) },
    })
    if (count === 0) throw new DomainError('transfer.notImported')
    return { batchId }
  },
})
