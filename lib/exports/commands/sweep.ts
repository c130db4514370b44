import 'server-only'
import type { Ctx } from '@/lib/platform/db'

/** Ends what is past its time within the actor's region, and destroys the files. */
export async function sweepExpired(ctx: Ctx): Promise<void> {
  const gone = await ctx.db.exportRequest.findMany({
    where: { status: { in: ['REQUESTED', 'APPROVED', 'READY', 'FETCHED', 'FAILED'] }, expiresAt: { lt: ctx.now } },
    select: { countyCode: true, id: true },
    take: 100,
  })
  for (const { countyCode, id } of gone) {
    await ctx.db.exportRequest.updateMany({
      where: { countyCode, id, expiresAt: { lt: ctx.now }, status: { notIn: ['REFUSED', 'EXPIRED'] } },
      data: { status: 'EXPIRED' },
    })
    await ctx.db.exportChunk.deleteMany({ where: { countyCode, exportId: id } })
  }
}
