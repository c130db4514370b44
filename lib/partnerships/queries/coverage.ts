import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { COUNTED_KINDS } from '@/lib/partnerships/schema'
import { countCoverage } from '@/lib/partnerships/sql'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { levelBelow, levelOf, prefixOf } from '@/lib/regions/rules'

const MOST_NAMED = 200
const DIGITS = { PROVINCE: 2, CITY: 4, COUNTY: 6, TOWNSHIP: 9, VILLAGE: 12 } as const

export type Coverage = Awaited<ReturnType<typeof getCoverage>>

/**
 * How much of a region is covered on a day (对口帮扶覆盖率): units with an active pair of all units, in all and by the regions one level
 * below; units of the region itself stand under its own name. `without` names units that nobody supports, at most 200.
 */
export async function getCoverage(ctx: Ctx, region: string | undefined, day: string) {
  const place = await getPlace(ctx, region)
  const below = levelBelow(levelOf(place.code)) ?? 'VILLAGE'
  const shares = await countCoverage(ctx, place.range, day, DIGITS[below])
  const names = await ctx.db.region.findMany({
    where: { OR: [{ code: place.code }, { parentCode: place.code }] },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  const sum = (part: 'units' | 'paired') => shares.reduce((total, share) => total + share[part], 0)
  const shareOf = (code: string) => shares.find(({ prefix }) => prefix === prefixOf(code, below))
  const children = names.flatMap(({ code, name }) => {
    const share = shareOf(code)
    return share ? [{ code, name, isSelf: code === place.code, units: share.units, paired: share.paired }] : []
  })
  const open = { countsFrom: { lte: dateOf(day) }, OR: [{ closedOn: null }, { closedOn: { gt: dateOf(day) } }] }
  const without = await ctx.db.medicalUnit.findMany({
    where: {
      regionCode: place.range,
      kind: { in: [...COUNTED_KINDS] },
      ...open,
      pairs: {
        none: { fromOn: { lte: dateOf(day) }, OR: [{ toOn: null }, { toOn: { gte: dateOf(day) } }] },
      },
    },
    orderBy: [{ regionCode: 'asc' }, { name: 'asc' }],
    take: MOST_NAMED,
    select: { id: true, name: true, kind: true, region: { select: { name: true } } },
  })
  return {
    place,
    day,
    units: sum('units'),
    paired: sum('paired'),
    children,
    without: without.map(({ region: { name: regionName }, ...unit }) => ({ ...unit, region: regionName })),
  }
}
