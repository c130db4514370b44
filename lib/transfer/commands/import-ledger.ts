import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { deadSince } from '@/lib/platform/heartbeat'
import { countyOf } from '@/lib/regions/rules'
import { untaken } from '@/lib/transfer/limits'

/**
 * Tells a checked ledger to be imported: whole, which needs it to be without faults, or its good households only. Columns of `fillOnly` leave
 * alone what the register has; of the cells that both sides changed, those of `take` are written.
 */
export const importLedger = defineCommand({
  name: 'ledger.import',
  permission: 'ledger:import',
  input: z.object({
    batchId: z.uuid(),
    mode: z.enum(['ALL', 'GOOD_ROWS']),
    fillOnly: z.array(z.string().max(40)).max(200).default([]),
    take: z.array(z.coerce.number().int().positive()).max(2_000).default([]),
  }),
  async run(ctx, { batchId, mode, fillOnly, take }): Promise<{ batchId: string }> {
    const countyCode = countyOf(ctx.actor.regionCode)
    const batch = await ctx.db.importBatch.findFirst({
      where: { countyCode, id: batchId },
      select: { faultCount: true, goodRows: true, importUploads: { select: { batchId: true } } },
    })
    if (!batch) throw new NotFoundError()
    if (batch.importUploads.length === 0) throw new DomainError('transfer.uploadGone')
    if (mode === 'ALL' && batch.faultCount > 0) throw new DomainError('transfer.hasFaults', { n: batch.faultCount })
    if (batch.goodRows === 0) throw new DomainError('transfer.nothingGood')
    const { count } = await ctx.db.importBatch.updateMany({
      where: {
        countyCode,
        id: batchId,
        OR: [
          { status: 'CHECKED' },
          { status: 'RUNNING', mode: { in: ['ALL', 'GOOD_ROWS'] }, heartbeatAt: { lt: deadSince(ctx.now) } },
        ],
      },
      data: { status: 'RUNNING', mode, fillOnly, doneRows: 0, heartbeatAt: untaken(ctx.now) },
    })
    if (count === 0) throw new DomainError('transfer.notChecked')
    await ctx.db.importDifference.updateMany({
      where: { countyCode, batchId, kind: 'CONFLICT' },
      data: { isTaken: false },
    })
    await ctx.db.importDifference.updateMany({
      where: { countyCode, batchId, kind: 'CONFLICT', differenceNo: { in: take } },
      data: { isTaken: true },
    })
    return { batchId }
  },
})
