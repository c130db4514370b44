import 'server-only'
import { getScene, placesOf } from '@/lib/cockpit/queries/frame'
import { periodOf, sumWorks, tilesOf } from '@/lib/cockpit/rules/places'
import type { Figure } from '@/lib/cockpit/schema'
import { countFigures, listFindingIds } from '@/lib/cockpit/sql/figures'
import { LINE, lineFrom } from '@/lib/findings/queries/list'
import { findOutline } from '@/lib/outlines/queries'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { pathOf } from '@/lib/regions/rules'
import { seesRuns } from '@/lib/supervision/rules/places'

const OLDEST = 5

export type Cockpit = Awaited<ReturnType<typeof getCockpit>>

/** Lines of the ledger by their ids, in that order, as lists show them. */
export async function readLines(ctx: Ctx, counties: readonly string[], ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await ctx.db.finding.findMany({
    where: { countyCode: { in: [...counties] }, id: { in: [...ids] } },
    select: LINE,
  })
  const by = new Map(rows.map((row) => [row.id, lineFrom(ctx, row)]))
  return ids.flatMap((id) => by.get(id) ?? [])
}

/**
 * The supervisor's cockpit of a region (督战驾驶舱): listed places and their key works against the time that is over, what moved in seven days, the
 * oldest open findings, what supervisors solved, whom inspections burden, and how long is left. Errors: NotFoundError for a region that is not the actor's.
 */
export async function getCockpit(ctx: Ctx, asked: string | undefined) {
  const scene = await getScene(ctx, asked)
  const { region, frame, points, burden, places } = scene
  const counted = await countFigures(ctx, frame)
  const byPlace = placesOf(scene)
  const sum = (key: 'open' | 'overdue') => scene.open.reduce((all, row) => all + row[key], 0)
  const counts: Record<Figure, number> = {
    ...counted,
    open: sum('open'),
    overdue: sum('overdue'),
    places: byPlace.places.length,
    behind: byPlace.behind.length,
    listed: byPlace.listed.length,
    delisted: byPlace.delisted.length,
  }
  const path = await ctx.db.region.findMany({
    where: { OR: [{ code: { in: pathOf(region.code) } }, { parentCode: region.code }] },
    orderBy: [{ level: 'asc' }, { sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true, parentCode: true },
  })
  const works = await ctx.db.keyWork.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  const isBelow = ({ parentCode }: { parentCode: string | null }) => parentCode === region.code
  return {
    region: { code: region.code, name: region.name },
    place: region,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    path: path.filter((each) => !isBelow(each) && each.code.startsWith(ctx.actor.scope)),
    places,
    tiles: tilesOf(path.filter(isBelow), places),
    outline: await findOutline(
      ctx,
      region.code,
      path.filter(isBelow).map(({ code }) => code),
    ),
    works: sumWorks(places, points).sort(
      (a, b) => works.findIndex(({ code }) => code === a.code) - works.findIndex(({ code }) => code === b.code),
    ),
    workNames: Object.fromEntries(works.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }])),
    counts,
    amountFen: counted.amountFen,
    oldest: may(ctx.actor.role, 'finding:read')
      ? await readLines(ctx, frame.counties, await listFindingIds(ctx, 'open', frame, null, OLDEST))
      : [],
    burden,
    period: periodOf(places, ctx.today),
    since: addDays(frame.since, 1),
    may: {
      findings: may(ctx.actor.role, 'finding:read'),
      households: may(ctx.actor.role, 'household:read'),
    },
    seesRuns: seesRuns(ctx.actor.scope),
    role: ctx.actor.role,
    asOf: ctx.now,
    today: ctx.today,
  }
}
