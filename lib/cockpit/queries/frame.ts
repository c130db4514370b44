import 'server-only'
import { coverOf, isBehind, type PlaceView, viewOfPlaces } from '@/lib/cockpit/rules/places'
import type { OpenRow } from '@/lib/cockpit/schema'
import { countOpen, selectPlaces } from '@/lib/cockpit/sql/places'
import type { Frame } from '@/lib/cockpit/sql/sets'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { countyOf, isWithinCounty, ownPrefix, rangeOf } from '@/lib/regions/rules'
import { pointsOf } from '@/lib/supervision/queries/list'
import type { Points } from '@/lib/supervision/rules/standing'

/** What moved lately is what moved in so many days up to today. */
export const LATELY_DAYS = 7
const BURDEN = ['supervise.burdenDays', 'inspection.monthlyLimit'] as const

/** The codes of all counties of a region, the region's own county within one. */
export async function countiesOf(ctx: Ctx, regionCode: string): Promise<string[]> {
  const prefix = ownPrefix(regionCode)
  if (isWithinCounty(prefix)) return [countyOf(prefix)]
  const { lo, hi } = rangeOf(prefix)
  const rows = await ctx.db.region.findMany({
    where: { level: 'COUNTY', code: { gte: lo, lt: hi } },
    orderBy: { code: 'asc' },
    select: { code: true },
  })
  return rows.map(({ code }) => countyOf(code))
}

export type Scene = {
  region: Awaited<ReturnType<typeof getPlace>>
  frame: Frame
  points: Points
  /** How often within how many days is too often; null where no value is in force. */
  burden: { days: number; times: number } | null
  /** Listed now, the worst first; and all of these with those delisted lately. */
  places: PlaceView[]
  lately: PlaceView[]
  /** Open and overdue lines of all that is covered, by region: each line once, however many places it counts for. */
  open: OpenRow[]
}

/**
 * The listed places of a region and what its figures are counted over. What goes on paper leaves out what is not published yet, whoever prints it:
 * paper goes on to the inspected. Errors: NotFoundError for a region that is not the actor's.
 */
export async function getScene(ctx: Ctx, asked: string | undefined, isPaper = false): Promise<Scene> {
  const region = await getPlace(ctx, asked)
  const counties = await countiesOf(ctx, region.code)
  const { gte: lo, lt: hi } = region.range
  const since = addDays(ctx.today, -LATELY_DAYS)
  const rows = await selectPlaces(ctx, { lo, hi, counties, since, isPaper })
  const points = await pointsOf(ctx)
  const values = await listParameterRows(ctx, BURDEN)
  const [days, times] = BURDEN.map((code) => resolveParameter(values, code, region.code, ctx.today)?.value ?? null)
  const burden = typeof days === 'number' && typeof times === 'number' ? { days, times } : null
  const isListed = ({ status }: { status: string }) => status !== 'DELISTED'
  const listed = rows.filter(isListed)
  const cover = coverOf(listed)
  const open = await countOpen(ctx, cover, isPaper)
  const lately = viewOfPlaces(rows, open, points, ctx.today)
  return {
    region,
    points,
    burden,
    places: lately.filter(isListed),
    lately,
    open,
    frame: {
      lo,
      hi,
      counties,
      cover,
      lately: coverOf(rows),
      areas: rows.flatMap(({ id, within }) => (within ? [{ id, within }] : [])),
      placeIds: listed.map(({ id }) => id),
      latelyIds: rows.map(({ id }) => id),
      since,
      today: ctx.today,
      burden: { since: addDays(ctx.today, -(burden?.days ?? 0)), times: burden?.times ?? 0 },
    },
  }
}

/** The places that a figure of places counts. */
export function placesOf({ places, lately, frame: { since } }: Scene) {
  return {
    places,
    behind: places.filter(isBehind),
    listed: lately.filter(({ listedOn }) => listedOn > since),
    delisted: lately.filter(({ delistedOn }) => delistedOn !== null && delistedOn > since),
  }
}
