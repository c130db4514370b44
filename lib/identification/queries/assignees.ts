import 'server-only'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOf, pad, prefixOf } from '@/lib/regions/rules'

const WHO_GOES = ['FIRST_SECRETARY', 'VILLAGE_CADRE', 'TOWNSHIP'] as const

/** Who can be sent to a household's home check: posted in its village or its township today. */
export async function listAssignees(
  ctx: Ctx,
  regionCode: string,
): Promise<{ id: string; name: string; post: string }[]> {
  const today = dateOf(ctx.today)
  const postings = await ctx.db.posting.findMany({
    where: {
      countyCode: countyOf(regionCode),
      regionCode: { in: [regionCode, pad(prefixOf(regionCode, 'TOWNSHIP'))] },
      role: { in: [...WHO_GOES] },
      actingFor: null,
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
      AND: [{ OR: [{ proposedBy: null }, { decision: 'CONFIRMED' }] }],
      user: { isActive: true },
    },
    orderBy: [{ regionCode: 'desc' }, { userId: 'asc' }],
    take: 60,
    select: { title: true, user: { select: { id: true, name: true } } },
  })
  return postings.map(({ title, user }) => ({ ...user, post: title }))
}
