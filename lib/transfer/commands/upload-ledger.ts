import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { LEDGER_KINDS } from '@/lib/households/catalogue/ledgers/column'
import { defineCommand } from '@/lib/platform/command'
import { DomainError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { MAX_BYTES } from '@/lib/transfer/files/open-ledger'
import { untaken } from '@/lib/transfer/limits'

const UPLOADS_KEPT_HOURS = 24
const HOUR_MS = 3_600_000

/** Takes a ledger file to be checked. Nothing of the register changes; the file is kept until it is imported, a day at most. */
export const uploadLedger = defineCommand({
  name: 'ledger.upload',
  permission: 'ledger:import',
  input: z.object({
    id: z.uuid(),
    file: z.instanceof(File, { message: 'transfer.chooseFile' }),
    /** Chosen by hand; otherwise the heads tell. */
    kind: z.enum(LEDGER_KINDS).optional(),
  }),
  async run(ctx, { id, file, kind }): Promise<{ batchId: string }> {
    const countyCode = countyOf(ctx.actor.regionCode)
    if (file.size > MAX_BYTES) throw new DomainError('transfer.fileTooLarge', { mb: MAX_BYTES / 1024 / 1024 }, 'file')
    if (file.size === 0) throw new DomainError('transfer.chooseFile', {}, 'file')
    const body = Buffer.from(await file.arrayBuffer())
    const place = { countyCode, regionCode: ctx.actor.regionCode }
    await ctx.db.importUpload.deleteMany({
      where: { countyCode, batch: { uploadedAt: { lt: new Date(ctx.now.getTime() - UPLOADS_KEPT_HOURS * HOUR_MS) } } },
    })
    await ctx.db.importBatch.create({
      data: {
        ...place,
        id,
        kind,
        fileName: file.name.slice(0, 200),
        fileHash: createHash('sha256').update(body).digest(),
        status: 'RUNNING',
        uploadedBy: ctx.actor.userId,
        uploadedAt: ctx.now,
        heartbeatAt: untaken(ctx.now),
      },
      select: { id: true },
    })
    await ctx.db.importUpload.create({ data: { ...place, batchId: id, body }, select: { batchId: true } })
    return { batchId: id }
  },
})
