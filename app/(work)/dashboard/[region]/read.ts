import 'server-only'
import { getScoreCards } from '@/lib/casework/queries/score-cards'
import type { IndicatorCode, Part } from '@/lib/indicators/catalogue'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWallOn, isUncounted, readPast, type Uncounted } from '@/lib/indicators/queries/past'
import { getWall, type Wall } from '@/lib/indicators/queries/wall'
import { findOutline } from '@/lib/outlines/queries'
import type { Ctx } from '@/lib/platform/db'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Asked = { region: string; code: IndicatorCode; part: Part | undefined; on: string | undefined }
const LISTED = ['COUNTY', 'TOWNSHIP', 'VILLAGE']

async function found(ctx: Ctx, wall: Wall, { region, code, part, on }: Asked) {
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
  const children = wall.children.map(({ place }) => place.code)
  return {
    wall,
    rights,
    outline: await findOutline(ctx, region, children),
    behind: isListed && rights.names ? await listBehind(ctx, region, code, { part, on }) : null,
    // Cases and lines are judged as they are now.
    scores: on ? undefined : await getScoreCards(ctx, wall),
  }
}

type Found = Awaited<ReturnType<typeof found>> & { uncounted?: undefined }

/** All that the wall of a region shows, of today or of a past day; or the counties that are still to be counted. */
export async function read(asked: Asked): Promise<Found | Uncounted> {
  const { region, on } = asked
  if (on) {
    return readPast<Found | Uncounted>((since) =>
      load('dashboard:read', async (ctx) => {
        const wall = await getWallOn(ctx, region, on, since)
        return isUncounted(wall) ? wall : found(ctx, wall, asked)
      }),
    )
  }
  for (;;) {
    const now = await load('dashboard:read', async (ctx) => {
      const wall = await getWall(ctx, region)
      return wall && found(ctx, wall, asked)
    })
    if (now) return now
  }
}
