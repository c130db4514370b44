import 'server-only'
import { listAspects, ownCounty } from '@/lib/findings/queries/aspects'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { countyOf, countyOfScope, levelOf } from '@/lib/regions/rules'

const MOST_HOUSEHOLDS = 300

export type FindingForm = Awaited<ReturnType<typeof getFindingForm>>

/** What the form of a finding starts from: a household, or the places it can be about; the like of another line. Errors: NotFoundError. */
export async function getFindingForm(ctx: Ctx, asked: { household?: string; region?: string; like?: string }) {
  const { household: householdId, region, like } = asked
  const county = countyOfScope(ctx.actor.scope)
  const household = householdId
    ? isUuid(householdId) &&
      (await ctx.db.household.findFirst({
        where: { ...county, id: householdId, isActive: true },
        select: { id: true, headName: true, region: { select: { name: true } } },
      }))
    : null
  const origin = like
    ? isUuid(like) &&
      (await ctx.db.finding.findFirst({
        where: { ...county, id: like },
        select: {
          id: true,
          findingNo: true,
          source: true,
          sourceYear: true,
          aspect: true,
          category: true,
          reach: true,
          title: true,
        },
      }))
    : null
  if (household === false || origin === false || (householdId && !household) || (like && !origin))
    throw new NotFoundError()
  const place = await getPlace(ctx, region)
  const isVillage = origin !== null && levelOf(place.code) === 'VILLAGE'
  const own = { value: ctx.actor.regionCode, label: ctx.actor.regionName, depth: -1 }
  return {
    household: household && {
      id: household.id,
      headName: shownName(ctx, household.headName),
      village: household.region.name,
    },
    origin,
    place,
    /** Of a village that is looked through for the like of a line. */
    households: isVillage ? await householdsOf(ctx, place.code) : [],
    /** The chosen place and those right below it. */
    around: origin ? await placesFrom(ctx, place) : [],
    chosen: place.code,
    regions: [own, ...place.options].filter(({ value }) => !['PROVINCE', 'CITY'].includes(levelOf(value))),
    aspects: await listAspects(ctx, ownCounty(ctx)),
    today: ctx.today,
    /** What a village or township finds is a self-check. */
    isSelfCheck: ['FIRST_SECRETARY', 'TOWNSHIP', 'PAIRED_HELPER'].includes(ctx.actor.role),
  }
}

async function householdsOf(ctx: Ctx, village: string) {
  const rows = await ctx.db.household.findMany({
    where: { countyCode: countyOf(village), regionCode: village, isActive: true },
    orderBy: [{ headName: 'asc' }, { id: 'asc' }],
    take: MOST_HOUSEHOLDS,
    select: { id: true, headName: true, householdNo: true },
  })
  return rows.map(({ id, headName, householdNo }) => ({ id, householdNo, headName: shownName(ctx, headName) }))
}

async function placesFrom(ctx: Ctx, { code, name }: { code: string; name: string }) {
  const below = await ctx.db.region.findMany({
    where: { parentCode: code },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  return [{ code, name }, ...below].filter((each) => !['PROVINCE', 'CITY'].includes(levelOf(each.code)))
}
