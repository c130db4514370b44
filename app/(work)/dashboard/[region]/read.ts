import 'server-only'
import { getScoreCards } from '@/lib/casework/queries/score-cards'
import type { IndicatorCode, Part } from '@/lib/indicators/catalogue'
import { getAbove } from '@/lib/indicators/queries/above'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getFrozenMonth, getTrend } from '@/lib/indicators/queries/months'
import { getWallOn, isUncounted, readPast, type Uncounted } from '@/lib/indicators/queries/past'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import { findOutline } from '@/lib/outlines/queries'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'

type Asked = { region: string; code: IndicatorCode; part: Part | undefined; on: string | undefined }
type Load = <R>(work: (ctx: Ctx) => Promise<R>) => Promise<R>
/** Up to the county its tallies are few; the whole city stands on the page of indicators. */
const BESIDE_COUNTY = ['TOWNSHIP', 'VILLAGE']
const LISTED = ['COUNTY', 'TOWNSHIP', 'VILLAGE']

async function beside(ctx: Ctx, wall: Wall, { region, code, part, on }: Asked) {
  const { role } = ctx.actor
  const rights = {
    names: may(role, 'household:read'),
    visit: may(role, 'visit:log') && !on,
    import: may(role, 'ledger:import'),
    outlines: may(role, 'outline:import'),
    role,
  }
  // Of a past day the list of households does not know the condition, so the records stand here at every level of a county.
  const isListed = on ? LISTED.includes(wall.region.level) : wall.region.level === 'VILLAGE'
  const month = on ? await getFrozenMonth(ctx, region, on) : null
  const trend = await getTrend(ctx, region, code)
  const children = wall.children.map(({ place }) => place.code)
  return {
    wall,
    rights,
    month,
    trend,
    outline: await findOutline(ctx, region, children),
    behind: isListed && rights.names ? await listBehind(ctx, region, code, { part, on }) : null,
    above: !on && BESIDE_COUNTY.includes(wall.region.level) ? await getAbove(ctx, region, 'COUNTY') : null,
    // Cases and lines are judged as they are now.
    scores: on ? undefined : await getScoreCards(ctx, wall),
    unfrozen: month ? month.unfrozen : trend.unfrozen,
    uncounted: undefined,
  }
}
export type Found = Awaited<ReturnType<typeof beside>>

/** What the large screen shows: the wall of today and nothing beside it. */
export async function readScreen(region: string, load: Load): Promise<Wall> {
  for (;;) {
    const wall = await load((ctx) => getWall(ctx, region))
    if (wall) return wall
  }
}

/** All that the wall of a region shows, of today or of a past day; or the counties that are still to be counted. */
export function read(asked: Asked, load: Load): Promise<Found | Uncounted> {
  const { region, on } = asked
  return readPast<Found | Uncounted>(async (since) => {
    for (;;) {
      const found = await load(async (ctx) => {
        const wall = await (on ? getWallOn(ctx, region, on, since) : getWall(ctx, region))
        return wall && (isUncounted(wall) ? wall : beside(ctx, wall, asked))
      })
      if (found) return found
    }
  })
}
