import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { countyOf, countyOfScope, levelOf } from '@/lib/regions/rules'

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

/** The plan of a campaign as it stands, with what can be chosen: the parts of its county, and the places chosen below them. Errors: NotFoundError. */
export async function getReplanForm(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.inspectionCampaign.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id } })
    : null
  if (!row) throw new NotFoundError()
  const regions = await ctx.db.region.findMany({
    where: { OR: [{ code: row.regionCode }, { parentCode: row.regionCode }, { code: { in: row.regions } }] },
    orderBy: { code: 'asc' },
    select: { code: true, name: true },
  })
  return {
    id,
    version: row.version,
    isOpen: row.status === 'PLANNED',
    known: { regions, aspects: await listAspects(ctx, row.countyCode) },
    first: {
      title: row.title,
      organiser: row.organiser,
      organiserLevel: row.organiserLevel,
      beginsOn: dayFrom(row.beginsOn),
      endsOn: dayFrom(row.endsOn),
      registered: row.registeredTarget,
      others: row.othersTarget,
      mustInclude: row.mustInclude,
      aspects: row.aspects,
      regions: row.regions,
    },
  }
}
