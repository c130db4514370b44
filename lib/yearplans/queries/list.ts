import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import type { Points } from '@/lib/yearplans/rules/standing'
import { countPlans, rankVillages } from '@/lib/yearplans/sql/standing'

const PAGE = 50
const POINTS = ['wall.behindPoints', 'wall.farBehindPoints'] as const

/** From how many points behind the time that is over a task is behind, and far behind, in a region today. */
export async function pointsOf(ctx: Ctx, regionCode: string): Promise<Points> {
  const rows = await listParameterRows(ctx, POINTS)
  const [behind = 0, farBehind = behind] = POINTS.map(
    (code) => resolveParameter(rows, code, regionCode, ctx.today)?.value ?? undefined,
  )
  return { behind, farBehind }
}

/** The year of an address; null for what is none. */
export const readYear = (asked: string | undefined): number | null =>
  /^20\d\d$/.test(asked ?? '') ? Number(asked) : null

export type YearAsked = { region: string; year: number | null }

/** The villages of a region and how their year stands, in the order of their list; at most `most`. Without a year of this one. */
export async function rankAll(ctx: Ctx, { region, year }: YearAsked, most: number) {
  const place = await getPlace(ctx, region)
  return rankVillages(ctx, {
    range: place.range,
    year: year ?? Number(ctx.today.slice(0, 4)),
    today: ctx.today,
    points: await pointsOf(ctx, place.code),
    after: null,
    most,
  })
}

export type VillageList = Awaited<ReturnType<typeof listVillages>>

/** Villages of a region and how their year stands, fifty at a time, the worst first; a village without a plan comes before all others. */
export async function listVillages(
  ctx: Ctx,
  { region, year: asked, after }: { region?: string; year?: string; after?: string },
) {
  const place = await getPlace(ctx, region)
  const thisYear = Number(ctx.today.slice(0, 4))
  const year = readYear(asked) ?? thisYear
  const [, rank, code] = /^(\d{1,4})_(\d{12})$/.exec(after ?? '') ?? []
  const lines = await rankVillages(ctx, {
    range: place.range,
    year,
    today: ctx.today,
    points: await pointsOf(ctx, place.code),
    after: rank && code ? { rank: Number(rank), code } : null,
    most: PAGE + 1,
  })
  const shown = lines.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    year,
    thisYear,
    counts: await countPlans(ctx, place.range, year),
    villages: shown,
    next: lines.length > PAGE && last ? `${last.rank}_${last.code}` : null,
    mayKeep: may(ctx.actor.role, 'villagePlan:keep'),
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    user: ctx.actor.name,
    newId: newId(ctx.now),
  }
}
