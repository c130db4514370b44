import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { ownPrefix } from '@/lib/regions/rules'
import type { ListedView } from '@/lib/supervision/queries/place'

/** The townships and villages of the county that whoever lists places may name as members of an area now; none for anybody or anything else. */
export async function listMemberChoices(ctx: Ctx, { isArea, status, region, may }: ListedView) {
  if (!isArea || !may.propose || (status !== 'LISTED' && status !== 'IN_BATTLE')) return []
  const county = ownPrefix(region.code)
  const rows = await ctx.db.region.findMany({
    where: { code: { gte: county, lt: `${county}:` }, level: { in: ['TOWNSHIP', 'VILLAGE'] } },
    orderBy: { code: 'asc' },
    select: { code: true, name: true, level: true, parent: { select: { name: true } } },
  })
  return rows.map(({ code, name, level, parent }) => {
    const isTownship = level === 'TOWNSHIP'
    return { code, isTownship, name: isTownship ? name : `${parent?.name ?? ''} ${name}` }
  })
}
