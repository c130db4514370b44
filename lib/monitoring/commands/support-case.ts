import 'server-only'
import type { Ctx } from '@/lib/platform/db'

type CaseKey = { countyCode: string; caseId: string }

/**
 * The first measure or plan of a monitored household: MONITORED → SUPPORTED. A case that is further on stays where it is. Answers whether it
 * went on.
 */
export async function supportCase(ctx: Ctx, { countyCode, caseId }: CaseKey): Promise<boolean> {
  const { count } = await ctx.db.monitoringCase.updateMany({
    where: { countyCode, id: caseId, status: 'MONITORED' },
    data: { status: 'SUPPORTED', version: { increment: 1 } },
  })
  return count === 1
}
