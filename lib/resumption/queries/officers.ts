import 'server-only'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOf, pad, prefixOf } from '@/lib/regions/rules'

const MOST = 100

/** Who can serve an enterprise there: county leaders and heads of its township posted today, as far as the actor knows them. */
export async function listOfficers(ctx: Ctx, regionCode: string) {
  const today = dateOf(ctx.today)
  const postings = await ctx.db.posting.findMany({
    where: {
      countyCode: countyOf(regionCode),
      OR: [
        { role: 'COUNTY_LEADER', regionCode: pad(countyOf(regionCode)) },
        { role: 'TOWNSHIP', regionCode: pad(prefixOf(regionCode, 'TOWNSHIP')) },
      ],
      actingFor: null,
      validFrom: { lte: today },
      AND: [
        { OR: [{ validTo: null }, { validTo: { gte: today } }] },
        { OR: [{ proposedBy: null }, { decision: 'CONFIRMED' }] },
      ],
      user: { isActive: true },
    },
    orderBy: { userId: 'asc' },
    distinct: ['userId'],
    take: MOST,
    select: { title: true, user: { select: { id: true, name: true, unit: true } } },
  })
  return postings.map(({ title, user }) => ({ ...user, title }))
}
