import 'server-only'
import * as z from 'zod'
import { sweepExpired } from '@/lib/exports/commands/sweep'
import { FETCHES } from '@/lib/exports/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'

const LINK_MS = 10 * 60_000

/** Gives a link to one's own made file: once, for ten minutes. A file is fetched three times at most. */
export const linkExport = defineCommand({
  name: 'export.link',
  permission: 'export:read',
  input: z.object({ exportId: z.uuid(), linkId: z.uuid() }),
  async run(ctx, { exportId, linkId }): Promise<{ exportId: string; linkId: string }> {
    await sweepExpired(ctx)
    const found = await ctx.db.exportRequest.findFirst({
      where: { id: exportId, requestedBy: ctx.actor.userId },
      select: { countyCode: true, regionCode: true, status: true, fetchCount: true },
    })
    if (!found) throw new NotFoundError()
    if (found.status !== 'READY' && found.status !== 'FETCHED') throw new DomainError('exports.noFile')
    if (found.fetchCount >= FETCHES) throw new DomainError('exports.fetchedEnough', { n: FETCHES })
    await ctx.db.exportLink.create({
      data: {
        countyCode: found.countyCode,
        id: linkId,
        regionCode: found.regionCode,
        exportId,
        issuedTo: ctx.actor.userId,
        issuedAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + LINK_MS),
      },
      select: { id: true },
    })
    return { exportId, linkId }
  },
})
