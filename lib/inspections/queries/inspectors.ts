import 'server-only'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { pad, pathOf } from '@/lib/regions/rules'

const MOST = 200

/** Who can be in a team in a county: supervisors and county office staff posted in it or above it today, as far as the actor knows them. */
export async function listInspectors(ctx: Ctx, countyCode: string, among?: readonly string[]) {
  const today = dateOf(ctx.today)
  const postings = await ctx.db.posting.findMany({
    where: {
      regionCode: { in: pathOf(pad(countyCode)) },
      role: { in: ['SUPERVISOR', 'COUNTY_OFFICE'] },
      ...(among ? { userId: { in: [...among] } } : {}),
      actingFor: null,
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
      AND: [{ OR: [{ proposedBy: null }, { decision: 'CONFIRMED' }] }],
      user: { isActive: true },
    },
    orderBy: { userId: 'asc' },
    distinct: ['userId'],
    take: MOST,
    select: { title: true, user: { select: { id: true, name: true, unit: true } } },
  })
  return postings.map(({ title, user }) => ({ ...user, title }))
}
