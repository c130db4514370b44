import 'server-only'
import { viewOf } from '@/lib/households/rules/views'
import { getPlace, rowsIn } from '@/lib/monitoring/queries/places'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { pointsOf, rankAll, type YearAsked } from '@/lib/yearplans/queries/list'
import { differenceOf, totalOf } from '@/lib/yearplans/rules/labour'
import { standingOf } from '@/lib/yearplans/rules/standing'
import { gapOf } from '@/lib/yearplans/rules/supplies'
import type { Supply } from '@/lib/yearplans/schema/supplies'
import { countLabourOfVillages } from '@/lib/yearplans/sql/labour'
import { selectNewestSupplies } from '@/lib/yearplans/sql/supplies'

const yearOf = (ctx: Ctx, year: number | null) => year ?? Number(ctx.today.slice(0, 4))
const VILLAGE = { select: { code: true, name: true, parent: { select: { name: true } } } } as const
type Village = { code: string; name: string; parent: { name: string } | null }
const placeOf = ({ code, name, parent }: Village) => ({ code, name, above: parent?.name ?? null })

/** The codes of the villages of a region, the order in which their year stands; at most `most`. */
export async function listVillageCodes(ctx: Ctx, asked: YearAsked, most: number): Promise<string[]> {
  return (await rankAll(ctx, asked, most)).map(({ code }) => code)
}

/** Ids of the tasks of the villages of a region in a year, by village and in their order; at most `most`. */
export async function listTaskIds(ctx: Ctx, { region, year }: YearAsked, most: number): Promise<string[]> {
  const rows = await ctx.db.villageTask.findMany({
    where: { ...rowsIn(await getPlace(ctx, region)), plan: { year: yearOf(ctx, year) } },
    orderBy: [{ regionCode: 'asc' }, { taskNo: 'asc' }, { id: 'asc' }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Tasks by their ids, each with its village, whoever answers for it and how it stands today; in no order. */
export async function getTaskRows(ctx: Ctx, region: string, countyCode: string, ids: readonly string[]) {
  const points = await pointsOf(ctx, region)
  const rows = await ctx.db.villageTask.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { kind: true, plan: { select: { year: true, secretary: true, region: VILLAGE } } },
  })
  return rows.map((row) => {
    const days = { startsOn: dayFrom(row.startsOn), endsOn: dayFrom(row.endsOn), percent: row.percent }
    return {
      id: row.id,
      village: placeOf(row.plan.region),
      year: row.plan.year,
      secretary: row.plan.secretary,
      no: row.taskNo,
      name: row.kind.nameZh,
      owner: row.owner,
      target: row.target,
      ...days,
      lastOn: row.lastOn && dayFrom(row.lastOn),
      standing: standingOf(days, ctx.today, points),
    }
  })
}

/**
 * What villages reported last of their people working away in a year, by their codes; beside it what the register counts today, which it
 * says of this year alone, and how far they lie apart. In no order.
 */
export async function getLabourRows(ctx: Ctx, year: number | null, countyCode: string, codes: readonly string[]) {
  const asked = yearOf(ctx, year)
  const regions = await ctx.db.region.findMany({ where: { code: { in: [...codes] } }, ...VILLAGE })
  const plans = await ctx.db.villagePlan.findMany({
    where: { countyCode, regionCode: { in: [...codes] }, year: asked },
    select: {
      regionCode: true,
      labour: { where: { later: { is: null } }, orderBy: [{ asOf: 'desc' }, { id: 'desc' }], take: 1 },
    },
  })
  const newest = new Map(plans.map(({ regionCode, labour }) => [regionCode, labour[0]]))
  const countOf = asked === yearOf(ctx, null) ? await countLabourOfVillages(ctx, countyCode, codes) : null
  return regions.map((region) => {
    const report = newest.get(region.code)
    const counted = countOf?.(region.code)
    return {
      village: placeOf(region),
      year: asked,
      reported: report && { ...report, asOf: dayFrom(report.asOf) },
      counted: counted && { ...counted, total: totalOf(counted) },
      countedOn: ctx.today,
      difference: report && counted && differenceOf(report, counted),
    }
  })
}

/**
 * Ids of the lines of the special groups of a region in a year, a plan and a household each, by village, open ones first; at most `most`.
 * None for whoever may not read health: he sees how many there are and no household.
 */
export async function listSpecialIds(ctx: Ctx, { region, year }: YearAsked, most: number): Promise<string[]> {
  if (!viewOf(ctx.actor.role).health) return []
  const rows = await ctx.db.villageSpecial.findMany({
    where: { ...rowsIn(await getPlace(ctx, region)), plan: { year: yearOf(ctx, year) } },
    orderBy: [
      { regionCode: 'asc' },
      { doneOn: { sort: 'desc', nulls: 'first' } },
      { dueOn: { sort: 'asc', nulls: 'last' } },
      { householdId: 'asc' },
    ],
    take: most,
    select: { planId: true, householdId: true },
  })
  return rows.map(({ planId, householdId }) => `${planId}/${householdId}`)
}

/** Ids of what the villages of a region need and have for spring ploughing in a year as last asked, by village; at most `most`. */
export async function listSupplyIds(ctx: Ctx, { region, year }: YearAsked, most: number): Promise<string[]> {
  const { range } = await getPlace(ctx, region)
  return selectNewestSupplies(ctx, range, yearOf(ctx, year), most)
}

/** Supplies by their ids with their village and the gap; in no order. */
export async function getSupplyRows(ctx: Ctx, countyCode: string, ids: readonly string[]) {
  const rows = await ctx.db.villageSupply.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { plan: { select: { year: true, region: VILLAGE } } },
  })
  return rows.map((row) => ({
    id: row.id,
    village: placeOf(row.plan.region),
    year: row.plan.year,
    item: row.item as Supply,
    name: row.name,
    unit: row.unit,
    need: row.need,
    stock: row.stock,
    gap: gapOf(row),
    supplier: row.supplier,
    asOf: dayFrom(row.asOf),
    by: row.recordedByName,
  }))
}
