import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { countyOf, levelOf } from '@/lib/regions/rules'

const TARGETS = ['inspection.registeredPerVillage', 'inspection.othersPerVillage'] as const

/** What planning needs: the county or the places below the chosen one, the aspects, and the usual numbers. */
export async function getPlanForm(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const needsCounty = ['PROVINCE', 'CITY'].includes(levelOf(place.code))
  const below = await ctx.db.region.findMany({
    where: { parentCode: place.code },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  const values = await listParameterRows(ctx, TARGETS)
  const [registered, others] = TARGETS.map(
    (code) => resolveParameter(values, code, place.code, ctx.today)?.value ?? null,
  )
  return {
    place,
    needsCounty,
    regions: [{ code: place.code, name: place.name }, ...below],
    aspects: needsCounty ? [] : await listAspects(ctx, countyOf(place.code)),
    registered: registered ?? null,
    others: others ?? null,
    unit: ctx.actor.unit,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    today: ctx.today,
    id: newId(ctx.now),
  }
}
